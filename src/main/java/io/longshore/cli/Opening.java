package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.longshore.Longshore;
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
    record Start(Path home, Network network, Optional<Path> passphraseFile) {}

    /// Which networks an engine may reach.
    sealed interface Network {
        /// The embedded one, started when a drive needs it, and those that drives already lead to.
        record Embedded() implements Network {}

        /// A local network that runs as a process of its own, for new uploads.
        record At(URI url) implements Network {}

        /// None: what is recorded is read, nothing is asked or sent.
        record None() implements Network {}
    }
}
