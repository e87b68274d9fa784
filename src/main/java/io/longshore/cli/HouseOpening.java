package io.longshore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.longshore.House;
import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// Opens real data folders.
final class HouseOpening implements Opening {
    @Override
    public Longshore open(Start start) throws FailureException {
        Optional<char[]> passphrase = Optional.empty();
        if (start.passphraseFile().isPresent()) {
            passphrase = Optional.of(read(start.passphraseFile().get()));
        }
        return House.open(new Options(start.home(), passphrase, start.network()));
    }

    /// The file's first line, whatever ends it.
    private static char[] read(Path file) throws FailureException {
        try {
            return Files.readString(file).lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(file.toString(), "cannot be read"), e);
        }
    }
}
