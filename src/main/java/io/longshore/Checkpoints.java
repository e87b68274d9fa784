package io.longshore;

import java.nio.file.Path;
import java.util.Optional;

import io.longshore.model.AuditReport;
import io.longshore.model.Checkpoint;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.Drive;
import io.longshore.model.ExportedProof;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ProviderId;
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

    /// Fetches up to `chunks` random chunks from one provider and checks them. Recorded as a decision.
    /// @param chunks at least 1
    /// @throws FailureException `NotFound` if the drive has no such provider, or that has committed nothing; `Corrupt` if
    ///         what it signs is no commitment; `Unavailable` if it does not answer: then it has neither passed nor failed
    AuditReport audit(Optional<String> drive, ProviderId provider, int chunks)
            throws FailureException, InterruptedException;

    /// Does what the user decided in a conflict, and records that and what came of it.
    /// @throws FailureException `Refused` where that is not possible: no majority agrees with us, or the chain takes no
    ///         challenges
    Decision resolve(Optional<String> drive, Choice choice) throws FailureException, InterruptedException;

    /// Writes the proof that a file is covered by the newest checkpoint of its drive: whoever has it can verify it without
    /// anything else. Asks nobody.
    /// @param handle the file's, or that of a folder's list, which is proved with its files
    /// @param overwrite whether a file that stands there is replaced
    /// @throws FailureException `NotFound` if the handle is none of here, or no checkpoint covers all of it yet; `Exists`;
    ///         `LocalFailure` if the disk refuses
    ExportedProof export(Handle handle, Path file, boolean overwrite) throws FailureException;

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
