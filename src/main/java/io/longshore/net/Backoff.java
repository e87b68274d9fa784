package io.longshore.net;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How long to wait before another try: exponential with full jitter, so that many who failed together do not come back
/// together. What the other side asked for (`Retry-After`) is a floor. Holds no state; as safe for threads as its generator.
///
/// @param first the most that is waited before the first retry
/// @param most the most that is waited before any retry, unless more was asked for
/// @param random where the jitter comes from
public record Backoff(Duration first, Duration most, RandomGenerator random) {
    /// Checks the order.
    public Backoff {
        if (!first.isPositive() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("backoff from " + first + " to " + most);
        }
    }

    /// The pause before retry number `attempt`.
    /// @param attempt 0 before the first retry
    /// @param asked how long the other side asked to be left alone
    public Duration pause(int attempt, Optional<Duration> asked) {
        Duration jitter = Duration.ofNanos(random.nextLong(ceiling(attempt).toNanos() + 1));
        return asked.map(floor -> floor.plus(jitter)).orElse(jitter);
    }

    private Duration ceiling(int attempt) {
        if (attempt < 0) {
            throw new IllegalArgumentException("attempt " + attempt);
        }
        long doublings = Math.min(attempt, Long.SIZE);
        Duration ceiling = first;
        for (long i = 0; i < doublings && ceiling.compareTo(most) < 0; i++) {
            ceiling = ceiling.multipliedBy(2);
        }
        return ceiling.compareTo(most) < 0 ? ceiling : most;
    }
}
