package io.longshore.seal;

import java.security.GeneralSecurityException;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// HKDF-SHA256 (RFC 5869), extract and expand.
final class Hkdf {
    private Hkdf() {}

    /// A key of 32 bytes, for the purpose that `label` names.
    static byte[] derive(byte[] secret, byte[] salt, String label) {
        return derive(secret, salt, label.getBytes(US_ASCII), 32);
    }

    static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt)
                    .thenExpand(info, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF-SHA256", e);
        }
    }
}
