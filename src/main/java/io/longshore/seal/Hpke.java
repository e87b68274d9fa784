package io.longshore.seal;

import java.security.SecureRandom;
import java.util.Arrays;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

import io.longshore.model.Bytes;

/// HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305; one message to a context.
final class Hpke {
    /// How many bytes an encapsulated key and an X25519 key have.
    static final int KEY_SIZE = 32;
    /// What sealing adds: the tag of Poly1305.
    static final int OVERHEAD = 16;

    private Hpke() {}

    /// One sealed message and the encapsulated key that opens it.
    record Sealed(Bytes enc, Bytes ciphertext) {}

    /// Seals to a public key.
    static Sealed seal(Bytes publicKey, byte[] info, byte[] aad, byte[] plain, SecureRandom random) {
        byte[] ephemeral = new byte[KEY_SIZE];
        random.nextBytes(ephemeral);
        try {
            return seal(publicKey, info, aad, plain, ephemeral);
        } finally {
            Arrays.fill(ephemeral, (byte) 0);
        }
    }

    /// Seals with a given ephemeral private key, which must never be used for another message.
    static Sealed seal(Bytes publicKey, byte[] info, byte[] aad, byte[] plain, byte[] ephemeral) {
        try {
            HPKEContextWithEncapsulation context = suite().setupBaseS(
                    new X25519PublicKeyParameters(publicKey.toArray(), 0), info, pair(ephemeral));
            return new Sealed(Bytes.of(context.getEncapsulation()), Bytes.of(context.seal(aad, plain)));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("HPKE does not seal", e);
        }
    }

    /// Opens what was sealed to the public half of `privateKey`.
    /// @throws InvalidCipherTextException if it was sealed to another, or damaged
    static byte[] open(byte[] privateKey, byte[] info, byte[] aad, Sealed sealed) throws InvalidCipherTextException {
        if (sealed.enc.size() != KEY_SIZE || sealed.ciphertext.size() < OVERHEAD) {
            throw new InvalidCipherTextException("too short");
        }
        try {
            return suite().setupBaseR(sealed.enc.toArray(), pair(privateKey), info)
                    .open(aad, sealed.ciphertext.toArray());
        } catch (IllegalStateException e) {
            // The library's word for a point of low order, which no honest sender makes (RFC 9180, 7.1.4).
            throw new InvalidCipherTextException("the encapsulated key is a point of low order", e);
        }
    }

    /// The public half of a private key.
    static Bytes publicKey(byte[] privateKey) {
        return Bytes.of(new X25519PrivateKeyParameters(privateKey, 0).generatePublicKey().getEncoded());
    }

    private static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
    }

    private static AsymmetricCipherKeyPair pair(byte[] privateKey) {
        X25519PrivateKeyParameters secret = new X25519PrivateKeyParameters(privateKey, 0);
        return new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret);
    }
}
