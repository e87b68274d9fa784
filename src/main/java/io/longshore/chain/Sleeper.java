package io.longshore.chain;

import java.time.Duration;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// How a wait passes its time, and how it knows how much has passed; tests give one whose time is their own.
public interface Sleeper {
    /// The machine's time.
    Sleeper REAL = pause -> {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(new Failure.Cancelled(), interrupted);
        }
    };

    /// Waits that long.
    /// @throws FailureException `Cancelled` if the thread was interrupted, which it stays
    void sleep(Duration pause) throws FailureException;

    /// The monotonic clock that these sleeps are of, as [System#nanoTime()].
    default long nanos() {
        return System.nanoTime();
    }
}
