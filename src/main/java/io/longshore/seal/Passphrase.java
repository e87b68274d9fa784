package io.longshore.seal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import io.longshore.model.Bytes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/// How a passphrase becomes the key of a vault file: Argon2id, version 0x13 (RFC 9106).
///
/// @param memory KiB
/// @param passes iterations
/// @param lanes parallelism
/// @param salt 16 random bytes
record Passphrase(int memory, int passes, int lanes, Bytes salt) {
    private static final byte[] LABEL = "longshore/v1/vault".getBytes(US_ASCII);
    private static final int SALT_SIZE = 16;
    /// A file from elsewhere must not take all memory or a day to open.
    private static final int MAX_MEMORY = 1 << 20;
    private static final int MAX_PASSES = 16;
    private static final int MAX_LANES = 16;

    /// Checks the bounds.
    Passphrase {
        if (lanes < 1 || lanes > MAX_LANES || memory < 8 * lanes || memory > MAX_MEMORY || passes < 1
                || passes > MAX_PASSES) {
            throw new IllegalArgumentException("Argon2id parameters out of bounds");
        }
        salt.ofSize(SALT_SIZE, "salt");
    }

    /// What new vaults use, with a new salt: 64 MiB, three passes, one lane.
    static Passphrase fresh(SecureRandom random) {
        byte[] salt = new byte[SALT_SIZE];
        random.nextBytes(salt);
        return new Passphrase(64 * 1024, 3, 1, Bytes.of(salt));
    }

    /// The key; the caller wipes it.
    byte[] key(char[] passphrase) {
        byte[] bytes = utf8(passphrase);
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(memory).withIterations(passes)
                    .withParallelism(lanes).withSalt(salt.toArray()).build());
            byte[] key = new byte[32];
            generator.generateBytes(bytes, key);
            return key;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// A passphrase in UTF-8; the caller wipes it.
    static byte[] utf8(char[] passphrase) {
        ByteBuffer encoded = UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] bytes = Arrays.copyOfRange(encoded.array(), encoded.position(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /// What the vault's ciphertext is bound to: the label and the parameters as four bytes each, then the salt.
    byte[] aad() {
        return ByteBuffer.allocate(LABEL.length + 3 * Integer.BYTES + SALT_SIZE).put(LABEL).putInt(memory)
                .putInt(passes).putInt(lanes).put(salt.toArray()).array();
    }
}
