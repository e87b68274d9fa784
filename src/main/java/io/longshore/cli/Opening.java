package io.longshore.cli;

import java.nio.file.Path;
import java.util.Optional;

import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.model.FailureException;

/// How a command gets an engine.
@FunctionalInterface
interface Opening {
    /// Opens a data folder.
    Longshore open(Start start) throws FailureException;

    /// What to open.
    ///
    /// @param home the data folder
    /// @param network which networks it may reach
    /// @param passphraseFile where the vault's passphrase is
    /// @param unlocks whether the user is asked for the passphrase if the vault has one and no file says it
    record Start(Path home, Options.Network network, Optional<Path> passphraseFile, boolean unlocks) {}
}
