package io.longshore.ledger;

import java.util.List;
import java.util.Optional;

import io.longshore.ledger.Recorder.Change;
import io.longshore.ledger.Recorder.Decision;
import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.IntentId;
import io.longshore.model.Leaf;
import io.longshore.model.Outcome;
import io.longshore.model.ProviderId;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.store.LeafStore;

/// The leaves and checkpoints of a ledger.
final class RecordedLeaves implements LeafStore {
    private final Recorder recorder;

    RecordedLeaves(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Leaf append(DriveId drive, WaveId wave, List<Integer> rows, Hash dataRoot, ByteCount dataSize)
            throws FailureException {
        return recorder.record(before -> {
            if (!before.waves().wave(wave).drive().equals(drive)) {
                throw new IllegalArgumentException("wave " + wave + " is not of drive " + drive);
            }
            long position = before.leaves().count(drive);
            ByteCount total = before.leaves().totalSize(drive).plus(dataSize);
            return new Decision<>(List.of(new Fact.Leafed(drive, position, wave, rows, dataRoot, dataSize, total)),
                    Change.NONE, projection -> projection.leaves().from(drive, position, 1).getFirst());
        });
    }

    @Override
    public long count(DriveId drive) throws FailureException {
        return recorder.read(projection -> projection.leaves().count(drive));
    }

    @Override
    public List<Leaf> from(DriveId drive, long from, int most) throws FailureException {
        return recorder.read(projection -> projection.leaves().from(drive, from, most));
    }

    @Override
    public List<Facts> facts(DriveId drive, long from, int most) throws FailureException {
        return recorder.read(projection -> projection.leaves().facts(drive, from, most));
    }

    @Override
    public List<Integer> chunks(DriveId drive, long from, int most) throws FailureException {
        return recorder.read(projection -> projection.leaves().chunks(drive, from, most));
    }

    @Override
    public Optional<Mark> mark(DriveId drive, long most) throws FailureException {
        return recorder.read(projection -> projection.leaves().mark(drive, most));
    }

    @Override
    public void mark(DriveId drive, Mark mark) throws FailureException {
        recorder.change(projection -> projection.leaves().mark(drive, mark));
    }

    @Override
    public long end(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.leaves().end(upload));
    }

    @Override
    public long committed(DriveId drive, ProviderId provider) throws FailureException {
        return recorder.read(projection -> projection.leaves().committed(drive, provider));
    }

    @Override
    public void committed(DriveId drive, ProviderId provider, long count) throws FailureException {
        recorder.change(projection -> projection.leaves().committed(drive, provider, count));
    }

    @Override
    public void checkpoint(DriveId drive, Checkpoint checkpoint, IntentId intent, Outcome.Confirmed outcome)
            throws FailureException {
        recorder.record(_ -> new Decision<>(
                List.of(new Fact.Settled(intent, outcome), new Fact.Anchored(drive, checkpoint)), Change.NONE,
                _ -> drive));
    }

    @Override
    public void extension(DriveId drive, Checkpoint late, IntentId intent, Outcome.Confirmed outcome)
            throws FailureException {
        recorder.record(_ -> new Decision<>(
                List.of(new Fact.Settled(intent, outcome), new Fact.Extended(drive, late)), Change.NONE, _ -> drive));
    }

    @Override
    public List<Checkpoint> checkpoints(DriveId drive, int most) throws FailureException {
        return recorder.read(projection -> projection.leaves().checkpoints(drive, most));
    }
}
