package io.longshore.checkpoint;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Watches how much later than it wanted a thread gets its turn: a machine that does much else cannot show what is a
/// matter of milliseconds.
final class Stutter implements AutoCloseable {
    private static final long WANTED = 1_000_000;

    private final Thread thread = Thread.ofPlatform().daemon().name("stutter").start(this::watch);
    private volatile long longest;
    private volatile boolean closed;

    /// The longest that a thread was late so far.
    Duration longest() {
        return Duration.ofNanos(longest);
    }

    private void watch() {
        while (!closed) {
            long begun = System.nanoTime();
            LockSupport.parkNanos(WANTED);
            longest = Math.max(longest, System.nanoTime() - begun - WANTED);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
