package io.longshore.seal;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.crypto.InvalidCipherTextException;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileId;
import io.longshore.model.Nonce;
import io.longshore.model.Tag;
import io.longshore.proof.SigningKey;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// An open vault: the master secret from which drive keys and wallet wrap keys derive (`src/docs/format.md` 1). Whoever
/// loses it loses every file. Prints as `[hidden]`. Safe on any thread; closing it wipes the secret.
public final class Vault implements AutoCloseable {
    /// How many bytes the master secret has.
    static final int SECRET_SIZE = 32;

    private static final byte[] WALLET_LABEL = "longshore/v1/wallet".getBytes(US_ASCII);
    private static final int WALLET_ID_SIZE = 16;

    private final byte[] secret;
    private volatile boolean sealed;
    private volatile boolean closed;

    Vault(byte[] secret, boolean sealed) {
        this.secret = secret;
        this.sealed = sealed;
    }

    /// Makes a vault and its file, forced to disk. Without a passphrase the file itself holds the secret, readable by its
    /// owner only. The passphrase stays the caller's to wipe.
    /// @throws FailureException `Exists` if there is such a file, `LocalFailure` if it cannot be written
    public static Vault create(Path file, Optional<char[]> passphrase, SecureRandom random) throws FailureException {
        byte[] secret = new byte[SECRET_SIZE];
        random.nextBytes(secret);
        VaultFile.create(file, secret, passphrase, random);
        return new Vault(secret, passphrase.isPresent());
    }

    /// Opens the vault of that file; with a passphrase this takes some tenths of a second and 64 MiB. A passphrase that is
    /// not needed is ignored.
    /// @throws FailureException `VaultLocked` if a passphrase is needed and none is given, `Refused` if it is wrong,
    ///         `NotFound`, `Corrupt`, `Unsupported` or `LocalFailure` by the state of the file
    public static Vault open(Path file, Optional<char[]> passphrase) throws FailureException {
        VaultFile.Opened opened = VaultFile.open(file, passphrase);
        return new Vault(opened.secret(), opened.sealed());
    }

    /// Whether there is a vault file.
    public static boolean exists(Path file) {
        return Files.exists(file);
    }

    /// Whether its file is sealed with a passphrase.
    public boolean sealed() {
        return sealed;
    }

    /// Whether the vault in that file is sealed with a passphrase, without opening it.
    /// @throws FailureException `NotFound`, `Corrupt` or `LocalFailure` by the state of the file
    public static boolean isSealed(Path file) throws FailureException {
        return VaultFile.isSealed(file);
    }

