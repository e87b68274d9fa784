package io.longshore.seal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.longshore.model.Nonce;
import io.longshore.model.Tag;

/// AES-256-GCM (NIST SP 800-38D) with a tag of 16 bytes after the ciphertext.
final class Gcm {
    /// The runtime enters its fast path only after some thousands of calls, so pieces must be small for that to come soon: one
    /// call for a whole chunk stays at some 110 MB/s for the first gigabyte, pieces of 4 KiB leave it after some 10 MB and
    /// reach 10 GB/s (JDK 25.0.3 on an AMD EPYC of 2024).
    private static final int PIECE = 4 * 1024;

    private Gcm() {}

    /// A key from a copy of its bytes.
    static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    /// Seals `length` bytes of `plain` into `out`, which gets 16 more.
    static void seal(SecretKeySpec key, Nonce nonce, byte[] aad, byte[] plain, int length, byte[] out) {
        try {
            Cipher cipher = cipher(key, nonce, aad);
            int written = 0;
            int read = 0;
            while (length - read > PIECE) {
                written += cipher.update(plain, read, PIECE, out, written);
                read += PIECE;
            }
            cipher.doFinal(plain, read, length - read, out, written);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not seal", e);
        }
    }

    /// Seals all of `plain`.
    static byte[] seal(SecretKeySpec key, Nonce nonce, byte[] aad, byte[] plain) {
        byte[] out = new byte[plain.length + Tag.SIZE];
        seal(key, nonce, aad, plain, plain.length, out);
        return out;
    }

    /// Opens `length` bytes of `sealed` from `offset` into `out`, which gets 16 fewer. If the tag does not fit, `out` is
    /// wiped and the answer is false.
    ///
    /// Opening as such would hold everything back until the tag is checked, in one slow call. GCM encrypts by adding a key
    /// stream, so encrypting the ciphertext gives the plaintext, and encrypting that again gives the tag that the ciphertext
    /// must have: twice the work, but in pieces.
    static boolean open(SecretKeySpec key, Nonce nonce, byte[] aad, byte[] sealed, int offset, int length, byte[] out) {
        int end = length - Tag.SIZE;
        if (end < 0) {
            return false;
        }
        try {
            Cipher opening = cipher(key, nonce, aad);
            Cipher checking = cipher(key, nonce, aad);
            byte[] piece = new byte[PIECE + Tag.SIZE];
            int done = 0;
            for (; end - done > PIECE; done += PIECE) {
                opening.update(sealed, offset + done, PIECE, out, done);
                checking.update(out, done, PIECE, piece);
            }
            int rest = end - done;
            opening.doFinal(sealed, offset + done, rest, piece);
            System.arraycopy(piece, 0, out, done, rest);
            checking.doFinal(out, done, rest, piece);
            byte[] tag = Arrays.copyOfRange(piece, rest, rest + Tag.SIZE);
            if (MessageDigest.isEqual(tag, Arrays.copyOfRange(sealed, offset + end, offset + length))) {
                return true;
            }
            Arrays.fill(out, 0, end, (byte) 0);
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not open", e);
        }
    }

    /// A new instance each time: the platform refuses the same key and nonce twice on one, and here they are used twice.
    private static Cipher cipher(SecretKeySpec key, Nonce nonce, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(Tag.SIZE * Byte.SIZE, nonce.bytes().toArray()));
        cipher.updateAAD(aad);
        return cipher;
    }
}
