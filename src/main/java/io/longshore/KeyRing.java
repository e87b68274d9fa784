package io.longshore;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Limits;
import io.longshore.model.store.LimitStore;
import io.longshore.model.store.PaymentStore;
import io.longshore.model.store.UploadStore;
import io.longshore.proof.SigningKey;
import io.longshore.seal.SecretStorage;
import io.longshore.seal.Vault;
import io.longshore.seal.WalletFile;
import io.longshore.upload.Stores;

/// The vault and the wallet of a data folder, for the user's own hands. For all threads.
final class KeyRing implements Keys {
    private final Path file;
    private final Path walletFile;
    private final Optional<Vault> vault;
    private final Drives drives;
    private final PaymentStore payments;
    private final UploadStore uploads;
    private final LimitStore limits;
    private final SecureRandom random;

    /// @param file the vault's
    /// @param walletFile the wallet's, sealed by the vault
    /// @param vault the open vault; empty while it is locked
    KeyRing(Path file, Path walletFile, Optional<Vault> vault, Drives drives, Stores stores, SecureRandom random) {
        this.payments = stores.payments();
        this.uploads = stores.uploads();
        this.limits = stores.limits();
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

    @Override
    public synchronized Account wallet() throws FailureException {
        Optional<Account> present = WalletFile.account(walletFile);
        return present.isPresent() ? present.get() : key().account();
    }

    private SigningKey key() throws FailureException {
        return WalletFile.openOrCreate(walletFile, drives.opened(), random);
    }

    @Override
    public List<Balance> balances() throws FailureException {
        Account account = wallet();
        List<Balance> balances = new ArrayList<>();
        for (Drive drive : drives.all()) {
            balances.add(drives.balance(drive, account));
        }
        return balances;
    }

    @Override
    public Limits limits() throws FailureException {
        return limits.limits();
    }

    @Override
    public void limits(Limits next) throws FailureException {
        limits.limits(next);
    }

    @Override
    public synchronized boolean importWallet(Path from, Optional<char[]> passphrase) throws FailureException {
        Vault opened = drives.opened();
        SigningKey key = SecretStorage.read(from, passphrase);
        if (WalletFile.account(walletFile).equals(Optional.of(key.account()))) {
            return false;
        }
        if (payments.open().stream().anyMatch(intent -> !intent.from().equals(key.account()))) {
            throw refused("a transaction of the present wallet is not settled yet");
        }
        for (Drive drive : drives.all()) {
            if (payments.highestNonce(drive.chain(), key.account()).isPresent()) {
                continue;
            }
            throw refused(uploads.unfinished(drive.id()).isEmpty()
                    ? "drive " + drive.name()
                            + " was opened on chain by the present wallet, which alone may commit to it; "
                            + "import this one into a data folder of its own"
                    : "uploads that the present wallet pays for are not finished");
        }
        WalletFile.replace(walletFile, key, opened, random);
        return true;
    }

    private static FailureException refused(String why) {
        return new FailureException(new Failure.Refused("the wallet", why));
    }

    @Override
    public void exportWallet(Path to, char[] passphrase) throws FailureException {
        if (WalletFile.account(walletFile).isEmpty()) {
            throw new FailureException(new Failure.NotFound("wallet"));
        }
        SecretStorage.create(to, key(), passphrase, random);
    }
}
