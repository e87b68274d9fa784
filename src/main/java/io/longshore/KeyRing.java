package io.longshore;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.seal.Vault;
import io.longshore.seal.WalletFile;

/// The vault of a data folder, for the user's own hands. For all threads.
final class KeyRing implements Keys {
    private final Path file;
    private final Path walletFile;
    private final Optional<Vault> vault;
    private final Drives drives;
    private final SecureRandom random;

    /// @param file the vault's
    /// @param walletFile the wallet's, sealed by the vault
    /// @param vault the open vault; empty while it is locked
    KeyRing(Path file, Path walletFile, Optional<Vault> vault, Drives drives, SecureRandom random) {
        this.file = file;
        this.walletFile = walletFile;
        this.vault = vault;
        this.drives = drives;
        this.random = random;
    }

    @Override
    public VaultStatus vault() throws FailureException {
        return new VaultStatus(file, Vault.isSealed(file));
    }

    @Override
    public synchronized void passphrase(Optional<char[]> next) throws FailureException {
        drives.opened().replace(file, next, random);
    }

    @Override
    public void exportVault(Path to, char[] passphrase) throws FailureException {
        drives.opened().export(to, passphrase, random);
    }

    @Override
    public synchronized boolean importVault(Path from, Optional<char[]> passphrase) throws FailureException {
        try (Vault other = Vault.open(from, passphrase)) {
            if (vault.isPresent() && vault.get().isSame(other)) {
                return false;
            }
            if (!drives.all().isEmpty() || WalletFile.account(walletFile).isPresent()) {
                throw new FailureException(vault.isEmpty()
                        ? new Failure.VaultLocked()
                        : new Failure.Refused("the vault",
                                "drives or a wallet of this data folder belong to it, and the file holds another one"));
            }
            other.replace(file, other.sealed() ? passphrase : Optional.empty(), random);
            vault.ifPresent(Vault::close);
            return true;
        }
    }
}
