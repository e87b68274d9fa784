package io.longshore.checkpoint;

import java.time.Instant;
import java.util.Optional;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// Makes attempts at checkpoints. Used by one thread.
public interface Attempts {
    /// Makes one.
    /// @throws FailureException if it could not be submitted, or our own leaves cannot be read
    Checkpointer.Result make() throws FailureException, InterruptedException;

    /// While a checkpoint covers all leaves: from when on there is reason for an attempt all the same, because providers that
    /// came late can sign it by now; empty if there is none. For the thread that makes attempts.
    Optional<Instant> late() throws FailureException;

    /// What the providers said in the last one; empty if it ended before they were heard.
    Optional<Analysis> heard();

    /// That too few providers were there for a majority before they were last asked to sign; empty if enough were. Any thread
    /// may ask.
    Optional<Failure.NoMajority> shortage();
}