    /// Writes this vault over a vault file, under another passphrase or none. The passphrase stays the caller's to wipe.
    /// @throws FailureException `VaultLocked` once the vault is closed, `LocalFailure` if the file cannot be written; it is
    ///         then as it was
    public void replace(Path file, Optional<char[]> passphrase, SecureRandom random) throws FailureException {
        byte[] copy = copy();
        try {
            VaultFile.replace(file, copy, passphrase, random);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
        sealed = passphrase.isPresent();
    }

    /// Writes a vault file of its own, under a passphrase of its own, which stays the caller's to wipe.
    /// @throws FailureException `VaultLocked` once the vault is closed, `Exists`, `LocalFailure`
    public void export(Path file, char[] passphrase, SecureRandom random) throws FailureException {
        byte[] copy = copy();
        try {
            VaultFile.create(file, copy, Optional.of(passphrase), random);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /// Whether both hold the same secret.
    /// @throws FailureException `VaultLocked` once either is closed
    public boolean isSame(Vault other) throws FailureException {
        byte[] ours = copy();
        byte[] theirs = other.copy();
        try {
            return MessageDigest.isEqual(ours, theirs);
        } finally {
            Arrays.fill(ours, (byte) 0);
            Arrays.fill(theirs, (byte) 0);
        }
    }

    /// Looks at the flag after copying, so that no half wiped secret is ever written.
    private byte[] copy() throws FailureException {
        byte[] copy = secret.clone();
        if (closed) {
            Arrays.fill(copy, (byte) 0);
            throw new FailureException(new Failure.VaultLocked());
        }
        return copy;
    }

    /// The public key of a drive: what its uploads are sealed to.
    /// @throws FailureException `VaultLocked` once the vault is closed
    public Bytes drivePublicKey(DriveId drive) throws FailureException {
        byte[] key = driveKey(drive);
        try {
            return Hpke.publicKey(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Opens a wrapped data key.
    /// @throws FailureException `WrongVault` if it was wrapped to another vault's drive, for another file, or is damaged;
    ///         `VaultLocked` once the vault is closed
    public DataKey unwrap(DriveId drive, FileId file, Bytes enc, Bytes wrappedDek) throws FailureException {
        byte[] key = driveKey(drive);
        try {
            return Wrapping.unwrap(key, drive, file, new Wrapping.Wrapped(enc, wrappedDek));
        } catch (InvalidCipherTextException e) {
            throw new FailureException(new Failure.WrongVault(drive), e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Opens a note that was sealed to a drive.
    /// @throws FailureException as [#unwrap]
    public Bytes openNote(DriveId drive, Bytes sealedNote) throws FailureException {
        byte[] key = driveKey(drive);
        try {
            return Bytes.of(Note.open(key, drive, sealedNote));
        } catch (InvalidCipherTextException e) {
            throw new FailureException(new Failure.WrongVault(drive), e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Wraps a wallet's key: a random nonce, then the ciphertext.
    /// @throws FailureException `VaultLocked` once the vault is closed
    public Bytes wrapWallet(Bytes walletId, SigningKey key, SecureRandom random) throws FailureException {
        byte[] drawn = new byte[Nonce.SIZE];
        random.nextBytes(drawn);
        byte[] wrapKey = walletKey(walletId);
        byte[] plain = key.secret();
        try {
            byte[] ciphertext = Gcm.seal(Gcm.key(wrapKey), Nonce.of(drawn), walletAad(key.account()), plain);
            return Bytes.of(ByteBuffer.allocate(Nonce.SIZE + ciphertext.length).put(drawn).put(ciphertext).array());
        } finally {
            Arrays.fill(wrapKey, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Opens a wallet's key and checks that it is the one of `account`.
    /// @throws FailureException `Corrupt` if it was wrapped in another vault, for another wallet or account, or is damaged;
    ///         `VaultLocked` once the vault is closed
    public SigningKey unwrapWallet(Bytes walletId, Account account, Bytes wrapped) throws FailureException {
        byte[] wrapKey = walletKey(walletId);
        byte[] plain = new byte[SigningKey.SIZE];
        try {
            if (wrapped.size() != Nonce.SIZE + SigningKey.SIZE + Tag.SIZE
                    || !Gcm.open(Gcm.key(wrapKey), new Nonce(wrapped.slice(0, Nonce.SIZE)), walletAad(account),
                            wrapped.toArray(), Nonce.SIZE, SigningKey.SIZE + Tag.SIZE, plain)) {
                throw new FailureException(new Failure.Corrupt("wallet " + account, "this vault does not open it"));
            }
            SigningKey key = SigningKey.of(plain);
            if (!key.account().equals(account)) {
                throw new FailureException(new Failure.Corrupt("wallet " + account, "its key is another account's"));
            }
            return key;
        } finally {
            Arrays.fill(wrapKey, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Wipes the secret. What was derived from it goes on.
    @Override
    public void close() {
        closed = true;
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }

    byte[] driveKey(DriveId drive) throws FailureException {
        return derive(drive.bytes(), "longshore/v1/drive");
    }

    byte[] walletKey(Bytes walletId) throws FailureException {
        return derive(walletId.ofSize(WALLET_ID_SIZE, "wallet id"), "longshore/v1/wallet-key");
    }

    /// Looks at the flag after deriving, so that nothing derived from a secret being wiped is used.
    private byte[] derive(Bytes salt, String label) throws FailureException {
        byte[] key = Hkdf.derive(secret, salt.toArray(), label);
        if (closed) {
            throw new FailureException(new Failure.VaultLocked());
        }
        return key;
    }

    private static byte[] walletAad(Account account) {
        return ByteBuffer.allocate(WALLET_LABEL.length + Account.SIZE).put(WALLET_LABEL)
                .put(account.bytes().toArray()).array();
    }
}
