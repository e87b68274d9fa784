package io.longshore.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.longshore.model.FileId;
import io.longshore.model.Nonce;

/// The keys that seal one file (`src/docs/format.md` 2): K_s for its content, K_n for its nonces, K_j for what the journal
/// carries of it. Prints as `[hidden]`. Safe on any thread.
public final class FileKeys {
    private final byte[] sealKey;
    private final byte[] nonceKey;
    private final byte[] journalKey;
    private volatile boolean destroyed;

    private FileKeys(byte[] sealKey, byte[] nonceKey, byte[] journalKey) {
        this.sealKey = sealKey;
        this.nonceKey = nonceKey;
        this.journalKey = journalKey;
    }

    static FileKeys derive(byte[] dataKey, FileId file) {
        byte[] salt = file.bytes().toArray();
        return new FileKeys(Hkdf.derive(dataKey, salt, "longshore/v1/seal"),
                Hkdf.derive(dataKey, salt, "longshore/v1/nonce"), Hkdf.derive(dataKey, salt, "longshore/v1/journal"));
    }

    /// Wipes them.
    public void destroy() {
        destroyed = true;
        Arrays.fill(sealKey, (byte) 0);
        Arrays.fill(nonceKey, (byte) 0);
        Arrays.fill(journalKey, (byte) 0);
    }

    /// K_s.
    SecretKeySpec sealing() {
        return alive(Gcm.key(sealKey));
    }

    /// K_j.
    SecretKeySpec journal() {
        return alive(Gcm.key(journalKey));
    }

    /// The nonce for content of that hash at that place: the first 12 bytes of HMAC-SHA256(K_n, place || content).
    Nonce nonce(byte[] place, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(alive(new SecretKeySpec(nonceKey, "HmacSHA256")));
            mac.update(place);
            return Nonce.of(Arrays.copyOf(mac.doFinal(content), Nonce.SIZE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /// Passes on a copy of a key only if it was taken before the keys were wiped: nothing is ever sealed with zeros.
    private SecretKeySpec alive(SecretKeySpec copy) {
        if (destroyed) {
            throw new IllegalStateException("the file keys are destroyed");
        }
        return copy;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
