package io.longshore.model;

/// Where an upload stands. Stored as it is, never inferred; a front end switches over it exhaustively.
public sealed interface UploadState {
    /// Waits for its turn.
    record Queued() implements UploadState {}

    /// Is being planned, paid, placed and committed.
    record Running() implements UploadState {}

    /// Stopped by the user; goes on by the user.
    record Paused() implements UploadState {}

    /// Its budget does not admit its next rows.
    /// @param needed what the next rows cost
    /// @param left what the budget still admits
    record AwaitingApproval(Amount needed, Amount left) implements UploadState {}

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
