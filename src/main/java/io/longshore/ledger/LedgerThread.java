package io.longshore.ledger;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// The one thread that touches journal and database. Nobody has its handle, so nobody interrupts it; an interrupt that
/// comes all the same closes the files of the work it hits, which fails, and ends nothing else. Callers wait until their
/// work is done, interrupted or not, and find their interrupt again afterwards.
final class LedgerThread {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerThread.class);

    private final BlockingQueue<FutureTask<?>> tasks = new LinkedBlockingQueue<>();
    private boolean closed;
    private boolean ended;

    /// Starts a thread.
    static LedgerThread start() {
        LedgerThread thread = new LedgerThread();
        Thread.ofPlatform().name("ledger").daemon().start(thread::work);
        return thread;
    }

    /// Something to be done on the thread.
    interface Work<T> {
        /// Does it.
        T call() throws FailureException;
    }

    private void work() {
        while (!ended) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                LOG.warn("somebody interrupted the ledger's thread", e);
            }
        }
    }

    /// Runs `work` on the thread and returns what it returns, or throws what it throws.
    <T> T call(Work<T> work) throws FailureException {
        return await(submit(work::call));
    }

    private synchronized <T> FutureTask<T> submit(Callable<T> work) throws FailureException {
        if (closed) {
            throw new FailureException(new Failure.LocalFailure("ledger", "is closed"));
        }
        FutureTask<T> task = new FutureTask<>(work);
        tasks.add(task);
        return task;
    }

    private static <T> T await(FutureTask<T> task) throws FailureException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case FailureException failure -> throw failure;
                case RuntimeException mistake -> throw mistake;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Runs what was called before, then `last`, and ends the thread. Calls that come later fail.
    void close(Work<?> last) throws FailureException {
        FutureTask<?> task;
        synchronized (this) {
            if (closed) {
                return;
            }
            task = submit(() -> {
                try {
                    return last.call();
                } finally {
                    ended = true;
                }
            });
            closed = true;
        }
        await(task);
    }
}
