package io.longshore.receipt;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.node.ArrayNode;
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
import io.longshore.model.CommitmentSignature;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.ProvenLeaf;
import io.longshore.model.ProviderId;
import io.longshore.model.Signature;
import io.longshore.model.VouchedKey;

/// The lines of a proof that a checkpoint covers a file (`src/docs/format.md` 7), written and read. What is missing or has
/// another shape throws `JacksonException`, `Json.Malformed` or `IllegalArgumentException`.
final class ProofLines {
    /// The version that is written and read.
    static final int VERSION = 1;

    private ProofLines() {}

    static byte[] head(CheckpointProof proof) {
        Checkpoint checkpoint = proof.checkpoint();
        ObjectNode json = Json.object().put("v", VERSION).put("type", "checkpoint_proof")
                .put("chain_id", proof.chain().value()).put("registry", proof.registry().toString())
                .put("bucket_id", checkpoint.bucket().value()).put("mmr_root", checkpoint.root().toString())
                .put("start_seq", checkpoint.start()).put("leaf_count", checkpoint.count())
                .put("transaction", checkpoint.transaction().toString()).put("block", checkpoint.block())
                .put("block_time", checkpoint.at().getEpochSecond()).put("handle", proof.handle().toString());
        json.set("peaks", texts(proof.peaks()));
        return Json.write(json);
    }

    /// Reads the head; its commitments are lines of their own.
    static CheckpointProof head(Fields fields) {
        Newer.refuse(fields.number("v"), VERSION);
        Rule.holds(fields.text("type").equals("checkpoint_proof"), "it is no proof of a checkpoint");
        Checkpoint checkpoint = new Checkpoint(new BucketId(fields.number("bucket_id")),
                new Hash(fields.hex("mmr_root")), fields.number("start_seq"), fields.number("leaf_count"), List.of(),
                new Hash(fields.hex("transaction")), fields.number("block"), fields.seconds("block_time"));
        return new CheckpointProof(new ChainId(fields.number("chain_id")), new Account(fields.hex("registry")),
                checkpoint, List.of(), Handle.parse(fields.text("handle"))
                        .orElseThrow(() -> new IllegalArgumentException("its handle is none")),
                hashes(fields.texts("peaks")));
    }

    static byte[] commitment(Commitment commitment) {
        ObjectNode json = Json.object().put("type", "commitment")
                .put("provider_id", commitment.provider().toString())
                .put("scheme", commitment.signature().scheme().word())
                .put("signature", commitment.signature().bytes().toString());
        if (commitment.signature() instanceof CommitmentSignature.Ed25519 ed25519) {
            json.put("commitment_key", ed25519.by().key().toString())
                    .put("commitment_key_signature", ed25519.by().voucher().toString());
        }
        return Json.write(json);
    }

    /// Reads a commitment to the state that the head names.
    static Commitment commitment(Fields fields, Checkpoint checkpoint) {
        CommitmentScheme scheme = CommitmentScheme.of(fields.text("scheme"))
                .orElseThrow(() -> new Newer("signatures by " + fields.text("scheme")));
        Bytes signature = fields.hex("signature");
        CommitmentSignature read = switch (scheme) {
            case LSH1, ETH, ECDSA -> new CommitmentSignature.Recoverable(scheme, new Signature(signature));
            case ED25519 -> new CommitmentSignature.Ed25519(signature, new VouchedKey(fields.hex("commitment_key"),
                    new Signature(fields.hex("commitment_key_signature"))));
        };
        return new Commitment(new ProviderId(new Account(fields.hex("provider_id"))), checkpoint.bucket(),
                checkpoint.root(), checkpoint.start(), checkpoint.count(), read);
    }

    static byte[] leaf(ProvenLeaf leaf) {
        ObjectNode json = Json.object().put("type", "leaf").put("position", leaf.position())
                .put("data_root", leaf.dataRoot().toString()).put("data_size", leaf.dataSize().value())
                .put("total_size", leaf.totalSize().value()).put("chunk_count", leaf.width());
        json.set("siblings", texts(leaf.siblings()));
        ArrayNode chunks = json.putArray("chunks");
        for (ProvenLeaf.Chunk chunk : leaf.chunks()) {
            chunks.addObject().put("index", chunk.index()).put("address", chunk.address().toString())
                    .set("siblings", texts(chunk.siblings()));
        }
        return Json.write(json);
    }

    static ProvenLeaf leaf(Fields fields) {
        List<ProvenLeaf.Chunk> chunks = new ArrayList<>();
        for (Fields chunk : fields.objects("chunks")) {
            chunks.add(new ProvenLeaf.Chunk(Math.toIntExact(chunk.number("index")), new Address(chunk.hex("address")),
                    hashes(chunk.texts("siblings"))));
        }
        return new ProvenLeaf(fields.number("position"), new Hash(fields.hex("data_root")),
                new ByteCount(fields.number("data_size")), new ByteCount(fields.number("total_size")),
                hashes(fields.texts("siblings")), Math.toIntExact(fields.number("chunk_count")), chunks);
    }

    /// @param digest SHA-256 of all lines before it
    static byte[] end(long leaves, long chunks, Hash digest) {
        return Json.write(Json.object().put("type", "end").put("leaves", leaves).put("chunks", chunks)
                .put("digest", digest.toString()));
    }

    private static ArrayNode texts(List<Hash> hashes) {
        ArrayNode texts = Json.array();
        hashes.forEach(hash -> texts.add(hash.toString()));
        return texts;
    }

    private static List<Hash> hashes(List<String> texts) {
        return texts.stream().map(Hash::of).toList();
    }
}
