package io.longshore.place;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.longshore.model.Failure;
import io.longshore.model.ProviderHistory;

/// How one provider fares, from every request that is made of it. After some failures in a row it is left alone for a
/// while, longer each time, so that a provider that is down costs the others nothing. Safe for use by several threads.
public final class Health {
    private static final int REST_AFTER = 2;
    private static final Duration FIRST_REST = Duration.ofMillis(500);
    private static final Duration LONGEST_REST = Duration.ofSeconds(15);

    /// Requests after which what is kept elsewhere is renewed even though the state is the same.
    private static final int KEEP_EVERY = 64;

    private final InstantSource clock;
    private final Keeper keeper;
    private ProviderHistory history;
    private Instant restUntil = Instant.MIN;

    /// Keeps what has changed, where it outlives this program.
    public interface Keeper {
        /// Keeps it; must not throw, and may be called from any thread.
        void keep(ProviderHistory history);
    }

    /// @param clock what time it is
    /// @param before how it fared before
    /// @param keeper told when the state changes, now and then besides, and at the end
    public Health(InstantSource clock, Optional<ProviderHistory> before, Keeper keeper) {
        this.clock = clock;
        this.keeper = keeper;
        this.history = before.orElseGet(() -> ProviderHistory.none(clock.instant()));
    }

    /// It answered.
    public void answered(Duration took) {
        synchronized (this) {
            restUntil = Instant.MIN;
        }
        become(before -> before.answered(clock.instant(), took));
    }

    /// It did not answer, or not as it should. Failures that say nothing about the provider are not for here.
    public void failed(Failure failure) {
        become(before -> before.failed(clock.instant(), failure));
        rest();
    }

    private interface Step {
        ProviderHistory from(ProviderHistory before);
    }

    private void become(Step step) {
        ProviderHistory before;
        ProviderHistory now;
        synchronized (this) {
            before = history;
            now = step.from(before);
            history = now;
        }
        if (before.state() != now.state() || now.requests() % KEEP_EVERY == 0) {
            keeper.keep(now);
        }
    }

    private synchronized void rest() {
        if (history.inRow() >= REST_AFTER) {
            int doublings = Math.min(history.inRow() - REST_AFTER, 10);
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
    public synchronized ProviderHistory history() {
        return history;
    }

    /// Keeps what is known now.
    public void close() {
        ProviderHistory last = history();
        if (last.requests() > 0) {
            keeper.keep(last);
        }
    }
}
