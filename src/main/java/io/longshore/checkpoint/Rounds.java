package io.longshore.checkpoint;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.checkpoint.Checkpointer.Result;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Recommendation;
import io.longshore.model.Standing;
import io.longshore.model.Trials;
import io.longshore.model.snapshot.CheckpointSnapshot.Counters;
import io.longshore.model.store.AnchorageStore;
import io.longshore.model.store.AnchorageStore.Heard;
import io.longshore.wave.Majority;

/// Makes attempts at checkpoints and keeps what came of them: how the attempts go, what the providers said, the counts.
/// Attempts are made by one thread; everything else may be asked by any.
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final DriveId drive;
    private final Attempts attempts;
    private final AnchorageStore store;
    private final InstantSource clock;
    private final Anchorage.Events events;
    private volatile Optional<Failure> conflict = Optional.empty();
    private volatile Optional<Analysis> heard = Optional.empty();
    private volatile Counters counters = Counters.NONE;

    /// What came of an attempt.
    sealed interface Ended {
        /// Whether nothing of the first `leaves` waits any more: as many may have signed less than all of them.
        default boolean covers(long leaves) {
            return switch (this) {
                case Covered(Optional<Checkpoint> checkpoint, boolean _) ->
                    checkpoint.map(Checkpoint::count).orElse(0L) >= leaves;
                case Failed _ -> false;
            };
        }

        /// A checkpoint stands, and was made now or before; empty while there are no leaves.
        record Covered(Optional<Checkpoint> checkpoint, boolean made) implements Ended {}

        /// It failed.
        record Failed(FailureException why) implements Ended {}
    }

    Rounds(DriveId drive, Attempts attempts, AnchorageStore store, InstantSource clock,
            Anchorage.Events events) {
        this.drive = drive;
        this.attempts = attempts;
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    /// Why no checkpoint can be made, if providers contradict what we know.
    Optional<Failure> conflict() {
        return conflict;
    }

    /// What the providers said when they were last heard in this run of the program.
    Optional<Analysis> heard() {
        return heard;
    }

    /// That too few providers were there when they were last asked to sign.
    Optional<Failure.NoMajority> shortage() {
        return attempts.shortage();
    }

    /// What was done in this run of the program.
    Counters counters() {
        return counters;
    }

    /// Makes one attempt.
    /// @throws InterruptedException if the program ends meanwhile; then it counts as none
    Ended attempt() throws InterruptedException {
        Ended ended;
        try {
            ended = ended(attempts.make());
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Cancelled) {
                throw new InterruptedException();
            }
            count(Counting.FAILED);
            ended = new Ended.Failed(e);
        }
        keep(attempts.heard());
        switch (ended) {
            case Ended.Covered(Optional<Checkpoint> checkpoint, boolean made) -> {
                conflict = Optional.empty();
                change(Trials::anew);
                checkpoint.filter(_ -> made).ifPresent(events::submitted);
            }
            case Ended.Failed(FailureException why) -> {
                LOG.warn("no checkpoint of drive {} now", drive, why);
                conflict = Optional.of(why.failure()).filter(Failure::isContradiction);
                Instant now = clock.instant();
                change(trials -> trials.failed(now, why.failure()));
            }
        }
        return ended;
    }

    private enum Counting {
        SUBMITTED, UNCHANGED, CONFLICT, FAILED
    }

    private void count(Counting what) {
        count(switch (what) {
            case SUBMITTED -> new Counters(1, 1, 0, 0, 0, 0, 0, 0);
            case UNCHANGED -> new Counters(1, 0, 1, 0, 0, 0, 0, 0);
            case CONFLICT -> new Counters(1, 0, 0, 1, 0, 0, 0, 0);
            case FAILED -> new Counters(1, 0, 0, 0, 1, 0, 0, 0);
        });
    }

    private synchronized void count(Counters more) {
        counters = counters.plus(more);
    }

    private Ended ended(Result result) {
        return switch (result) {
            case Result.Submitted(Checkpoint checkpoint) -> {
                count(Counting.SUBMITTED);
                yield new Ended.Covered(Optional.of(checkpoint), true);
            }
            case Result.Extended(Checkpoint checkpoint, var late) -> {
                count(Counting.UNCHANGED);
                count(new Counters(0, 0, 0, 0, 0, late.size(), 0, 0));
                yield new Ended.Covered(Optional.of(checkpoint), false);
            }
            case Result.Unchanged(Optional<Checkpoint> last) -> {
                count(Counting.UNCHANGED);
                yield new Ended.Covered(last, false);
            }
            case Result.InsufficientConsensus apart -> {
                count(Counting.CONFLICT);
                yield failed(apart.analysis().consensus().isConflict()
                        ? new Failure.Disagreement("the checkpoint",
                                "too few providers sign what was stored: " + apart.disagreeing())
                        : new Failure.NoMajority(apart.agreeing(), apart.required()));
            }
            case Result.Unreachable(var why) -> {
                count(Counting.FAILED);
                yield failed(new Failure.NoMajority(0,
                        Majority.threshold(why.size(), Majority.THRESHOLD_PERCENT)));
            }
            case Result.NoProviders _ -> {
                count(Counting.FAILED);
                yield failed(new Failure.NotFound("providers of the drive"));
            }
        };
    }

    private static Ended failed(Failure why) {
        return new Ended.Failed(new FailureException(why));
    }

    /// What cannot be kept is forgotten, which costs an attempt more after a restart.
    private void change(UnaryOperator<Trials> change) {
        try {
            Trials before = store.trials(drive);
            if (!before.equals(change.apply(before))) {
                store.change(drive, change);
            }
        } catch (FailureException e) {
            LOG.warn("how the checkpoints of drive {} go is not kept", drive, e);
        }
    }

    /// Keeps what providers said, in an attempt or besides.
    synchronized void keep(Optional<Analysis> said) {
        if (said.isEmpty()) {
            return;
        }
        var standings = said.get().consensus().standings();
        long agreeing = standings.values().stream().filter(Standing.Agreeing.class::isInstance).count();
        count(new Counters(0, 0, 0, 0, 0, 0, standings.size(), agreeing));
        Recommendation advice = said.get().recommendation();
        Optional<Recommendation> told = heard.filter(Analysis::isApart).map(Analysis::recommendation);
        try {
            Optional<Instant> since = store.heard(drive).flatMap(Heard::apart);
            boolean apart = said.get().isApart();
            Instant now = clock.instant();
            store.heard(drive, new Heard(now, standings, apart ? since.or(() -> Optional.of(now)) : Optional.empty()));
            if (apart && !told.equals(Optional.of(advice))) {
                events.conflict(advice);
            } else if (!apart && since.isPresent()) {
                events.resolved();
            }
        } catch (FailureException e) {
            LOG.warn("what the providers of drive {} said is not kept", drive, e);
        }
        heard = said;
    }
}
