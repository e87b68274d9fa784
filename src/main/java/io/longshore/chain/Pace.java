package io.longshore.chain;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.longshore.net.Backoff;

/// How an intent is pursued.
///
/// @param poll how long to wait between two looks at the chain
/// @param bumpAfter how long an attempt may wait for its block before one with a higher fee follows
/// @param attempts the most attempts an intent gets
/// @param patience after how long without an outcome the caller gets to know that there is none yet
public record Pace(Backoff poll, Duration bumpAfter, int attempts, Duration patience) {
    /// For a chain on this machine.
    public static Pace local(RandomGenerator random) {
        return new Pace(new Backoff(Duration.ofMillis(20), Duration.ofMillis(250), random), Duration.ofSeconds(30), 8,
                Duration.ofMinutes(2));
    }

    /// The same, but with no more patience than that; the first fee bump comes in its first quarter.
    public Pace within(Duration most) {
        Duration bump = most.dividedBy(4);
        return most.compareTo(patience) >= 0
                ? this
                : new Pace(poll, bump.compareTo(bumpAfter) < 0 ? bump : bumpAfter, attempts, most);
    }

    /// For a public chain.
    public static Pace network(RandomGenerator random) {
        return new Pace(new Backoff(Duration.ofMillis(500), Duration.ofSeconds(4), random), Duration.ofSeconds(60), 8,
                Duration.ofMinutes(10));
    }
}
