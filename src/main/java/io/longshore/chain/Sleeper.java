package io.longshore.chain;

import java.time.Duration;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// How a wait passes its time; tests give one whose time is their own.
public interface Sleeper {
    /// The clock on the wall.
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
}
