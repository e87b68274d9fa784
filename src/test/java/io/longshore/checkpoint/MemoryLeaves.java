package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.longshore.model.Address;
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
import io.longshore.proof.MerkleTree;

/// One drive's leaves in memory.
final class MemoryLeaves implements LeafStore {
    static final DriveId DRIVE = DriveId.of(new byte[DriveId.SIZE]);

    private final List<Leaf> leaves = new ArrayList<>();
    /// How many leaves were asked for.
    int read;
    private final TreeMap<Long, Mark> marks = new TreeMap<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final Map<ProviderId, Long> committed = new HashMap<>();

    /// A leaf of made-up chunks that are like no others.
    synchronized Leaf grow() {
        byte[] bytes = new byte[Address.SIZE];
        bytes[0] = (byte) leaves.size();
        bytes[1] = (byte) (leaves.size() >> 8);
        Address address = Address.of(bytes);
        return append(List.of(address), MerkleTree.dataRoot(List.of(address)), new ByteCount(10));
    }

    synchronized Leaf append(List<Address> addresses, Hash root, ByteCount size) {
        ByteCount before = leaves.isEmpty() ? ByteCount.ZERO : leaves.getLast().totalSize();
        Leaf leaf = new Leaf(DRIVE, leaves.size(), new WaveId(leaves.size() + 1L), List.of(0), addresses, root, size,
                before.plus(size));
        leaves.add(leaf);
        return leaf;
    }

    @Override
    public Leaf append(DriveId drive, WaveId wave, List<Integer> rows, Hash dataRoot, ByteCount dataSize) {
        throw new UnsupportedOperationException("these leaves come from no wave");
    }

    @Override
    public synchronized long count(DriveId drive) {
        return leaves.size();
    }

    @Override
    public synchronized List<Facts> facts(DriveId drive, long from, int most) {
        read += most;
        return from(drive, from, most).stream()
                .map(leaf -> new Facts(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize())).toList();
    }

    @Override
    public List<Integer> chunks(DriveId drive, long from, int most) {
        return from(drive, from, most).stream().map(leaf -> leaf.addresses().size()).toList();
    }

    @Override
    public synchronized Optional<Mark> mark(DriveId drive, long most) {
        return Optional.ofNullable(marks.floorEntry(most)).map(Map.Entry::getValue);
    }

    @Override
    public synchronized void mark(DriveId drive, Mark mark) {
        marks.put(mark.count(), mark);
    }

    @Override
    public synchronized List<Leaf> from(DriveId drive, long from, int most) {
        return List.copyOf(leaves.subList((int) from, (int) Math.min(leaves.size(), from + most)));
    }

    @Override
    public long end(UploadId upload) {
        throw new UnsupportedOperationException("these leaves belong to no upload");
    }

    @Override
    public synchronized long committed(DriveId drive, ProviderId provider) {
        return committed.getOrDefault(provider, 0L);
    }

    @Override
    public synchronized void committed(DriveId drive, ProviderId provider, long count) {
        committed.put(provider, count);
    }

    @Override
    public synchronized void checkpoint(DriveId drive, Checkpoint checkpoint, IntentId intent,
            Outcome.Confirmed outcome) {
        checkpoints.addFirst(checkpoint);
    }

    @Override
    public synchronized void extension(DriveId drive, Checkpoint late, IntentId intent, Outcome.Confirmed outcome) {
        checkpoints.addFirst(checkpoints.removeFirst().with(late.signers()));
    }

    @Override
    public synchronized List<Checkpoint> checkpoints(DriveId drive, int most) {
        return checkpoints.stream().limit(most).toList();
    }
}
