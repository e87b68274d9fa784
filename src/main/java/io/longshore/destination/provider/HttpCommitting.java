package io.longshore.destination.provider;

import java.time.Duration;
import java.util.List;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.destination.Committing;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Commitment;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.net.Request;
import io.longshore.net.Response;
import io.longshore.proof.Mmr;

/// How a provider over HTTP commits. For all threads.
final class HttpCommitting implements Committing {
    private static final ByteCount MOST = Request.MOST;

    private final ProviderLine line;

    HttpCommitting(ProviderLine line) {
        this.line = line;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Asked(long bucketId, long firstIndex, List<AskedLeaf> leaves) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record AskedLeaf(String dataRoot, long dataSize, List<String> hashes) {
        static AskedLeaf of(Leaf leaf) {
            return new AskedLeaf(leaf.dataRoot().toString(), leaf.dataSize().value(),
                    leaf.addresses().stream().map(Address::toString).toList());
        }
    }

    private record MissingError(Missing details) {}

    private record Missing(List<String> missing) {}

    private record PositionError(Position details) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Position(long leafCount, String mmrRoot) {}

    @Override
    public Answer commit(List<Leaf> leaves) throws FailureException {
        Response response = line.post("/commit", new Asked(line.terms().bucket().value(),
                leaves.getFirst().position(), leaves.stream().map(AskedLeaf::of).toList()));
        if (response.successful()) {
            return new Answer.Committed(commitment(response));
        }
        return switch (Answers.errorCode(response)) {
            case "children_missing" -> line.read(response, MissingError.class, error -> new Answer.ChildrenMissing(
                    error.details().missing().stream().map(Address::of).toList()));
            case "position" -> line.read(response, PositionError.class, error -> new Answer.Position(
                    error.details().leafCount(), Hash.of(error.details().mmrRoot())));
            default -> throw line.failure(response, "commitment");
        };
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Signed(String mmrRoot, long startSeq, long leafCount, String providerSignature) {}

    @Override
    public Commitment commitment() throws FailureException {
        return commitment(line.success(line.get(commitmentPath(), MOST), "commitment"));
    }

    @Override
    public Commitment commitment(Duration most) throws FailureException {
        return commitment(line.success(line.get(commitmentPath(), MOST, most), "commitment"));
    }

    private String commitmentPath() {
        return "/commitment?bucket_id=" + line.terms().bucket();
    }

    private Commitment commitment(Response response) throws FailureException {
        Signing signing = line.signing();
        return line.read(response, Signed.class, signed -> new Commitment(line.id(), line.terms().bucket(),
                Hash.of(signed.mmrRoot()), signed.startSeq(), signed.leafCount(),
                signing.read(signed.providerSignature())));
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record UnderLeaf(String chunkHash, Way proof) {}

    private record Way(List<String> siblings, List<Boolean> path) {}

    @Override
    public ChunkProof chunkProof(Hash dataRoot, int chunk) throws FailureException {
        String path = "/chunk_proof?data_root=" + dataRoot + "&chunk_index=" + chunk;
        return line.read(line.success(line.get(path, MOST), "the proof of a chunk"), UnderLeaf.class,
                shown -> new ChunkProof(Address.of(shown.chunkHash()), hashes(shown.proof().siblings()),
                        shown.proof().path()));
    }

    private record InRange(Facts leaf, WayUp proof) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Facts(String dataRoot, long dataSize, long totalSize) {}

    private record WayUp(List<String> peaks, List<String> siblings, List<Boolean> path) {}

    @Override
    public LeafProof leafProof(long position) throws FailureException {
        String path = "/mmr_proof?bucket_id=" + line.terms().bucket() + "&leaf_index=" + position;
        return line.read(line.success(line.get(path, MOST), "the proof of a leaf"), InRange.class,
                shown -> new LeafProof(Hash.of(shown.leaf().dataRoot()), new ByteCount(shown.leaf().dataSize()),
                        new ByteCount(shown.leaf().totalSize()), new Mmr.Proof(hashes(shown.proof().peaks()),
                                hashes(shown.proof().siblings()), shown.proof().path())));
    }

    private static List<Hash> hashes(List<String> hex) {
        return hex.stream().map(Hash::of).toList();
    }

    private record Leaves(List<Root> leaves) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Root(String dataRoot) {}

    @Override
    public List<Hash> leaves(long from) throws FailureException {
        String path = "/leaves?bucket_id=" + line.terms().bucket() + "&from=" + from;
        return line.read(line.success(line.get(path, MOST), "leaves"), Leaves.class,
                answer -> answer.leaves().stream().map(leaf -> Hash.of(leaf.dataRoot())).toList());
    }
}
