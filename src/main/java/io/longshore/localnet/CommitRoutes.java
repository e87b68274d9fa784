package io.longshore.localnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.model.Address;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.CommitmentSignature;
import io.longshore.model.Hash;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.CommitmentKey;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;
import io.longshore.proof.MultiSignature;

/// The routes for commitments and proofs. For all threads.
final class CommitRoutes {
    /// The sequence number a bucket here begins with, always.
    private static final long START = 0;

    private static final int MOST_LEAVES = 1_000;

    private final CommitmentKey key;
    private final Contracts contracts;
    private final NodeStores stores;

    CommitRoutes(NodeIdentity node, Contracts contracts, NodeStores stores) {
        this.key = node.commitments();
        this.contracts = contracts;
        this.stores = stores;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Commit(long bucketId, long firstIndex, List<CommitLeaf> leaves) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record CommitLeaf(String dataRoot, long dataSize, List<String> hashes) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Leaf(String dataRoot, long dataSize, long totalSize) {
        static Leaf of(NodeLeaf leaf) {
            return new Leaf(leaf.dataRoot().toString(), leaf.dataSize().value(), leaf.totalSize().value());
        }
    }

    /// Appends leaves whose chunks are all here.
    void commit(Exchange exchange) throws RouteException, IOException {
        Commit request = exchange.json(Commit.class);
        BucketId id = Exchange.bucket(request.bucketId());
        if (request.leaves().isEmpty() || request.leaves().size() > MOST_LEAVES || request.firstIndex() < 0) {
            throw new RouteException(400, "invalid_leaves");
        }
        List<Bucket.Wanted> wanted = new ArrayList<>();
        for (CommitLeaf leaf : request.leaves()) {
            wanted.add(wanted(leaf));
        }
        Bucket bucket = stores.buckets().bucket(id);
        if (request.firstIndex() == bucket.count()) {
            checkChildren(wanted);
        }
        switch (bucket.commit(request.firstIndex(), wanted)) {
            case Bucket.Outcome.Committed(Bucket.State state) -> {
                Map<String, Object> answer = signed(id, state);
                answer.put("leaf_indices", LongStream
                        .range(request.firstIndex(), request.firstIndex() + wanted.size()).boxed().toList());
                exchange.answer(200, answer);
            }
            case Bucket.Outcome.Position(Bucket.State state) -> throw new RouteException(409, "position",
                    Map.of("leaf_count", state.count(), "mmr_root", state.root().toString()));
        }
    }

    private static Bucket.Wanted wanted(CommitLeaf leaf) throws RouteException {
        List<Address> chunks = new ArrayList<>();
        for (String hash : leaf.hashes()) {
            chunks.add(ChunkRoutes.address(hash));
        }
        Hash root = MerkleTree.dataRoot(chunks);
        if (chunks.isEmpty() || leaf.dataSize() < 0 || !root.equals(hash(leaf.dataRoot()))) {
            throw new RouteException(400, "data_root_mismatch");
        }
        return new Bucket.Wanted(root, new ByteCount(leaf.dataSize()), chunks);
    }

    private void checkChildren(List<Bucket.Wanted> leaves) throws RouteException, IOException {
        Set<String> missing = new LinkedHashSet<>();
        boolean sizesAreRight = true;
        for (Bucket.Wanted leaf : leaves) {
            long sum = 0;
            for (Address chunk : leaf.chunks()) {
                Optional<ByteCount> size = stores.chunks().size(chunk);
                if (size.isEmpty()) {
                    missing.add(chunk.toString());
                } else {
                    sum += size.get().value();
                }
            }
            sizesAreRight &= sum == leaf.dataSize().value();
        }
        if (!missing.isEmpty()) {
            throw new RouteException(400, "children_missing", Map.of("missing", missing));
        }
        if (!sizesAreRight) {
            throw new RouteException(400, "data_size_mismatch");
        }
    }

    /// Signs the present state of a bucket.
    void commitment(Exchange exchange) throws RouteException, IOException {
        BucketId id = exchange.bucket();
        exchange.answer(200, signed(id, stores.buckets().find(id).map(Bucket::state)
                .orElse(new Bucket.State(Mmr.EMPTY, 0))));
    }

    private Map<String, Object> signed(BucketId bucket, Bucket.State state) {
        CommitmentSignature signature = key.sign(contracts.chain(), contracts.registry(),
                CommitmentDigest.payload(bucket, state.root(), START, state.count()));
        Map<String, Object> signed = new LinkedHashMap<>();
        signed.put("bucket_id", bucket.value());
        signed.put("mmr_root", state.root().toString());
        signed.put("start_seq", START);
        signed.put("leaf_count", state.count());
        signed.put("provider_signature", MultiSignature.encode(signature).toString());
        return signed;
    }

    /// Lists leaves.
    void leaves(Exchange exchange) throws RouteException, IOException {
        long from = exchange.number("from");
        List<NodeLeaf> leaves = stores.buckets().find(exchange.bucket())
                .map(bucket -> bucket.leaves(from, MOST_LEAVES)).orElse(List.of());
        exchange.answer(200, Map.of("leaves", leaves.stream().map(Leaf::of).toList()));
    }

    /// Proves that a leaf stands in its bucket.
    void mmrProof(Exchange exchange) throws RouteException, IOException {
        long index = exchange.number("leaf_index");
        Bucket.Proven proven = stores.buckets().find(exchange.bucket()).flatMap(bucket -> bucket.prove(index))
                .orElseThrow(() -> new RouteException(404, "leaf_not_found"));
        Mmr.Proof proof = proven.proof();
        exchange.answer(200, Map.of("leaf", Leaf.of(proven.leaf()), "proof",
                Map.of("peaks", texts(proof.peaks()), "siblings", texts(proof.siblings()), "path", proof.path())));
    }

    /// Proves that a chunk stands under a leaf.
    void chunkProof(Exchange exchange) throws RouteException, IOException {
        long index = exchange.number("chunk_index");
        NodeLeaf leaf = stores.buckets().leaf(hash(exchange.query("data_root")))
                .filter(found -> index < found.chunks().size())
                .orElseThrow(() -> new RouteException(404, "chunk_not_found"));
        List<Hash> siblings = MerkleTree.path(leaf.tree(), (int) index);
        exchange.answer(200, Map.of("chunk_hash", leaf.chunks().get((int) index).toString(), "proof", Map.of(
                "siblings", texts(siblings), "path", MerkleTree.directions(index, leaf.chunks().size()))));
    }

    private static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }

    private static Hash hash(String hex) throws RouteException {
        try {
            return Hash.of(hex);
        } catch (IllegalArgumentException _) {
            throw new RouteException(400, "invalid_hash");
        }
    }
}
