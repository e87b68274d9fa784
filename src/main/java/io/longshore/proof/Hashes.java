package io.longshore.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.KeccakDigest;

import io.longshore.model.Hash;

/// The hashes everybody here agrees on: SHA-256 (FIPS 180-4), Keccak-256 (the original padding, as Ethereum has it,
/// not SHA3-256), and BLAKE2b-256 (RFC 7693, without a key), which web3-storage's networks use.
public final class Hashes {
    private Hashes() {}

    /// SHA-256 over the parts, one after the other.
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return Hash.of(digest.digest());
    }

    /// A fresh SHA-256, for content that comes in pieces.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Keccak-256 over the parts, one after the other.
    public static Hash keccak256(byte[]... parts) {
        return hash(new KeccakDigest(256), parts);
    }

    /// BLAKE2b-256 over the parts, one after the other.
    public static Hash blake2b256(byte[]... parts) {
        return hash(new Blake2bDigest(256), parts);
    }

    private static Hash hash(Digest digest, byte[]... parts) {
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[Hash.SIZE];
        digest.doFinal(hash, 0);
        return Hash.of(hash);
    }
}
