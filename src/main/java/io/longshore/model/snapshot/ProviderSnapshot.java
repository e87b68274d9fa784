package io.longshore.model.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;

/// One provider as it fares.
///
/// @param id who it is
/// @param drive for which drive
/// @param endpoint where it is
/// @param history how it has fared
/// @param lastError why it does not commit, if it does not; or else the last failure of a request
/// @param committed how many leaves it has committed
/// @param leaves how many leaves the drive has
public record ProviderSnapshot(ProviderId id, DriveId drive, String endpoint, ProviderHistory history,
        Optional<Failure> lastError, long committed, long leaves) {
    /// How it is.
    public ProviderHistory.State state() {
        return history.state();
    }

    /// Since when it is in that state.
    public Instant since() {
        return history.since();
    }

    /// How long its last answer took.
    public Optional<Duration> latency() {
        return history.latencies().isEmpty() ? Optional.empty() : Optional.of(history.latencies().getLast());
    }
}
