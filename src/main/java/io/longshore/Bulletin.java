package io.longshore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.snapshot.Snapshot;

/// Publishes snapshots: when something changed, a new one at most every so often, made on a thread of its own.
final class Bulletin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bulletin.class);

    /// Twenty a second: more than an eye can follow.
    private static final Duration PULSE = Duration.ofMillis(50);

    private final Drawing drawing;
    private final ReentrantLock drawn = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofVirtual().name("snapshots").unstarted(this::run);
    private volatile Snapshot latest = Snapshot.EMPTY;
    private boolean stale = true;
    private boolean closed;

    /// Draws the present state.
    interface Drawing {
        Snapshot draw();
    }

    Bulletin(Drawing drawing) {
        this.drawing = drawing;
    }

    void start() {
        thread.start();
    }

    Snapshot latest() {
        return latest;
    }

    Pin listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Something changed.
    synchronized void signal() {
        stale = true;
        notifyAll();
    }

    /// Draws at once, on the caller's thread; for the last word before the end.
    void refresh() {
        drawn.lock();
        try {
            latest = drawing.draw();
        } finally {
            drawn.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean open = true;
        while (open) {
            try {
                open = awaitStale();
                if (open) {
                    refresh();
                    pause();
                }
            } catch (InterruptedException e) {
                LOG.debug("a snapshot is interrupted", e);
            }
        }
    }

    private synchronized boolean awaitStale() throws InterruptedException {
        while (!stale && !closed) {
            wait();
        }
        stale = false;
        return !closed;
    }

    private synchronized void pause() throws InterruptedException {
        long until = System.nanoTime() + PULSE.toNanos();
        long left = PULSE.toMillis();
        while (!closed && left > 0) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
    }
}
