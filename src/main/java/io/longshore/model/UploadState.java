package io.longshore.model;

/// Where an upload stands. Stored as it is, never inferred; a front end switches over it exhaustively.
public sealed interface UploadState {
    /// Waits for its turn.
    record Queued() implements UploadState {}

    /// Is being planned, paid, placed and committed.
    record Running() implements UploadState {}

    /// Stopped by the user; goes on by the user.
    record Paused() implements UploadState {}

    /// A limit does not admit its next rows.
    /// @param needed what the next rows cost
    /// @param left what the limit still admits
    /// @param limit which limit
    record AwaitingApproval(Amount needed, Amount left, Limit limit) implements UploadState {
        /// Waits for the upload's own budget.
        public AwaitingApproval(Amount needed, Amount left) {
            this(needed, left, Limit.UPLOAD);
        }

        /// What keeps rows from being paid until the user says so.
        public enum Limit {
            /// The upload's own budget.
            UPLOAD,
            /// What may be spent a day.
            DAY,
            /// They were paid before and the payment cannot be used any more: paying again needs the user, whatever the
            /// budget.
            AGAIN
        }
    }

    /// Needs the vault open.
    record AwaitingVault() implements UploadState {}

    /// Something out of its hands stopped it; everything is kept, and `resume` goes on.
    record Stalled(Failure failure) implements UploadState {}

    /// Given up by the user.
    /// @param unstored what was paid for chunks that stay unstored
    record Cancelled(Amount unstored) implements UploadState {}

    /// Over: it cannot be finished.
    /// @param failure why
    /// @param inVain what was spent on it
    record Failed(Failure failure, Amount inVain) implements UploadState {}

    /// Every chunk and index object is held by a majority, and so are their leaves.
    record Done(Handle handle) implements UploadState {}

    /// Whether nothing more will happen to it.
    default boolean isFinal() {
        return switch (this) {
            case Cancelled _,Failed _,Done _ -> true;
            case Queued _,Running _,Paused _,AwaitingApproval _,AwaitingVault _,Stalled _ -> false;
        };
    }
}
