package io.longshore;

import java.nio.file.Path;
import java.util.Optional;

import io.longshore.model.FailureException;

/// The vault of an open data folder. Passphrases stay the caller's to wipe. Nothing here returns, prints or logs a key.
public interface Keys {
    /// How the vault is kept.
    ///
    /// @param file where
    /// @param sealed whether it takes a passphrase to open
    record VaultStatus(Path file, boolean sealed) {}

    /// How the vault is kept. Needs no open vault.
    VaultStatus vault() throws FailureException;

    /// Gives the vault another passphrase, or takes it away. At any moment the file is whole, the old or the new one.
    /// @throws FailureException `VaultLocked`, `LocalFailure`
    void passphrase(Optional<char[]> next) throws FailureException;

    /// Writes the vault to a new file under a passphrase of its own.
    /// @throws FailureException `VaultLocked`, `Exists`, `LocalFailure`
    void exportVault(Path file, char[] passphrase) throws FailureException;

    /// Takes over a vault that was exported, with the passphrase of its file. What uses the old vault stops: the data folder
    /// is opened anew for the imported one.
    /// @param passphrase of the file, where it has one
    /// @return whether anything changed: the vault may have been the same already, and then keeps its passphrase
    /// @throws FailureException `Refused` if drives or a wallet belong to the present vault and the other is not the same,
    ///         or if the passphrase is wrong; `VaultLocked` if either vault is locked; by the state of the file `NotFound`,
    ///         `Corrupt`, `Unsupported`
    boolean importVault(Path file, Optional<char[]> passphrase) throws FailureException;
}
