package io.longshore.app.bridge;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import javafx.application.Platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.Longshore;
import io.longshore.Pin;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.snapshot.Snapshot;

/// The one way between the window's thread and the engine's: nobody else calls `Platform.runLater`.
/// Snapshots come over at most once per pulse, always the newest; calls to the engine run on virtual threads, and their
/// failures come back as values.
public final class FxBridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FxBridge.class);

    private final Consumer<Failure> troubled;
    private final ThreadFactory threads;
    private final ExecutorService turns;
    private volatile boolean closed;

    /// Something to be done away from the window's thread.
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Work<T> {
        /// Does it; may wait for the disk.
        T run() throws FailureException;
    }

    /// @param troubled is told, on the window's thread, what went wrong and nobody else is told of
    public FxBridge(Consumer<Failure> troubled) {
        this.troubled = troubled;
        threads = Thread.ofVirtual().name("desk-", 0).uncaughtExceptionHandler((_, broken) -> report(broken)).factory();
        turns = Executors.newSingleThreadExecutor(threads);
    }

    /// Does `work` on a thread of its own; what comes of it, or why nothing came of it, is told on the window's thread.
    public <T> void aside(Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
        threads.newThread(() -> finish(work, done, failed)).start();
    }

    /// Orders to `engine` whose failures are told to the user.
    public Orders ordersTo(Longshore engine) {
        return new Orders() {
            @Override
            public void inTurn(Command command) {
                turns.execute(() -> finish(() -> {
                    command.carryOut(engine);
                    return engine;
                }, _ -> {}, troubled));
            }

            @Override
            public <T> void aside(Order<T> order, Consumer<T> answered) {
                FxBridge.this.aside(() -> order.carryOut(engine), answered, troubled);
            }
        };
    }

    /// Shows the engine's newest snapshot to `screens` now and, on the window's thread, at most once per pulse from then
    /// on, until the pin is closed. To be called on the window's thread.
    public Pin watch(Longshore engine, Consumer<Snapshot> screens) {
        Executor later = this::later;
        SnapshotPulse pulse = new SnapshotPulse(engine::snapshot, screens, later);
        Pin subscription = engine.listen(pulse::wanted);
        pulse.wanted();
        return () -> {
            subscription.close();
            pulse.stop();
        };
    }

    /// Tells the log and the user of a mistake in this program that reached the end of a thread.
    public void report(Throwable broken) {
        LOG.error("A thread ended unexpectedly", broken);
        later(() -> troubled.accept(new Failure.Broken(broken.toString())));
    }

    /// Takes no further commands and brings nothing over any more.
    @Override
    public void close() {
        closed = true;
        turns.shutdown();
    }

    private <T> void finish(Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
        T result;
        try {
            result = work.run();
        } catch (FailureException refused) {
            LOG.warn("An order was not carried out", refused);
            later(() -> failed.accept(refused.failure()));
            return;
        }
        later(() -> done.accept(result));
    }

    private void later(Runnable action) {
        if (!closed) {
            Platform.runLater(action);
        }
    }
}
