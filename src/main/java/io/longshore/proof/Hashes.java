package io.longshore.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.bouncycastle.crypto.digests.KeccakDigest;

import io.longshore.model.Hash;

/// The hashes everybody here agrees on: SHA-256 (FIPS 180-4) and Keccak-256 (the original padding, as Ethereum has it,
/// not SHA3-256).
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
        KeccakDigest digest = new KeccakDigest(256);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[Hash.SIZE];
        digest.doFinal(hash, 0);
        return Hash.of(hash);
    }
}
