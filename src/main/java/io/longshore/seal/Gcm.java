package io.longshore.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.longshore.model.Nonce;
import io.longshore.model.Tag;

/// AES-256-GCM (NIST SP 800-38D) with a tag of 16 bytes after the ciphertext.
final class Gcm {
    /// The runtime enters its fast path per call once the calling method is compiled; one call for a whole chunk makes too
    /// few calls to get there, and the first gigabyte would be sealed some fifty times slower than the rest.
    private static final int PIECE = 64 * 1024;

    private Gcm() {}

    /// A key from a copy of its bytes.
    static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    /// Seals `length` bytes of `plain` into `out`, which gets 16 more.
    static void seal(SecretKeySpec key, Nonce nonce, byte[] aad, byte[] plain, int length, byte[] out) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, aad);
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
    static boolean open(SecretKeySpec key, Nonce nonce, byte[] aad, byte[] sealed, int offset, int length, byte[] out) {
        if (length < Tag.SIZE) {
            return false;
        }
        try {
            cipher(Cipher.DECRYPT_MODE, key, nonce, aad).doFinal(sealed, offset, length, out, 0);
            return true;
        } catch (AEADBadTagException _) {
            Arrays.fill(out, 0, length - Tag.SIZE, (byte) 0);
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not open", e);
        }
    }

    /// A new instance each time: the platform refuses the same key and nonce twice on one, and sealing again uses them twice.
    private static Cipher cipher(int mode, SecretKeySpec key, Nonce nonce, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(Tag.SIZE * Byte.SIZE, nonce.bytes().toArray()));
        cipher.updateAAD(aad);
        return cipher;
    }
}
