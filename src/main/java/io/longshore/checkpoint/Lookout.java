package io.longshore.checkpoint;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.checkpoint.Schedule.When;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Strategy;
import io.longshore.model.store.AnchorageStore;

/// Looks what the schedule of a drive says now. Used by one thread.
///
/// @param drive whose
/// @param backlog what no checkpoint covers
/// @param store how the attempts go
/// @param attempts says whether signatures came late
/// @param around what goes on around it
/// @param clock what time it is
record Lookout(DriveId drive, Backlog backlog, AnchorageStore store, Attempts attempts,
        Around around, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    /// What was seen at one moment.
    ///
    /// @param underWay whether uploads of the drive were worked on
    /// @param awaited whether somebody who waits for the drive's uploads waits for the next checkpoint, too
    record Look(Strategy strategy, When when, boolean underWay, boolean awaited) {
        /// Before anything was seen.
        static final Look NONE = new Look(new Strategy.Immediate(), new When.Never(Schedule.Why.NOTHING_PENDING), false,
                false);
    }

    /// What is known of this run of the program.
    ///
    /// @param due as in [Schedule]
    /// @param last when the last attempt ended
    /// @param failing since when attempts have failed
    record Known(boolean due, Optional<Instant> last, Optional<Instant> failing) {}

    /// Looks. Where the ledger does not answer, it is looked again after as long as after a failure.
    Look look(Known known, Look before) {
        Instant now = clock.instant();
        boolean underWay = around.isUnderWay();
        try {
            Schedule schedule = Schedule.of(around.strategy(), backlog, known.due(), underWay, known.last(),
                    store.trials(drive));
            When when = schedule.when(now, OptionalLong.empty());
            if (when instanceof When.FromBlock) {
                when = schedule.when(now, block());
            }
            boolean awaited = isAwaited(schedule, when, known);
            if (when.equals(new When.Never(Schedule.Why.NOTHING_PENDING)) && isKept(schedule)) {
                when = late(schedule, now).orElse(when);
            }
            return new Look(schedule.strategy(), when, underWay, awaited);
        } catch (FailureException e) {
            LOG.warn("when the next checkpoint of drive {} is due is not known", drive, e);
            return new Look(before.strategy(), new When.At(now.plus(Schedule.FAILURE_DELAY)), underWay, false);
        }
    }

    /// Whether signatures that come late are added by themselves.
    private static boolean isKept(Schedule schedule) {
        return !(schedule.strategy() instanceof Strategy.Manual || schedule.trials().paused()
                || schedule.trials().isExhausted());
    }

    /// Nobody waits for signatures that come late.
    private Optional<When> late(Schedule schedule, Instant now) throws FailureException {
        return attempts.late().map(time -> schedule.from(time, now));
    }

    private OptionalLong block() {
        try {
            return OptionalLong.of(around.block());
        } catch (FailureException e) {
            LOG.debug("the newest block is not known", e);
            return OptionalLong.empty();
        }
    }

    /// A checkpoint that is made at once is waited for; one that failed, for as long as there is hope and patience.
    private boolean isAwaited(Schedule schedule, When when, Known known) {
        return switch (when) {
            case When.Now _ -> true;
            case When.At(Instant time) when schedule.strategy() instanceof Strategy.Immediate -> {
                Optional<Instant> since = known.failing().or(schedule.trials()::failedAt);
                yield since.isEmpty() || schedule.trials().last().filter(around::mayPass).isPresent()
                        && !time.isAfter(since.get().plus(around.patience()));
            }
            case When.At _,When.FromBlock _,When.Never _ -> false;
        };
    }
}
