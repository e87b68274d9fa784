package io.longshore.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.proof.SigningKey;

/// A private key that somebody keeps in a file: 64 hex digits, with or without `0x`.
public final class KeyFile {
    private KeyFile() {}

    /// Reads it.
    /// @throws FailureException `LocalFailure` if the file cannot be read, `Corrupt` if it holds no key
    public static SigningKey read(Path file) throws FailureException {
        try {
            return SigningKey.of(Bytes.fromHex(Files.readString(file).strip()).toArray());
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(file.toString(), "cannot be read"), e);
        } catch (IllegalArgumentException _) {
            // Its words can hold digits of the key.
            throw new FailureException(new Failure.Corrupt(file.toString(), "is no private key of 64 hex digits"));
        }
    }
}
