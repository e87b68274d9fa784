package io.longshore.checkpoint;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.longshore.destination.Committing;
import io.longshore.destination.Provider;
import io.longshore.model.Address;
import io.longshore.model.AuditReport;
import io.longshore.model.ByteCount;
import io.longshore.model.Commitment;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Leaf;
import io.longshore.model.store.LeafStore;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;

/// Looks what a provider really holds: fetches random chunks of those that it signs for, whole and from it alone, and has
/// it show each one's way up to the root that it signs. What we know ourselves is the measure: the address, the leaf and its
/// position. Any thread may call it.
public final class Audit {
    /// How many chunks are looked at unless something else is said: it would be missed once in 23 that a tenth of all is lost,
    /// and it costs 120 MiB at most on the local network.
    public static final int CHUNKS = 30;

    /// So many chunks in a row without an answer say nothing about what the provider holds.
    private static final int SILENT = 3;

    /// How often a provider may sign a further state while one chunk is looked at.
    private static final int MOVES = 3;

    private final DriveId drive;
    private final LeafStore leaves;
    private final Judge judge;
    private final ByteCount most;
    private final RandomGenerator random;
    private final InstantSource clock;

    /// @param drive whose chunks
    /// @param leaves our own leaves
    /// @param judge verifies what providers sign
    /// @param most the most bytes a chunk has
    /// @param random which chunks are fetched; must not be foreseen by providers
    /// @param clock what time it is
    public Audit(DriveId drive, LeafStore leaves, Judge judge, ByteCount most, RandomGenerator random,
            InstantSource clock) {
        this.drive = drive;
        this.leaves = leaves;
        this.judge = judge;
        this.most = most;
        this.random = random;
        this.clock = clock;
    }

    /// Audits a provider.
    /// @param chunks how many chunks are fetched at most, at least 1
    /// @throws FailureException `Corrupt` if what it signs is no valid commitment; `NotFound` if it has committed nothing;
    ///         `Unavailable` if it does not answer: then nothing is known about what it holds
    public AuditReport of(Provider provider, int chunks) throws FailureException, InterruptedException {
        if (chunks < 1) {
            throw new IllegalArgumentException("an audit of " + chunks + " chunks");
        }
        Committing committing = provider.committing().orElseThrow(
                () -> new FailureException(new Failure.Refused(provider.endpoint(), "does not commit")));
        Commitment signed = signed(provider, committing);
        long count = Math.min(signed.count(), leaves.count(drive));
        Sample sample = Sample.of(leaves, drive, count, chunks, random);
        if (sample.places().isEmpty()) {
            throw new FailureException(new Failure.NotFound("chunks that " + provider.id() + " has committed"));
        }
        ByteCount bytes = ByteCount.ZERO;
        Map<Address, Failure> failed = new LinkedHashMap<>();
        int silent = 0;
        for (Sample.Place place : sample.places()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Leaf leaf = leaves.from(drive, place.leaf(), 1).getFirst();
            Address address = leaf.addresses().get(place.chunk());
            try {
                bytes = bytes.plus(new ByteCount(provider.get(address, most).length));
                requireUnderLeaf(committing, leaf, place.chunk());
                signed = requireInRange(provider, committing, leaf, signed);
                silent = 0;
            } catch (FailureException e) {
                silent = e.failure() instanceof Failure.Unavailable ? silent + 1 : 0;
                if (e.failure() instanceof Failure.Cancelled || silent == SILENT) {
                    throw e;
                }
                failed.put(address, e.failure());
            }
        }
        return new AuditReport(provider.id(), clock.instant(), sample.places().size(), bytes, sample.of(), failed);
    }

    private Commitment signed(Provider provider, Committing committing) throws FailureException {
        Commitment commitment = committing.commitment();
        Optional<String> objection = judge.objection(commitment, provider.id());
        if (objection.isPresent()) {
            throw new FailureException(new Failure.Corrupt("commitment of " + provider.id(), objection.get()));
        }
        return commitment;
    }

    private static void requireUnderLeaf(Committing committing, Leaf leaf, int chunk) throws FailureException {
        Address address = leaf.addresses().get(chunk);
        int all = leaf.addresses().size();
        Committing.ChunkProof shown = committing.chunkProof(leaf.dataRoot(), chunk);
        if (!shown.chunk().equals(address) || !shown.path().equals(MerkleTree.directions(chunk, all))
                || !MerkleTree.verify(leaf.dataRoot(), MerkleTree.leaf(address.bytes().toArray()), chunk, all,
                        shown.siblings())) {
            throw new FailureException(new Failure.Corrupt("chunk " + address,
                    "it is not shown to stand under its leaf"));
        }
    }

    /// A provider that is given leaves meanwhile signs a further state: then that is what it must stand in.
    private Commitment requireInRange(Provider provider, Committing committing, Leaf leaf, Commitment signed)
            throws FailureException {
        Commitment present = signed;
        for (int moves = 0; moves < MOVES; moves++) {
            Committing.LeafProof shown = committing.leafProof(leaf.position());
            boolean same = shown.dataRoot().equals(leaf.dataRoot()) && shown.dataSize().equals(leaf.dataSize())
                    && shown.totalSize().equals(leaf.totalSize());
            if (same && Mmr.verify(present.root(), Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize()),
                    leaf.position(), present.count(), shown.proof())) {
                return present;
            }
            Commitment next = signed(provider, committing);
            if (next.count() <= present.count()) {
                break;
            }
            present = next;
        }
        throw new FailureException(new Failure.Corrupt("leaf " + leaf.position(),
                "it is not shown to stand in what the provider signs"));
    }
}
