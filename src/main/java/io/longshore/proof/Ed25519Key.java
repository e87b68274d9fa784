package io.longshore.proof;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import io.longshore.model.Bytes;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// An Ed25519 private key (RFC 8032) for commitments. Prints as `[hidden]`. Safe on any thread.
final class Ed25519Key {
    private static final byte[] LABEL = "longshore/v1/commitment-seed".getBytes(US_ASCII);

    private final byte[] seed;
    private final Bytes publicKey;

    private Ed25519Key(byte[] seed) {
        this.seed = seed;
        byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, key, 0);
        this.publicKey = Bytes.of(key);
    }

    /// The one that belongs to another key, from which nobody finds that one.
    static Ed25519Key beside(SigningKey key) {
        return new Ed25519Key(Hashes.sha256(LABEL, key.secret()).bytes().toArray());
    }

    /// The public key, 32 bytes.
    Bytes publicKey() {
        return publicKey;
    }

    /// Signs a message as it is.
    Bytes sign(Bytes message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, message.toArray(), 0, message.size(), signature, 0);
        return Bytes.of(signature);
    }

    /// Whether that key signed the message. Refuses what RFC 8032 leaves open: a second form of s (section 5.1.7 allows
    /// none), and keys of small order, under which one signature is good for many messages.
    static boolean verifies(Bytes key, Bytes message, Bytes signature) {
        return key.size() == Ed25519.PUBLIC_KEY_SIZE && signature.size() == Ed25519.SIGNATURE_SIZE
                && Ed25519.validatePublicKeyFull(key.toArray(), 0)
                && Ed25519.verify(signature.toArray(), 0, key.toArray(), 0, message.toArray(), 0, message.size());
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
