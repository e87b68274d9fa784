package io.longshore.upload;

import java.time.Duration;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.checkpoint.Checkpointer;
import io.longshore.checkpoint.Checkpointer.Result;
import io.longshore.checkpoint.Committer;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.wave.Majority;

/// Makes a checkpoint after uploads: at once when nothing of the drive runs any more, and now and then while a long queue
/// is worked off. The strategy `Immediate`.
final class Anchoring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

    /// How long lagging providers get to catch up at most, so that they can sign too.
    private static final Duration CATCH_UP = Duration.ofSeconds(20);

    /// Who fails for longer than this part of what a stage has patience for is not waited for any more.
    private static final int HOPE_SHARE = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private final Checkpointer checkpointer;
    private final Committer committer;
    private final Tasks tasks;
    private final Patience patience;
    private final Runnable changed;
    private final Thread thread = Thread.ofVirtual().name("checkpoints").unstarted(this::run);
    private boolean due;
    private boolean busy;
    private boolean closed;
    private Optional<Failure> conflict = Optional.empty();
    private long last = System.nanoTime() - BETWEEN.toNanos();

    Anchoring(Checkpointer checkpointer, Committer committer, Tasks tasks, Patience patience, Runnable changed) {
        this.checkpointer = checkpointer;
        this.committer = committer;
        this.tasks = tasks;
        this.patience = patience;
        this.changed = changed;
    }

    void start() {
        thread.start();
    }

    /// There is something new to anchor.
    synchronized void due() {
        due = true;
        notifyAll();
    }

    /// Uploads have stopped: if something is due, it is time.
    synchronized void signal() {
        notifyAll();
    }

    /// Whether nothing is due, or it was tried and given up.
    synchronized boolean isIdle() {
        return !due && !busy;
    }

    /// Why no checkpoint can be made, if providers contradict what we know.
    synchronized Optional<Failure> conflict() {
        return conflict;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
    }

    private void run() {
        while (!isClosed()) {
            try {
                awaitDue();
                Optional<Failure> found = round();
                synchronized (this) {
                    busy = false;
                    conflict = found;
                    last = System.nanoTime();
                    notifyAll();
                }
                changed.run();
            } catch (InterruptedException e) {
                LOG.debug("a checkpoint is interrupted", e);
                again();
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
    }

    private synchronized void awaitDue() throws InterruptedException {
        while (!due || !(tasks.active().isEmpty() || System.nanoTime() - last > BETWEEN.toNanos())) {
            wait(due ? 200 : 0);
        }
        due = false;
        busy = true;
    }

    private Optional<Failure> round() throws InterruptedException {
        try {
            committer.awaitQuiet(CATCH_UP, patience.most().dividedBy(HOPE_SHARE));
            return switch (patience.patiently(this::attempt)) {
                case Result.Submitted _,Result.Extended _,Result.Unchanged _,Result.NoProviders _,Result.Unreachable _ ->
                    Optional.empty();
                case Result.InsufficientConsensus(var analysis) -> Optional.of(new Failure.Disagreement(
                        "the checkpoint", "too few providers sign what was stored: "
                                + analysis.consensus().standings()));
            };
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Cancelled) {
                throw new InterruptedException();
            }
            LOG.warn("no checkpoint now", e);
            return e.failure().isContradiction() ? Optional.of(e.failure()) : Optional.empty();
        }
    }

    /// Too few that answer may be more in a moment; too few that agree may not.
    private Result attempt() throws FailureException, InterruptedException {
        Result result = checkpointer.round();
        if (result instanceof Result.InsufficientConsensus insufficient
                && !insufficient.analysis().consensus().isConflict()) {
            committer.signal();
            throw new FailureException(
                    new Failure.NoMajority(insufficient.agreeing(), insufficient.required()));
        }
        if (result instanceof Result.Unreachable(var why)) {
            committer.signal();
            throw new FailureException(new Failure.NoMajority(0, Majority.of(why.size())));
        }
        return result;
    }
}
