package io.longshore.localnet;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.FailureException;

/// Makes a block every so often, on a thread of its own, until it is closed.
final class BlockTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockTimer.class);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    BlockTimer(ChainEngine engine, Duration period) {
        thread = Thread.ofVirtual().name("dev chain blocks").start(() -> {
            try {
                while (!closing.await(period.toNanos(), TimeUnit.NANOSECONDS)) {
                    engine.tick();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (FailureException failed) {
                LOG.error("The dev chain makes no more blocks by itself", failed);
            }
        });
    }

    /// Makes no further block, and returns when one that is being made is done.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
