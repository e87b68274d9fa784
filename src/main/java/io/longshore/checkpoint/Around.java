package io.longshore.checkpoint;

import java.time.Duration;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Strategy;

/// What goes on around the making of a drive's checkpoints. Used by one thread.
public interface Around {
    /// What the user chose.
    Strategy strategy() throws FailureException;

    /// Whether uploads of the drive are worked on. Must be fast.
    boolean isUnderWay();

    /// The number of the newest block.
    long block() throws FailureException;

    /// Whether what failed so is worth waiting for another attempt.
    boolean mayPass(Failure failure);

    /// For how long somebody waits who waits for a checkpoint.
    Duration patience();

    /// Something is not as it was. Must be fast.
    void changed();
}
