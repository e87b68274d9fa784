package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import io.longshore.model.FailureException;
import io.longshore.model.Strategy;
import io.longshore.model.Trials;

/// When the next checkpoint of a drive is made: a pure rule, from what is known at one moment. It knows nothing of orders to
/// make one now, which are obeyed whatever it says.
///
/// @param strategy what the user chose
/// @param pending leaves that no checkpoint covers
/// @param due whether an upload has ended since the last checkpoint, or may have before the program started: an
///        immediate checkpoint is made for uploads, not for each of their waves
/// @param underWay whether uploads of the drive are worked on
/// @param since from when on a batch counts; empty if nothing says so, then it counts as over
/// @param last when the last attempt of this run of the program ended
/// @param trials how the attempts go
public record Schedule(Strategy strategy, long pending, boolean due, boolean underWay, Optional<Since> since,
        Optional<Instant> last, Trials trials) {
    /// After a failure nothing is tried for so long, whatever the strategy (Automated Checkpoint Protocol, background loop).
    public static final Duration FAILURE_DELAY = Duration.ofSeconds(30);

    /// While a long queue is worked off, a checkpoint is made so often.
    public static final Duration BETWEEN = Duration.ofSeconds(30);

    /// From when on a batch counts: the last checkpoint, or when what is pending was paid, if that was later.
    ///
    /// @param block the number of a block
    /// @param time its time
    public record Since(long block, Instant time) {}

    /// An answer.
    public sealed interface When {
        /// At once.
        record Now() implements When {}

        /// From a moment on.
        record At(Instant time) implements When {}

        /// From a block on.
        record FromBlock(long number) implements When {}

        /// Not before something else happens.
        record Never(Why why) implements When {}
    }

    /// Why none is made.
    public enum Why {
        /// All leaves are covered.
        NOTHING_PENDING,
        /// The user paused them.
        PAUSED,
        /// Too many attempts in a row failed.
        FAILURES,
        /// It is made when the user says so.
        MANUAL,
        /// No upload has ended yet.
        UNFINISHED
    }

    /// From what is durable of the drive, and the rest.
    static Schedule of(Strategy strategy, Backlog backlog, boolean due, boolean underWay, Optional<Instant> last,
            Trials trials) throws FailureException {
        long pending = backlog.pending();
        return new Schedule(strategy, pending, due, underWay, switch (strategy) {
            case Strategy.Blocks _,Strategy.Every _ -> pending > 0 ? backlog.since() : Optional.empty();
            case Strategy.Immediate _,Strategy.Manual _ -> Optional.empty();
        }, last, trials);
    }

    /// The answer, by the present moment and the newest block; empty if that is not known.
    public When when(Instant now, OptionalLong block) {
        Optional<Why> never = never();
        if (never.isPresent()) {
            return new When.Never(never.get());
        }
        return delayed(switch (strategy) {
            case Strategy.Immediate _ -> last.filter(_ -> underWay).<When>map(time -> at(time.plus(BETWEEN), now))
                    .orElse(new When.Now());
            case Strategy.Every(Duration time) -> since.map(from -> at(from.time().plus(time), now))
                    .orElse(new When.Now());
            case Strategy.Blocks(long count) -> since.map(from -> from(from.block() + count, block))
                    .orElse(new When.Now());
            case Strategy.Manual _ -> new When.Never(Why.MANUAL);
        }, now);
    }

    private Optional<Why> never() {
        if (pending == 0) {
            return Optional.of(Why.NOTHING_PENDING);
        }
        if (trials.paused()) {
            return Optional.of(Why.PAUSED);
        }
        if (trials.isExhausted()) {
            return Optional.of(Why.FAILURES);
        }
        return strategy instanceof Strategy.Immediate && !due ? Optional.of(Why.UNFINISHED) : Optional.empty();
    }

    private static When at(Instant time, Instant now) {
        return time.isAfter(now) ? new When.At(time) : new When.Now();
    }

    private static When from(long number, OptionalLong block) {
        return block.isPresent() && block.getAsLong() >= number ? new When.Now() : new When.FromBlock(number);
    }

    /// When something is done from a moment on that is subject to the delay after a failure, too.
    When from(Instant time, Instant now) {
        return delayed(at(time, now), now);
    }

    private When delayed(When wanted, Instant now) {
        Optional<Instant> over = delay(now);
        if (over.isEmpty()) {
            return wanted;
        }
        return switch (wanted) {
            case When.Now _ -> new When.At(over.get());
            case When.At(Instant time) -> new When.At(time.isAfter(over.get()) ? time : over.get());
            case When.FromBlock _,When.Never _ -> wanted;
        };
    }

    /// When the delay after the last failure is over; empty if there is none. A failure that is yet to come says that the
    /// clock was set back: how long ago it was cannot be known, and it is not waited for.
    private Optional<Instant> delay(Instant now) {
        return trials.failedAt().filter(failed -> !failed.isAfter(now)).map(failed -> failed.plus(FAILURE_DELAY))
                .filter(over -> over.isAfter(now));
    }
}
