package io.longshore.receipt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Checkpoint;
import io.longshore.model.CheckpointProof;
import io.longshore.model.Commitment;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.DestinationKind;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.ProvenLeaf;
import io.longshore.model.ProviderId;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.CommitmentKey;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;
import io.longshore.proof.SigningKey;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// A proof about a made-up checkpoint of eleven leaves, four providers of which sign by the four schemes: always the same
/// bytes. And what forgers make of it.
public final class Proven {
    static final ChainId CHAIN = new ChainId((1L << 40) + 7);
    static final Account REGISTRY = Account.of("0x" + "44".repeat(20));
    static final BucketId BUCKET = new BucketId(7);
    static final int LEAVES = 11;

    private Proven() {}

    /// How many chunks each leaf has: 1 to 5.
    private static int width(int leaf) {
        return 1 + leaf % 5;
    }

    private static Address address(int leaf, int chunk) {
        return new Address(Hashes.sha256(("chunk " + leaf + "." + chunk).getBytes(US_ASCII)).bytes());
    }

    private static List<Address> addresses(int leaf) {
        List<Address> addresses = new ArrayList<>();
        for (int chunk = 0; chunk < width(leaf); chunk++) {
            addresses.add(address(leaf, chunk));
        }
        return addresses;
    }

    private static ByteCount size(int leaf) {
        return new ByteCount(1000L * width(leaf));
    }

    private static ByteCount total(int leaf) {
        return leaf < 0 ? ByteCount.ZERO : total(leaf - 1).plus(size(leaf));
    }

    private static List<Hash> leaves() {
        List<Hash> leaves = new ArrayList<>();
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            leaves.add(Mmr.leaf(MerkleTree.dataRoot(addresses(leaf)), size(leaf), total(leaf)));
        }
        return leaves;
    }

    static SigningKey key(int number) {
        byte[] secret = new byte[SigningKey.SIZE];
        secret[31] = (byte) (number + 1);
        return SigningKey.of(secret);
    }

    static ProviderId provider(int number) {
        return new ProviderId(key(number).account());
    }

    static CheckpointProof head() {
        Mmr mmr = new Mmr();
        leaves().forEach(mmr::append);
        Bytes payload = CommitmentDigest.payload(BUCKET, mmr.root(), 0, LEAVES);
        List<Commitment> commitments = new ArrayList<>();
        for (CommitmentScheme scheme : CommitmentScheme.values()) {
            int number = scheme.ordinal();
            commitments.add(new Commitment(provider(number), BUCKET, mmr.root(), 0, LEAVES,
                    CommitmentKey.of(key(number), scheme).sign(CHAIN, REGISTRY, payload)));
        }
        return new CheckpointProof(CHAIN, REGISTRY, new Checkpoint(BUCKET, mmr.root(), 0, LEAVES, List.of(),
                Hash.of("0x" + "66".repeat(32)), 1234, Instant.ofEpochSecond(1_800_000_000)), commitments,
                new Handle(DestinationKind.NETWORK, address(9, 3)), mmr.peaks());
    }

    private static ProvenLeaf leaf(int position, int... chunks) {
        List<Hash> tree = addresses(position).stream().map(address -> MerkleTree.leaf(address.bytes().toArray()))
                .toList();
        List<ProvenLeaf.Chunk> proven = new ArrayList<>();
        for (int chunk : chunks) {
            proven.add(new ProvenLeaf.Chunk(chunk, address(position, chunk), MerkleTree.path(tree, chunk)));
        }
        return new ProvenLeaf(position, MerkleTree.dataRoot(addresses(position)), size(position), total(position),
                Mmr.prove(leaves(), position).siblings(), width(position), proven);
    }

    /// Writes it: a file of four chunks in leaves 3, 4 and 9.
    public static Path write(Path target) throws FailureException {
        ProofExport.write(head(), sink -> {
            sink.take(leaf(3, 1));
            sink.take(leaf(4, 0, 4));
            sink.take(leaf(9, 3));
        }, target, false);
        return target;
    }

    /// Changes the lines and ends them anew, as one who forges would.
    static Path forged(Path proof, Path target, UnaryOperator<List<ObjectNode>> change) throws IOException {
        List<ObjectNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(proof)) {
            lines.add((ObjectNode) Json.tree(line.getBytes(StandardCharsets.UTF_8)));
        }
        lines.removeLast();
        List<ObjectNode> changed = change.apply(lines);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long leaves = 0;
        long chunks = 0;
        for (ObjectNode line : changed) {
            NewFile.line(out, Json.write(line));
            if (line.path("type").asString().equals("leaf")) {
                leaves++;
                chunks += line.path("chunks").size();
            }
        }
        NewFile.line(out, ProofLines.end(leaves, chunks, Hashes.sha256(out.toByteArray())));
        return Files.write(target, out.toByteArray());
    }

    /// The same with one line changed.
    static Path forged(Path proof, Path target, int line, Consumer<ObjectNode> change) throws IOException {
        return forged(proof, target, lines -> {
            change.accept(lines.get(line));
            return lines;
        });
    }
}
