package io.longshore.model.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.ProviderId;

/// One provider as it fares.
///
/// @param id who it is
/// @param drive for which drive
/// @param endpoint where it is
/// @param state how it is
/// @param since since when it is in that state
/// @param latency of its last answer
/// @param lastError why it does not commit, if it does not; or else the last failure of a request
/// @param committed how many leaves it has committed
/// @param leaves how many leaves the drive has
public record ProviderSnapshot(ProviderId id, DriveId drive, String endpoint, State state, Instant since,
        Optional<Duration> latency, Optional<Failure> lastError, long committed, long leaves) {
    /// How a provider fares.
    public enum State {
        /// Nothing was asked of it yet.
        UNKNOWN,
        /// Answers.
        HEALTHY,
        /// Answers, with recent failures.
        DEGRADED,
        /// Failed five times in a row.
        UNREACHABLE
    }
}
