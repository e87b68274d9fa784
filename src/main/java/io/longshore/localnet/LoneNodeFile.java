package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import io.longshore.json.Json;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// What makes a node by itself the same one the next time, in `node.json`, which only its owner can read.
///
/// @param v the version of this file, 1
/// @param secret the path behind which drives get their tokens
/// @param contracts the contracts it is paid with
record LoneNodeFile(int v, String secret, NetworkFile.Addresses contracts) {
    private static final String NAME = "node.json";
    private static final int VERSION = 1;

    LoneNodeFile(String secret, Contracts contracts) {
        this(VERSION, secret, NetworkFile.Addresses.of(contracts));
    }

    /// Reads it; empty if the folder is new.
    /// @throws FailureException `Unsupported` if a newer version wrote it, `Corrupt` if it is damaged
    static Optional<LoneNodeFile> read(Path folder) throws IOException, FailureException {
        try {
            LoneNodeFile file = Json.read(Files.readAllBytes(folder.resolve(NAME)), LoneNodeFile.class);
            if (file.v() != VERSION) {
                throw new FailureException(new Failure.Unsupported(NAME + " of version " + file.v()));
            }
            return Optional.of(file);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (Json.Malformed e) {
            throw new FailureException(new Failure.Corrupt(folder.resolve(NAME).toString(), "it makes no sense"), e);
        }
    }

    /// Writes it, durably.
    void write(Path folder) throws IOException {
        Disk.replace(folder.resolve(NAME), Json.write(this));
    }

    /// Shows no secret.
    @Override
    public String toString() {
        return "LoneNodeFile[" + contracts + "]";
    }
}
