package io.longshore.upload;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.FailureException;

/// Looks whether uploads are complete whenever there is reason to, on one thread: many reasons at once are one look. Where
/// the ledger fails, it looks again a little later.
final class Finisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);

    private static final Duration AGAIN = Duration.ofMillis(250);

    private final Look look;
    private final Thread thread = Thread.ofVirtual().name("finish uploads").unstarted(this::run);
    private boolean signalled;
    private boolean closed;

    /// What is done at each look.
    interface Look {
        void look() throws FailureException;
    }

    Finisher(Look look) {
        this.look = look;
    }

    void start() {
        thread.start();
    }

    synchronized void signal() {
        signalled = true;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        boolean seen = true;
        while (awaitReason(seen)) {
            seen = look();
        }
    }

    /// False once it is closed. An interrupt is a reason like others.
    private synchronized boolean awaitReason(boolean seen) {
        try {
            if (!seen && !signalled && !closed) {
                wait(AGAIN.toMillis());
            }
            while (seen && !signalled && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            LOG.debug("the wait for a reason is interrupted", e);
        }
        signalled = false;
        return !closed;
    }

    private boolean look() {
        try {
            look.look();
            return true;
        } catch (FailureException e) {
            LOG.error("uploads cannot be finished", e);
            return false;
        }
    }
}
