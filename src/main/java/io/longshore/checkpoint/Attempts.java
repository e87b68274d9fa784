package io.longshore.checkpoint;

import java.util.Optional;

import io.longshore.model.FailureException;

/// Makes attempts at checkpoints. Used by one thread.
public interface Attempts {
    /// Makes one.
    /// @throws FailureException if it could not be submitted, or our own leaves cannot be read
    Checkpointer.Result make() throws FailureException, InterruptedException;

    /// What the providers said in it; empty if it ended before they were heard.
    Optional<Analysis> heard();
}
