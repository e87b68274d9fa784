package io.longshore.seal;

import java.util.Arrays;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.Pack;

/// scrypt (RFC 7914) over Bouncy Castle's Salsa20 core and PBKDF2. Bouncy Castle's own refuses the parameters of the Web3
/// Secret Storage definition's test vector, r = 1 with N = 2^18, which RFC 7914 does not allow either.
final class Scrypt {
    /// Words in a block of Salsa20.
    private static final int WORDS = 16;

    private static final int ROUNDS = 8;

    private Scrypt() {}

    /// A key of `length` bytes; the caller wipes it. Needs 128 × `n` × `r` bytes of memory.
    /// @param n the cost, a power of two
    /// @param r the block size
    /// @param p how many blocks are mixed
    static byte[] derive(byte[] passphrase, byte[] salt, int n, int r, int p, int length) {
        byte[] blocks = pbkdf2(passphrase, salt, 1, p * 8 * WORDS * r);
        int[] table = new int[n * 2 * WORDS * r];
        for (int i = 0; i < p; i++) {
            mix(blocks, i * 8 * WORDS * r, table, n, r);
        }
        Arrays.fill(table, 0);
        byte[] key = pbkdf2(passphrase, blocks, 1, length);
        Arrays.fill(blocks, (byte) 0);
        return key;
    }

    /// PBKDF2 with HMAC-SHA256 (RFC 8018); the caller wipes the key.
    static byte[] pbkdf2(byte[] passphrase, byte[] salt, int iterations, int length) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        generator.init(passphrase, salt, iterations);
        return ((KeyParameter) generator.generateDerivedMacParameters(8 * length)).getKey();
    }

    /// scryptROMix of the block at `offset`, in place.
    private static void mix(byte[] blocks, int offset, int[] table, int n, int r) {
        int size = 2 * WORDS * r;
        int[] x = new int[size];
        int[] y = new int[size];
        Pack.littleEndianToInt(blocks, offset, x);
        for (int i = 0; i < n; i++) {
            System.arraycopy(x, 0, table, i * size, size);
            blockMix(x, y, r);
        }
        for (int i = 0; i < n; i++) {
            int row = (x[size - WORDS] & n - 1) * size;
            for (int k = 0; k < size; k++) {
                x[k] ^= table[row + k];
            }
            blockMix(x, y, r);
        }
        Pack.intToLittleEndian(x, blocks, offset);
    }

    /// scryptBlockMix, in place; `y` is room to work in.
    private static void blockMix(int[] x, int[] y, int r) {
        int[] last = Arrays.copyOfRange(x, x.length - WORDS, x.length);
        for (int i = 0; i < 2 * r; i++) {
            for (int k = 0; k < WORDS; k++) {
                last[k] ^= x[i * WORDS + k];
            }
            Salsa20Engine.salsaCore(ROUNDS, last, last);
            System.arraycopy(last, 0, y, (i / 2 + (i & 1) * r) * WORDS, WORDS);
        }
        System.arraycopy(y, 0, x, 0, x.length);
    }
}
