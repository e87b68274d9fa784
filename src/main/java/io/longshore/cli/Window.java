package io.longshore.cli;

import java.nio.file.Path;
import java.util.Optional;

/// Opens the desktop window; given by the program that has one.
@FunctionalInterface
public interface Window {
    /// Shows the window on a data folder and returns when it is closed.
    /// @param home the data folder
    /// @param passphraseFile where the vault's passphrase is
    /// @return the exit code
    int open(Path home, Optional<Path> passphraseFile);
}
