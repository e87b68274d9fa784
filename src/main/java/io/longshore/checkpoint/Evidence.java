package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.longshore.chain.RegistryCall;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Checkpoint;
import io.longshore.model.CheckpointProof;
import io.longshore.model.Commitment;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.Leaf;
import io.longshore.model.ProvenLeaf;
import io.longshore.model.ProviderId;
import io.longshore.model.Signature;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;
import io.longshore.model.store.EvidenceStore;
import io.longshore.model.store.LeafStore;
import io.longshore.model.store.UploadStore;
import io.longshore.model.store.WaveStore;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;
import io.longshore.proof.Recovery;

/// Gathers what shows others that a checkpoint covers a file, from what is durable here: asks nobody. Leaf by leaf, so that
/// it takes little memory however large file and drive are. Used by one thread.
public final class Evidence {
    private final LeafStore leaves;
    private final WaveStore waves;
    private final Set<UploadId> uploads;
    private final DriveId drive;
    private final CheckpointProof head;
    private final OwnPaths paths;
    private final TreeSet<Long> positions;

    private Evidence(LeafStore leaves, WaveStore waves, Set<UploadId> uploads, DriveId drive, CheckpointProof head,
            OwnPaths paths, TreeSet<Long> positions) {
        this.leaves = leaves;
        this.waves = waves;
        this.uploads = uploads;
        this.drive = drive;
        this.head = head;
        this.paths = paths;
        this.positions = positions;
    }

    /// What is durable here.
    public record Records(EvidenceStore evidence, UploadStore uploads, WaveStore waves, LeafStore leaves) {}

    /// Takes a leaf that the file stands in.
    public interface Sink {
        /// Takes the next.
        void take(ProvenLeaf leaf) throws FailureException;
    }

    /// The evidence for a file, or for the list of a folder with all its files.
    /// @throws FailureException `NotFound` if the handle is none of here, or no checkpoint covers all of it yet
    public static Evidence of(Handle handle, Records records) throws FailureException {
        Upload upload = records.uploads().find(records.evidence().upload(handle).orElseThrow(() -> missing(handle)))
                .orElseThrow(() -> missing(handle));
        DriveId drive = upload.plan().drive();
        Set<UploadId> uploads = new HashSet<>();
        TreeSet<Long> positions = new TreeSet<>();
        long end = 0;
        for (Upload part : parts(upload, records.uploads())) {
            uploads.add(part.id());
            positions.addAll(records.evidence().positions(part.id()));
            end = Math.max(end, records.leaves().end(part.id()));
        }
        Optional<Checkpoint> newest = records.leaves().checkpoints(drive, 1).stream().findFirst();
        if (!(upload.state() instanceof UploadState.Done) || newest.isEmpty() || positions.isEmpty()
                || newest.get().count() < end) {
            throw new FailureException(new Failure.NotFound("checkpoint that covers " + handle));
        }
        Checkpoint checkpoint = newest.get();
        OwnPaths paths = new OwnPaths(records.leaves(), drive, new OwnMmr(records.leaves(), drive),
                checkpoint.count());
        List<Intent> anchors = records.evidence().anchors(drive, checkpoint);
        if (anchors.isEmpty()) {
            throw new FailureException(new Failure.NotFound("transaction of checkpoint " + checkpoint.root()));
        }
        Intent anchor = anchors.getLast();
        CheckpointProof head = new CheckpointProof(anchor.chain(), anchor.to(), checkpoint,
                commitments(anchors, checkpoint), handle, paths.peaks());
        return new Evidence(records.leaves(), records.waves(), uploads, drive, head, paths, positions);
    }

    private static FailureException missing(Handle handle) {
        return new FailureException(new Failure.NotFound(handle.toString()));
    }

    /// What is in a folder and was finished; the others are in its list and nowhere else.
    private static List<Upload> parts(Upload upload, UploadStore uploads) throws FailureException {
        if (upload.plan().kind() == UploadPlan.Kind.FILE || upload.plan().group().isEmpty()) {
            return List.of(upload);
        }
        return uploads.group(upload.plan().group().get()).stream()
                .filter(part -> part.state() instanceof UploadState.Done).toList();
    }

    /// The signatures stand in what was sent to the registry, the late ones in what was sent later.
    private static List<Commitment> commitments(List<Intent> anchors, Checkpoint checkpoint) {
        Map<ProviderId, Commitment> found = new LinkedHashMap<>();
        for (Intent intent : anchors.reversed()) {
            List<Bytes> signatures = switch (RegistryCall.decode(intent.calldata()).orElse(null)) {
                case RegistryCall.SubmitCheckpoint submitted -> submitted.signatures();
                case RegistryCall.ExtendCheckpoint extended -> extended.signatures();
                case null, default -> List.of();
            };
            Hash digest = CommitmentDigest.of(intent.chain(), intent.to(), CommitmentDigest.payload(
                    checkpoint.bucket(), checkpoint.root(), checkpoint.start(), checkpoint.count()));
            for (Bytes bytes : signatures) {
                Signature signature = new Signature(bytes);
                Optional<Account> signer = Recovery.signer(digest, signature);
                signer.map(ProviderId::new).ifPresent(provider -> found.putIfAbsent(provider,
                        new Commitment(provider, checkpoint.bucket(), checkpoint.root(), checkpoint.start(),
                                checkpoint.count(), signature)));
            }
        }
        return List.copyOf(found.values());
    }

    /// All but the leaves.
    public CheckpointProof head() {
        return head;
    }

    /// Hands over the leaves, in order.
    /// @throws FailureException `Corrupt` if what is durable here is not what the checkpoint is about; what `sink` throws
    public void leaves(Sink sink) throws FailureException {
        for (long position : positions) {
            Leaf leaf = leaves.from(drive, position, 1).getFirst();
            Wave wave = waves.find(leaf.wave())
                    .orElseThrow(() -> new FailureException(new Failure.NotFound("wave " + leaf.wave())));
            List<ProvenLeaf.Chunk> chunks = chunks(leaf, wave);
            if (!chunks.isEmpty()) {
                ProvenLeaf proven = new ProvenLeaf(position, leaf.dataRoot(), leaf.dataSize(), leaf.totalSize(),
                        paths.siblings(position), leaf.addresses().size(), chunks);
                check(proven);
                sink.take(proven);
            }
        }
    }

    private List<ProvenLeaf.Chunk> chunks(Leaf leaf, Wave wave) {
        List<Hash> tree = leaf.addresses().stream().map(address -> MerkleTree.leaf(address.bytes().toArray()))
                .toList();
        List<ProvenLeaf.Chunk> chunks = new ArrayList<>();
        for (int index = 0; index < leaf.rows().size(); index++) {
            if (uploads.contains(wave.rows().get(leaf.rows().get(index)).upload())) {
                chunks.add(new ProvenLeaf.Chunk(index, leaf.addresses().get(index), MerkleTree.path(tree, index)));
            }
        }
        return chunks;
    }

    /// Nobody gets a proof from here that does not hold.
    private void check(ProvenLeaf leaf) throws FailureException {
        long count = head.checkpoint().count();
        if (!Mmr.verify(head.checkpoint().root(), Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize()),
                leaf.position(), count,
                new Mmr.Proof(head.peaks(), leaf.siblings(), Mmr.directions(leaf.position(), count)))) {
            throw new FailureException(new Failure.Corrupt("leaf " + leaf.position() + " of drive " + drive,
                    "it does not stand under the root of the checkpoint"));
        }
    }
}
