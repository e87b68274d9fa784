package io.longshore.place;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.longshore.model.Failure;
import io.longshore.model.snapshot.ProviderSnapshot.State;

/// How one provider fares, from every request that is made of it. After some failures in a row it is left alone for a
/// while, longer each time, so that a provider that is down costs the others nothing. Safe for use by several threads.
public final class Health {
    /// So many failures in a row make a provider unreachable (Automated Checkpoint Protocol, provider health).
    public static final int UNREACHABLE_AFTER = 5;

    private static final int REST_AFTER = 2;
    private static final Duration FIRST_REST = Duration.ofMillis(500);
    private static final Duration LONGEST_REST = Duration.ofSeconds(15);

    private final InstantSource clock;
    private State state = State.UNKNOWN;
    private Instant since;
    private Instant restUntil = Instant.MIN;
    private int failuresInRow;
    private Optional<Duration> latency = Optional.empty();
    private Optional<Failure> lastError = Optional.empty();

    /// @param clock what time it is
    public Health(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /// What is known at one moment.
    ///
    /// @param state how it fares
    /// @param since since when
    /// @param latency of its last answer
    /// @param lastError its last failure
    public record Reading(State state, Instant since, Optional<Duration> latency, Optional<Failure> lastError) {}

    /// It answered.
    public synchronized void answered(Duration took) {
        failuresInRow = 0;
        restUntil = Instant.MIN;
        latency = Optional.of(took);
        become(State.HEALTHY);
    }

    /// It did not answer, or not as it should. Failures that say nothing about the provider are not for here.
    public synchronized void failed(Failure failure) {
        failuresInRow++;
        lastError = Optional.of(failure);
        become(failuresInRow >= UNREACHABLE_AFTER ? State.UNREACHABLE : State.DEGRADED);
        if (failuresInRow >= REST_AFTER) {
            int doublings = Math.min(failuresInRow - REST_AFTER, 10);
            Duration rest = FIRST_REST.multipliedBy(1L << doublings);
            restUntil = clock.instant().plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
        }
    }

    /// Whether it is left alone just now.
    public synchronized boolean rests() {
        return clock.instant().isBefore(restUntil);
    }

    /// Lets it be tried at once, because somebody has reason to think that it is back.
    public synchronized void wake() {
        restUntil = Instant.MIN;
    }

    /// What is known now.
    public synchronized Reading reading() {
        return new Reading(state, since, latency, lastError);
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            since = clock.instant();
        }
    }
}
