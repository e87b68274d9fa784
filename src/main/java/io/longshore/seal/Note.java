package io.longshore.seal;

import java.security.SecureRandom;

import org.bouncycastle.crypto.InvalidCipherTextException;

import io.longshore.model.Bytes;
import io.longshore.model.DriveId;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// A small text sealed to a drive's public key: how the journal carries names and paths (`src/docs/format.md` 5).
/// It is the encapsulated key and then the ciphertext; [Vault#openNote] opens it.
public final class Note {
    private static final byte[] INFO = "longshore/v1/note".getBytes(US_ASCII);

    private Note() {}

    /// Seals a text; needs no open vault.
    public static Bytes seal(byte[] text, Bytes drivePublicKey, DriveId drive, SecureRandom random) {
        Hpke.Sealed sealed = Hpke.seal(drivePublicKey, INFO, drive.bytes().toArray(), text, random);
        byte[] note = new byte[Hpke.KEY_SIZE + sealed.ciphertext().size()];
        sealed.enc().copyTo(note, 0);
        sealed.ciphertext().copyTo(note, Hpke.KEY_SIZE);
        return Bytes.of(note);
    }

    static byte[] open(byte[] drivePrivateKey, DriveId drive, Bytes note) throws InvalidCipherTextException {
        if (note.size() < Hpke.KEY_SIZE) {
            throw new InvalidCipherTextException("too short");
        }
        return Hpke.open(drivePrivateKey, INFO, drive.bytes().toArray(), new Hpke.Sealed(
                note.slice(0, Hpke.KEY_SIZE), note.slice(Hpke.KEY_SIZE, note.size())));
    }
}
