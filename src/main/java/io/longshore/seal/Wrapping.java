package io.longshore.seal;

import java.security.SecureRandom;
import java.util.Arrays;

import org.bouncycastle.crypto.InvalidCipherTextException;

import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.FileId;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Wraps data keys to a drive's public key (`src/docs/format.md` 2). Done once for an upload, when it is planned: wrapping
/// again would give other bytes. [Vault#unwrap] undoes it.
public final class Wrapping {
    private static final byte[] INFO = "longshore/v1".getBytes(US_ASCII);

    private Wrapping() {}

    /// A wrapped data key.
    ///
    /// @param enc the encapsulated key, 32 bytes
    /// @param wrappedDek the data key's ciphertext, 48 bytes
    public record Wrapped(Bytes enc, Bytes wrappedDek) {}

    /// Wraps a data key; needs no open vault.
    public static Wrapped wrap(DataKey key, Bytes drivePublicKey, DriveId drive, FileId file, SecureRandom random) {
        byte[] copy = key.copy();
        try {
            return wrapped(Hpke.seal(drivePublicKey, INFO, aad(drive, file), copy, random));
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /// With a given ephemeral private key, as known answers need it.
    static Wrapped wrap(DataKey key, Bytes drivePublicKey, DriveId drive, FileId file, byte[] ephemeral) {
        return wrapped(Hpke.seal(drivePublicKey, INFO, aad(drive, file), key.copy(), ephemeral));
    }

    static DataKey unwrap(byte[] drivePrivateKey, DriveId drive, FileId file, Wrapped wrapped)
            throws InvalidCipherTextException {
        byte[] key = Hpke.open(drivePrivateKey, INFO, aad(drive, file),
                new Hpke.Sealed(wrapped.enc, wrapped.wrappedDek));
        if (key.length != DataKey.SIZE) {
            throw new InvalidCipherTextException("a data key of " + key.length + " bytes");
        }
        return DataKey.of(key);
    }

    private static Wrapped wrapped(Hpke.Sealed sealed) {
        return new Wrapped(sealed.enc(), sealed.ciphertext());
    }

    private static byte[] aad(DriveId drive, FileId file) {
        byte[] aad = new byte[DriveId.SIZE + FileId.SIZE];
        drive.bytes().copyTo(aad, 0);
        file.bytes().copyTo(aad, DriveId.SIZE);
        return aad;
    }
}
