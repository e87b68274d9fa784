package io.longshore.cli;

import io.longshore.model.Failure;

/// How a command ends, as scripts see it. Stable.
enum ExitCode {
    /// All done.
    DONE(0),
    /// Something failed, or could not be done.
    FAILED(1),
    /// The command was not understood.
    USAGE(2),
    /// An upload waits for approval: its budget does not admit its next rows.
    APPROVAL(3),
    /// Providers disagree about a drive, so that its checkpoint is held up.
    CONFLICT(4),
    /// Another program has the data folder.
    IN_USE(5),
    /// The vault is locked.
    LOCKED(6),
    /// Ended by SIGINT or SIGTERM.
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// What the process returns.
    int number() {
        return number;
    }

    /// How a command ends that ran into `failure`.
    static ExitCode of(Failure failure) {
        return switch (failure) {
            case Failure.DataFolderInUse _ -> IN_USE;
            case Failure.VaultLocked _ -> LOCKED;
            case Failure.Disagreement _,Failure.OlderThanTheWorld _ -> CONFLICT;
            case Failure.Unavailable _,Failure.NoMajority _,Failure.Refused _,Failure.Unpaid _,Failure.SourceChanged _,Failure.SourceAwaited _,Failure.SourceUnreadable _,Failure.Insufficient _,Failure.GasTooDear _,Failure.ChunkTooDear _,Failure.ClockApart _,Failure.Corrupt _,Failure.NotFound _,Failure.WrongVault _,Failure.HostileName _,Failure.Exists _,Failure.LocalFailure _,Failure.JournalDamaged _,Failure.PaymentFailed _,Failure.Unsupported _,Failure.Cancelled _,Failure.Broken _ ->
                FAILED;
        };
    }

    /// The one to return for a command in which both happened: a failure outweighs a conflict, that a locked vault,
    /// that a waiting approval.
    ExitCode and(ExitCode other) {
        return weight() >= other.weight() ? this : other;
    }

    private int weight() {
        return switch (this) {
            case DONE -> 0;
            case APPROVAL -> 1;
            case LOCKED -> 2;
            case CONFLICT -> 3;
            case FAILED -> 4;
            case IN_USE -> 5;
            case USAGE -> 6;
            case INTERRUPTED -> 7;
        };
    }
}
