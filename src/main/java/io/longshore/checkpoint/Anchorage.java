package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.checkpoint.Lookout.Look;
import io.longshore.checkpoint.Rounds.Ended;
import io.longshore.checkpoint.Schedule.When;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Recommendation;
import io.longshore.model.Trials;
import io.longshore.model.snapshot.CheckpointSnapshot;
import io.longshore.model.store.AnchorageStore;

/// Makes the checkpoints of one drive when its [Schedule] says so, or when the user does. Has a thread of its own, so that
/// drives never hold each other up. For all threads.
public final class Anchorage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Anchorage.class);

    /// How soon it is noticed that the last upload has come to rest.
    private static final Duration REST = Duration.ofMillis(200);

    /// How often the chain is asked for its newest block, while a checkpoint waits for one.
    private static final Duration BLOCKS = Duration.ofSeconds(5);

    /// Clocks are set and machines sleep: so often the time is looked at anew.
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DriveId drive;
    private final Backlog backlog;
    private final AnchorageStore store;
    private final Picture picture;
    private final Around around;
    private final InstantSource clock;
    private final Lookout lookout;
    private final Rounds rounds;
    private final Events events;
    private final Thread thread = Thread.ofVirtual().name("checkpoints").unstarted(this::run);
    private final List<Wish> wishes = new ArrayList<>();
    private volatile Look latest = Look.NONE;
    private boolean due;
    private boolean stale = true;
    private boolean looking;
    private boolean busy;
    private boolean closed;
    private Optional<Instant> last = Optional.empty();
    private Optional<Instant> failing = Optional.empty();

    /// Is told what becomes of attempts, on the anchorage's thread. Must be fast and must not throw.
    public interface Events {
        /// A checkpoint is on chain and recorded.
        void submitted(Checkpoint checkpoint);

        /// An attempt failed.
        void failed(Failure failure, boolean willRetry);

        /// Providers do not agree, or differently than before.
        void conflict(Recommendation advice);

        /// They agree again.
        void resolved();
    }

    /// @param drive whose checkpoints
    /// @param backlog what no checkpoint covers
    /// @param store what must outlive the program
    /// @param picture shows how they stand
    /// @param attempts makes them
    /// @param around what goes on around it
    /// @param clock what time it is
    /// @param events is told what becomes of attempts
    public Anchorage(DriveId drive, Backlog backlog, AnchorageStore store, Picture picture, Attempts attempts,
            Around around, InstantSource clock, Events events) {
        this.drive = drive;
        this.backlog = backlog;
        this.store = store;
        this.picture = picture;
        this.around = around;
        this.clock = clock;
        this.events = events;
        this.rounds = new Rounds(drive, attempts, store, clock, events);
        this.lookout = new Lookout(drive, backlog, store, attempts, around, clock);
    }

    /// Starts the thread.
    public void start() {
        thread.start();
    }

    /// An upload has ended, or may have before the program started: there is something new to anchor.
    public synchronized void due() {
        due = true;
        signal();
    }

    /// Something has changed that the schedule goes by: leaves, uploads, the strategy, blocks.
    public synchronized void signal() {
        stale = true;
        notifyAll();
    }

    /// What went wrong before is forgotten, because the user lets uploads go on: the delay after a failure ends, and so does
    /// a pause by failures. A pause by the user does not.
    public void retry() throws FailureException {
        if (store.trials(drive).failures() > 0) {
            store.change(drive, Trials::anew);
        }
        signal();
    }

    /// Makes none until [#resume], but for [#submitNow]. Recorded when this returns.
    public void pause() throws FailureException {
        store.change(drive, Trials::stopped);
        signal();
    }

    /// Makes them again, and counts failures anew. Recorded when this returns.
    public void resume() throws FailureException {
        store.change(drive, Trials::resumed);
        due();
    }

    /// Makes one now, whatever schedule, pause and delay say, and waits for what comes of it.
    /// @return the checkpoint that covers all leaves then; empty if there are none
    /// @throws FailureException why there is none; `Cancelled` if the drive is closed
    public Optional<Checkpoint> submitNow() throws FailureException, InterruptedException {
        Wish wish = new Wish();
        synchronized (this) {
            if (closed) {
                throw new FailureException(new Failure.Cancelled());
            }
            wishes.add(wish);
            notifyAll();
        }
        return wish.await();
    }

    /// Whether nobody who waits for the drive's uploads has to wait for a checkpoint: there is nothing to make, or it was tried
    /// and given up for now, or it is made at a time of its own.
    public synchronized boolean isIdle() {
        return !(stale || looking || busy || latest.awaited() || !wishes.isEmpty());
    }

    /// Why no checkpoint can be made, if providers contradict what we know.
    public Optional<Failure> conflict() {
        return rounds.conflict();
    }

    /// The providers were heard besides the attempts, because the user wanted it.
    public void heard(Analysis analysis) {
        rounds.keep(Optional.of(analysis));
        around.changed();
    }

    /// How the checkpoints stand.
    public CheckpointSnapshot snapshot() throws FailureException {
        Look look = latest;
        return picture.of(look.strategy(), look.when(), rounds.heard(), rounds.shortage(), rounds.counters());
    }

    @Override
    public void close() {
        List<Wish> ungranted;
        synchronized (this) {
            closed = true;
            ungranted = List.copyOf(wishes);
            wishes.clear();
        }
        thread.interrupt();
        ungranted.forEach(Wish::drop);
    }

    private void run() {
        while (!isClosed()) {
            List<Wish> granted = List.of();
            try {
                granted = awaitTurn();
                turn(granted);
            } catch (InterruptedException e) {
                LOG.debug("a checkpoint is interrupted", e);
                again();
            } finally {
                granted.forEach(Wish::drop);
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /// What was begun is begun anew.
    private synchronized void again() {
        due |= busy;
        busy = false;
        looking = false;
        stale = true;
    }

    /// Waits until a checkpoint is to be made.
    /// @return who waits for what comes of it
    private List<Wish> awaitTurn() throws InterruptedException {
        while (true) {
            synchronized (this) {
                stale = false;
                looking = true;
            }
            Look look = look();
            synchronized (this) {
                latest = look;
                looking = false;
                if (!wishes.isEmpty() || look.when() instanceof When.Now) {
                    List<Wish> granted = List.copyOf(wishes);
                    wishes.clear();
                    busy = true;
                    due = false;
                    return granted;
                }
            }
            around.changed();
            awaitChange(look);
        }
    }

    private synchronized void awaitChange(Look look) throws InterruptedException {
        while (!stale && wishes.isEmpty() && around.isUnderWay() == look.underWay()) {
            Duration most = look.underWay() ? REST : MINUTE;
            switch (look.when()) {
                case When.Now _ -> {
                    return;
                }
                case When.At(Instant time) -> {
                    Duration left = Duration.between(clock.instant(), time);
                    if (!left.isPositive()) {
                        return;
                    }
                    most = left.compareTo(most) < 0 ? left : most;
                }
                case When.FromBlock _ -> {
                    wait(BLOCKS.toMillis());
                    return;
                }
                case When.Never _ -> {
                }
            }
            wait(Math.max(1, most.toMillis()));
        }
    }

    private Look look() {
        Lookout.Known known;
        synchronized (this) {
            known = new Lookout.Known(due, last, failing);
        }
        return lookout.look(known, latest);
    }

    private long wanted() {
        try {
            return backlog.count();
        } catch (FailureException e) {
            LOG.debug("how many leaves drive {} has is not known", drive, e);
            return 0;
        }
    }

    private void turn(List<Wish> granted) throws InterruptedException {
        long wanted = wanted();
        Ended ended = rounds.attempt();
        Instant now = clock.instant();
        synchronized (this) {
            last = Optional.of(now);
            due |= !ended.covers(wanted);
            failing = ended instanceof Ended.Failed ? failing.or(() -> Optional.of(now)) : Optional.empty();
        }
        if (ended instanceof Ended.Failed(FailureException why)) {
            events.failed(why.failure(), !(look().when() instanceof When.Never));
        }
        granted.forEach(wish -> wish.end(ended));
        synchronized (this) {
            busy = false;
            signal();
        }
        around.changed();
    }
}
