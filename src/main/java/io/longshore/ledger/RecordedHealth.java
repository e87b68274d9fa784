package io.longshore.ledger;

import java.util.Map;
import java.util.Optional;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;
import io.longshore.model.store.HealthStore;

/// How providers have fared, of a ledger.
final class RecordedHealth implements HealthStore {
    private final Recorder recorder;

    RecordedHealth(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Optional<ProviderHistory> find(DriveId drive, ProviderId provider) throws FailureException {
        return recorder.read(projection -> projection.health().find(drive, provider));
    }

    @Override
    public Map<ProviderId, ProviderHistory> all(DriveId drive) throws FailureException {
        return recorder.read(projection -> projection.health().all(drive));
    }

    @Override
    public void keep(DriveId drive, ProviderId provider, ProviderHistory history) throws FailureException {
        recorder.change(projection -> projection.health().keep(drive, provider, history));
    }
}
