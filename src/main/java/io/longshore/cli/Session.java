package io.longshore.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.Longshore;
import io.longshore.Pin;
import io.longshore.log.LogFile;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;

/// One command at work on an open data folder. The caller's thread opens the engine, waits for the work or for a signal,
/// and closes the engine; the work has a virtual thread of its own, which is never interrupted, because it may be
/// waiting for the ledger.
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Shell shell;

    private final AtomicReference<Set<UploadId>> followed = new AtomicReference<>(Set.of());

    private final Progress progress;

    Session(Shell shell) {
        this.shell = shell;
        this.progress = new Progress(shell);
    }

    /// What a command does with an engine.
    ///
    /// @param <T> what it brings back
    @FunctionalInterface
    interface Work<T> {
        /// Does it; may wait as long as it takes.
        T run(Longshore engine) throws FailureException, InterruptedException;
    }

    /// Opens, works, closes. What fails is logged and brought back, not thrown.
    <T> Ending<T> run(Opening.Start start, Work<T> work) {
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Runnable interrupt = () -> {
            interrupted.set(true);
            over.countDown();
        };
        try (LogFile _ = LogFile.in(start.home()); Pin _ = shell.interrupts().listen(interrupt)) {
            try {
                return work(start, work, over, interrupted);
            } catch (FailureException e) {
                LOG.warn("The command failed.", e);
                return new Ending.Failed<>(e.failure());
            }
        } catch (FailureException e) {
            // There is no log to write to: the sentence has to do.
            return new Ending.Failed<>(e.failure());
        }
    }

    /// Waits for uploads, showing how far they are. Called by the work.
    void follow(Longshore engine, Set<UploadId> uploads) throws InterruptedException {
        followed.set(Set.copyOf(uploads));
        try (progress) {
            progress.start(engine, uploads);
            engine.await(uploads);
        }
    }

    private <T> Ending<T> work(Opening.Start start, Work<T> work, CountDownLatch over, AtomicBoolean interrupted)
            throws FailureException {
        FutureTask<Longshore> opening = new FutureTask<>(() -> shell.opening().open(start));
        opening.run();
        Longshore engine = settled(opening);
        shell.words().recovery(engine.recovery()).forEach(shell.err()::println);
        FutureTask<T> task = new FutureTask<>(() -> work.run(engine)) {
            @Override
            protected void done() {
                over.countDown();
            }
        };
        Thread.ofVirtual().name("command").start(task);
        boolean ended = waited(over) && !interrupted.get();
        progress.close();
        if (!ended) {
            shell.say(Phrase.CLOSING);
        }
        Snapshot before = engine.snapshot();
        engine.close();
        Snapshot after = engine.snapshot();
        Snapshot last = last(before, after);
        return ended ? new Ending.Finished<>(settled(task), last) : new Ending.Interrupted<>(followed.get(), last);
    }

    // Uploads as they were when everything had stopped; of a drive that is closed, conflicts are no longer told.
    private static Snapshot last(Snapshot before, Snapshot after) {
        List<UploadSnapshot> uploads = after.uploads().size() < before.uploads().size()
                ? before.uploads()
                : after.uploads();
        return new Snapshot(before.drives(), uploads, before.waves(), before.providers(), before.localNetwork(),
                before.wallet(), before.vaultSealed(), before.conflicts(), before.checkpoints());
    }

    private static boolean waited(CountDownLatch over) {
        try {
            over.await();
            return true;
        } catch (InterruptedException e) {
            // Whoever runs commands in a thread of theirs may end them like a signal does.
            return false;
        }
    }

    private static <T> T settled(FutureTask<T> task) throws FailureException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case FailureException failed -> throw failed;
                case Error error -> throw error;
                case Throwable bug -> throw new FailureException(new Failure.Broken(bug.toString()), bug);
            }
        } catch (InterruptedException e) {
            throw new FailureException(new Failure.Cancelled(), e);
        }
    }
}
