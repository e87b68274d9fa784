package io.longshore.model.store;

import java.util.Map;
import java.util.Optional;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;

/// How the providers of each drive have fared. Nothing here is forced: it may be lost, and is found again by and by.
public interface HealthStore {
    /// How a provider has fared; empty if nothing was kept.
    Optional<ProviderHistory> find(DriveId drive, ProviderId provider) throws FailureException;

    /// How the drive's providers have fared of whom something was kept.
    Map<ProviderId, ProviderHistory> all(DriveId drive) throws FailureException;

    /// Keeps how a provider has fared.
    void keep(DriveId drive, ProviderId provider, ProviderHistory history) throws FailureException;
}
