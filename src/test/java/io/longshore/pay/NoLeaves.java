package io.longshore.pay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.Hash;
import io.longshore.model.IntentId;
import io.longshore.model.Leaf;
import io.longshore.model.Outcome;
import io.longshore.model.ProviderId;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.store.LeafStore;

/// Keeps checkpoints, and no leaves at all.
final class NoLeaves implements LeafStore {
    final List<Checkpoint> checkpoints = new ArrayList<>();
    final List<IntentId> settled = new ArrayList<>();

    @Override
    public Leaf append(DriveId drive, WaveId wave, List<Integer> rows, Hash dataRoot, ByteCount dataSize) {
        throw new UnsupportedOperationException("no leaves");
    }

    @Override
    public long count(DriveId drive) {
        return 0;
    }

    @Override
    public List<Leaf> from(DriveId drive, long from, int most) {
        return List.of();
    }

    @Override
    public List<Facts> facts(DriveId drive, long from, int most) {
        return List.of();
    }

    @Override
    public List<Integer> chunks(DriveId drive, long from, int most) {
        return List.of();
    }

    @Override
    public Optional<Mark> mark(DriveId drive, long most) {
        return Optional.empty();
    }

    @Override
    public void mark(DriveId drive, Mark mark) {
        throw new UnsupportedOperationException("no leaves");
    }

    @Override
    public long end(UploadId upload) {
        return 0;
    }

    @Override
    public long committed(DriveId drive, ProviderId provider) {
        return 0;
    }

    @Override
    public void committed(DriveId drive, ProviderId provider, long count) {
        throw new UnsupportedOperationException("no leaves");
    }

    @Override
    public void checkpoint(DriveId drive, Checkpoint checkpoint, IntentId intent, Outcome.Confirmed outcome) {
        checkpoints.addFirst(checkpoint);
        settled.add(intent);
    }

    @Override
    public void extension(DriveId drive, Checkpoint late, IntentId intent, Outcome.Confirmed outcome) {
        checkpoints.addFirst(checkpoints.removeFirst().with(late.signers()));
        settled.add(intent);
    }

    @Override
    public List<Checkpoint> checkpoints(DriveId drive, int most) {
        return checkpoints.stream().limit(most).toList();
    }
}
