package io.longshore.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.Hash;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// What a provider signs when it commits to the state of a bucket (`src/docs/format.md` 3).
public final class CommitmentDigest {
    /// How many bytes the payload has.
    public static final int PAYLOAD_SIZE = 57;

    private static final byte VERSION = 1;
    private static final byte[] LABEL = "longshore/v1/commitment".getBytes(US_ASCII);

    private CommitmentDigest() {}

    /// The payload: 0x01, then bucket, root, start and count, the numbers little-endian.
    public static Bytes payload(BucketId bucket, Hash root, long start, long count) {
        return Bytes.of(ByteBuffer.allocate(PAYLOAD_SIZE).order(ByteOrder.LITTLE_ENDIAN).put(VERSION)
                .putLong(bucket.value()).put(root.bytes().toArray()).putLong(start).putLong(count).array());
    }

    /// What is signed with a recoverable signature by a scheme. Only `eth-lsh1` binds chain and registry.
    /// @throws IllegalArgumentException if that scheme signs no digest
    static Hash of(CommitmentScheme scheme, ChainId chain, Account registry, Bytes payload) {
        byte[] bytes = payload.ofSize(PAYLOAD_SIZE, "commitment payload").toArray();
        return switch (scheme) {
            case LSH1 -> of(chain, registry, payload);
            case ETH -> Hashes.keccak256(bytes);
            case ECDSA -> Hashes.blake2b256(bytes);
            case ED25519 -> throw new IllegalArgumentException("Ed25519 signs the payload itself");
        };
    }

    /// The digest of the scheme `eth-lsh1`, bound to chain and registry.
    public static Hash of(ChainId chain, Account registry, Bytes payload) {
        return Hashes.keccak256(LABEL, Words.of(chain), registry.bytes().toArray(),
                payload.ofSize(PAYLOAD_SIZE, "commitment payload").toArray());
    }
}
