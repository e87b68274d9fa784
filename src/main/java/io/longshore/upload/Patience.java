package io.longshore.upload;

import java.time.Duration;
import java.util.Optional;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.net.Backoff;

/// How long a stage keeps trying what may yet succeed, before its uploads stop in a clear state. Looks at the kind of a
/// failure only.
///
/// @param most for how long the same thing is tried
/// @param backoff how long to wait between tries
record Patience(Duration most, Backoff backoff) {
    /// Something that may fail for a while.
    ///
    /// @param <T> what it gives
    interface Try<T> {
        T run() throws FailureException, InterruptedException;
    }

    /// Whether trying again may help.
    static boolean mayPass(Failure failure) {
        return switch (failure) {
            case Failure.Unavailable _,Failure.NoMajority _,Failure.Unpaid _,Failure.GasTooDear _,Failure.ClockApart _ ->
                true;
            case Failure.Refused _,Failure.ChunkTooDear _,Failure.SourceChanged _,Failure.SourceAwaited _,Failure.SourceUnreadable _,Failure.Insufficient _,Failure.Corrupt _,Failure.NotFound _,Failure.WrongVault _,Failure.VaultLocked _,Failure.HostileName _,Failure.Exists _,Failure.LocalFailure _,Failure.DataFolderInUse _,Failure.JournalDamaged _,Failure.OlderThanTheWorld _,Failure.Disagreement _,Failure.PaymentFailed _,Failure.Unsupported _,Failure.Cancelled _,Failure.Broken _ ->
                false;
        };
    }

    /// Tries until it succeeds, fails for good, or patience ends; then the last failure is thrown.
    <T> T patiently(Try<T> attempt) throws FailureException, InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        for (int failures = 0;; failures++) {
            try {
                return attempt.run();
            } catch (FailureException e) {
                Optional<Duration> asked = e.failure().retryAfter();
                Duration pause = backoff.pause(failures, asked);
                if (!mayPass(e.failure()) || System.nanoTime() + pause.toNanos() > deadline) {
                    throw e;
                }
                Thread.sleep(pause);
            }
        }
    }
}
