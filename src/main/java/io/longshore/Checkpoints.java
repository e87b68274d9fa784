package io.longshore;

import java.util.Optional;

import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Recommendation;
import io.longshore.model.snapshot.CheckpointSnapshot;

/// The checkpoints of the drives, for the user's own hands. Drives are named; an empty name means the default one. Methods
/// that need the providers open the drive first.
public interface Checkpoints {
    /// How a drive's checkpoints stand, from what is known here: asks nobody.
    /// @throws FailureException `NotFound`
    CheckpointSnapshot status(Optional<String> drive) throws FailureException;

    /// Makes one now, paused or not, and waits for what comes of it.
    /// @return the checkpoint that stands then; empty if there is nothing to anchor
    /// @throws FailureException `NoMajority`, `Disagreement`, or why it could not be submitted
    Optional<Checkpoint> submitNow(Optional<String> drive) throws FailureException, InterruptedException;

    /// Makes none until [#resume]. Recorded.
    void pause(Optional<String> drive) throws FailureException;

    /// Makes them again, and counts failures anew. Recorded.
    void resume(Optional<String> drive) throws FailureException;

    /// Tells `listener` what happens from now on, on a thread of the engine.
    Pin listen(Listener listener);

    /// Is told what becomes of checkpoints. Must be fast and must not throw; whoever throws is not told any more.
    interface Listener {
        /// A checkpoint is on chain and recorded.
        default void submitted(Drive drive, Checkpoint checkpoint) {}

        /// An attempt failed.
        /// @param willRetry whether it is tried again by itself
        default void failed(Drive drive, Failure failure, boolean willRetry) {}

        /// Providers do not agree.
        default void conflict(Drive drive, Recommendation advice) {}

        /// They agree again, or the user has decided.
        default void resolved(Drive drive) {}
    }
}
