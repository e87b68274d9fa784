package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;

/// A provider that keeps chunks, and shows that it does; or pretends to.
final class Keeper extends Signatory {
    private final Map<Address, byte[]> chunks = new HashMap<>();
    private final List<Leaf> kept = new ArrayList<>();
    /// Answers nothing but its commitment.
    boolean mute;
    /// Shows the way of the chunk beside, or of the leaf beside.
    boolean confusesChunks;
    boolean confusesLeaves;
    /// Turns the directions of its proofs around.
    boolean turnsAround;
    /// Happens before it shows the next leaf.
    Optional<Runnable> meanwhile = Optional.empty();

    Keeper(int number) {
        super(number);
    }

    /// A leaf of so many chunks that are like no others: we know of it, and the provider keeps it.
    static Leaf grow(MemoryLeaves leaves, Keeper keeper, int chunks, RandomGenerator random) {
        List<Address> addresses = new ArrayList<>();
        Map<Address, byte[]> bytes = new HashMap<>();
        for (int i = 0; i < chunks; i++) {
            byte[] chunk = new byte[100];
            random.nextBytes(chunk);
            Address address = new Address(Hashes.sha256(chunk).bytes());
            addresses.add(address);
            bytes.put(address, chunk);
        }
        Leaf leaf = leaves.append(addresses, MerkleTree.dataRoot(addresses), new ByteCount(100L * chunks));
        keeper.keep(leaf, bytes);
        return leaf;
    }

    synchronized void keep(Leaf leaf, Map<Address, byte[]> bytes) {
        chunks.putAll(bytes);
        kept.add(leaf);
        leaves.add(Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize()));
    }

    synchronized void lose(Address address) {
        chunks.remove(address);
    }

    synchronized void alter(Address address) {
        chunks.get(address)[0] ^= 1;
    }

    @Override
    public synchronized byte[] get(Address address, ByteCount most) throws FailureException {
        speak();
        byte[] bytes = chunks.get(address);
        if (bytes == null) {
            throw new FailureException(new Failure.NotFound("chunk " + address));
        }
        if (!Hashes.sha256(bytes).bytes().equals(address.bytes())) {
            throw new FailureException(new Failure.Corrupt("chunk " + address, "the bytes do not hash to it"));
        }
        return bytes.clone();
    }

    private void speak() throws FailureException {
        if (mute) {
            throw new FailureException(new Failure.Unavailable(endpoint(), "told to be mute", Optional.empty()));
        }
    }

    @Override
    public synchronized ChunkProof chunkProof(Hash dataRoot, int chunk) throws FailureException {
        speak();
        Leaf leaf = kept.stream().filter(each -> each.dataRoot().equals(dataRoot)).findFirst()
                .orElseThrow(() -> new FailureException(new Failure.NotFound("leaf " + dataRoot)));
        int all = leaf.addresses().size();
        int shown = confusesChunks ? (chunk + 1) % all : chunk;
        List<Hash> tree = leaf.addresses().stream().map(each -> MerkleTree.leaf(each.bytes().toArray())).toList();
        return new ChunkProof(leaf.addresses().get(chunk), MerkleTree.path(tree, shown),
                turned(MerkleTree.directions(chunk, all)));
    }

    private List<Boolean> turned(List<Boolean> path) {
        return turnsAround ? path.stream().map(right -> !right).toList() : path;
    }

    @Override
    public LeafProof leafProof(long position) throws FailureException {
        meanwhile.ifPresent(Runnable::run);
        synchronized (this) {
            Leaf leaf = kept.get((int) (confusesLeaves ? (position + 1) % kept.size() : position));
            return new LeafProof(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize(),
                    Mmr.prove(leaves, leaf.position()));
        }
    }
}
