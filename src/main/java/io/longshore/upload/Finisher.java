package io.longshore.upload;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.FailureException;

/// Looks whether uploads are complete whenever there is reason to, on one thread: many reasons at once are one look.
final class Finisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);

    private final Look look;
    private final Thread thread = Thread.ofVirtual().name("finish uploads").unstarted(this::run);
    private boolean signalled;

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
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                synchronized (this) {
                    while (!signalled) {
                        wait();
                    }
                    signalled = false;
                }
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("uploads are no longer finished");
        }
    }

    /// A ledger that fails now is asked again at the next reason.
    private void look() {
        try {
            look.look();
        } catch (FailureException e) {
            LOG.error("uploads cannot be finished", e);
        }
    }
}
