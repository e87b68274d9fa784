package io.longshore;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Limits;
import io.longshore.model.Wei;

/// The vault and the wallet of an open data folder. Passphrases stay the caller's to wipe. Nothing here returns, prints or logs a key.
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

    /// What the wallet has on a drive's chain.
    sealed interface Balance {
        /// The drive.
        Drive drive();

        /// It is known.
        ///
        /// @param tokens of the payment token
        /// @param coin of the chain's coin, for gas
        /// @param block the chain's latest block when it was asked; the figures are at least as new
        /// @param time when that block was made
        record Known(Drive drive, Amount tokens, Wei coin, long block, Instant time) implements Balance {}

        /// The chain could not be asked.
        record Unknown(Drive drive, Failure failure) implements Balance {}
    }

    /// The wallet's account; makes a wallet if there is none yet.
    /// @throws FailureException `VaultLocked` if one must be made
    Account wallet() throws FailureException;

    /// What the wallet has, by drive, asked now.
    List<Balance> balances() throws FailureException;

    /// What the wallet may spend, whatever the budgets of uploads say. Needs no open vault.
    Limits limits() throws FailureException;

    /// Sets what it may spend; durable when this returns, and held from the next transaction on.
    void limits(Limits limits) throws FailureException;

    /// Makes the key in a file the wallet: bare hex, or Web3 Secret Storage of version 3 with its passphrase. The wallet that
    /// was there is kept beside it.
    /// @return whether anything changed: it may have been that key already
    /// @throws FailureException `Refused` while transactions of the present wallet are open or uploads are unfinished, if
    ///         drives were opened on chain by another wallet, which alone may commit to them, or if the passphrase is wrong;
    ///         `VaultLocked` if a passphrase is missing; by the state of the file `NotFound`, `Corrupt`, `Unsupported`
    boolean importWallet(Path file, Optional<char[]> passphrase) throws FailureException;

    /// Writes the wallet's key to a new file, Web3 Secret Storage of version 3, under a passphrase.
    /// @throws FailureException `NotFound` if there is no wallet, `VaultLocked`, `Exists`, `LocalFailure`
    void exportWallet(Path file, char[] passphrase) throws FailureException;
}
