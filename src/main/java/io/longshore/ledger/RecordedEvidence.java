package io.longshore.ledger;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.Intent;
import io.longshore.model.UploadId;
import io.longshore.model.store.EvidenceStore;

/// What a ledger has of evidence.
final class RecordedEvidence implements EvidenceStore {
    private final Recorder recorder;

    RecordedEvidence(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Optional<UploadId> upload(Handle handle) throws FailureException {
        return recorder.read(projection -> projection.evidence().upload(handle));
    }

    @Override
    public List<Long> positions(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.evidence().positions(upload));
    }

    @Override
    public List<Intent> anchors(DriveId drive, Checkpoint checkpoint) throws FailureException {
        return recorder.read(projection -> projection.evidence().anchors(drive, checkpoint));
    }
}
