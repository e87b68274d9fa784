package io.longshore.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How a provider has fared, from every request that was made of it: what its state is judged by, and what survives a
/// restart.
///
/// @param requests how many requests were made in all
/// @param failures how many of them failed
/// @param inRow how many of the last ones failed without an answer in between
/// @param window how the last [#WINDOW] requests went, bit 0 the newest, a one for a failure
/// @param latencies of the last [#WINDOW] answers, the newest last
/// @param lastError its last failure
/// @param lastSeen when it last answered
/// @param since since when it is in the state it is in
public record ProviderHistory(long requests, long failures, int inRow, long window, List<Duration> latencies,
        Optional<Failure> lastError, Optional<Instant> lastSeen, Instant since) {
    /// How many of the last requests its success is judged by: what was long ago says little.
    public static final int WINDOW = Long.SIZE;

    /// So many failures in a row make a provider unreachable (Automated Checkpoint Protocol, provider health).
    public static final int UNREACHABLE_AFTER = 5;

    /// Below so many answers of a hundred requests it is degraded (same source).
    public static final int HEALTHY_PERCENT = 80;

    /// Where one ranks of whom nothing is known, in percent of success (same source).
    private static final int UNKNOWN_PERCENT = 50;

    /// Those that fare best first: by success, one of whom nothing is known in the middle; who is unreachable is last.
    public static final Comparator<ProviderHistory> RANKING = Comparator
            .comparing((ProviderHistory history) -> history.state() == State.UNREACHABLE)
            .thenComparing(history -> history.requests() == 0 ? UNKNOWN_PERCENT : history.successPercent(),
                    Comparator.reverseOrder());

    /// How a provider fares.
    public enum State {
        /// Nothing was asked of it yet.
        UNKNOWN,
        /// Answers.
        HEALTHY,
        /// Answers, with recent failures.
        DEGRADED,
        /// Failed five times in a row.
        UNREACHABLE
    }

    /// Keeps an own copy.
    public ProviderHistory {
        latencies = List.copyOf(latencies);
    }

    /// Of whom nothing was asked.
    public static ProviderHistory none(Instant now) {
        return new ProviderHistory(0, 0, 0, 0, List.of(), Optional.empty(), Optional.empty(), now);
    }

    /// How it fares.
    public State state() {
        if (requests == 0) {
            return State.UNKNOWN;
        }
        if (inRow >= UNREACHABLE_AFTER) {
            return State.UNREACHABLE;
        }
        return inRow > 0 || successPercent() < HEALTHY_PERCENT ? State.DEGRADED : State.HEALTHY;
    }

    /// How many of a hundred of the last requests it answered, rounded down; a hundred while nothing was asked.
    public int successPercent() {
        long known = Math.min(requests, WINDOW);
        return known == 0 ? 100 : (int) ((known - Long.bitCount(window)) * 100 / known);
    }

    /// The time within which `percent` of the last answers came; empty without any.
    public Optional<Duration> latency(int percent) {
        List<Duration> sorted = latencies.stream().sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1)));
    }

    /// What it is after an answer.
    public ProviderHistory answered(Instant now, Duration took) {
        List<Duration> recent = new ArrayList<>(latencies);
        recent.add(took);
        return new ProviderHistory(requests + 1, failures, 0, window << 1,
                recent.size() > WINDOW ? recent.subList(1, recent.size()) : recent, lastError, Optional.of(now), since)
                .after(this, now);
    }

    /// What it is after a failure.
    public ProviderHistory failed(Instant now, Failure failure) {
        return new ProviderHistory(requests + 1, failures + 1, inRow + 1, window << 1 | 1, latencies,
                Optional.of(failure), lastSeen, since).after(this, now);
    }

    private ProviderHistory after(ProviderHistory before, Instant now) {
        return before.state() == state()
                ? this
                : new ProviderHistory(requests, failures, inRow, window, latencies, lastError, lastSeen, now);
    }
}
