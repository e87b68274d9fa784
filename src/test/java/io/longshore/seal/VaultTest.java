package io.longshore.seal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileId;
import io.longshore.proof.SigningKey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class VaultTest {
    private static final Optional<char[]> NONE = Optional.empty();
    private static final Optional<char[]> PASSPHRASE = Optional.of("correct horse".toCharArray());

    private final SecureRandom random = new SecureRandom();
    private final DriveId drive = Known.DRIVE;

    @TempDir
    private Path folder;

    @Test
    void isWrittenAgainUnderAnotherPassphraseOrNone() throws Exception {
        Path file = folder.resolve("vault.json");
        try (Vault vault = Vault.create(file, NONE, random)) {
            Bytes key = vault.drivePublicKey(drive);
            assertFalse(Vault.isSealed(file));
            vault.replace(file, PASSPHRASE, random);
            assertTrue(vault.sealed());
            assertTrue(Vault.isSealed(file));
            assertEquals(new Failure.VaultLocked(),
                    assertThrows(FailureException.class, () -> Vault.open(file, NONE)).failure());
            try (Vault again = Vault.open(file, PASSPHRASE)) {
                assertEquals(key, again.drivePublicKey(drive));
                assertTrue(again.isSame(vault));
                again.replace(file, NONE, random);
            }
            try (Vault again = Vault.open(file, NONE); Vault other = Vault.create(folder.resolve("b"), NONE, random)) {
                assertEquals(key, again.drivePublicKey(drive));
                assertFalse(again.isSame(other));
            }
        }
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void aClosedVaultIsNeverWritten() throws Exception {
        Path file = folder.resolve("vault.json");
        Vault vault = Vault.create(file, NONE, random);
        vault.close();
        byte[] before = Files.readAllBytes(file);
        assertEquals(new Failure.VaultLocked(),
                assertThrows(FailureException.class, () -> vault.replace(file, NONE, random)).failure());
        assertEquals(new Failure.VaultLocked(), assertThrows(FailureException.class,
                () -> vault.export(folder.resolve("c"), new char[]{'x'}, random)).failure());
        assertFalse(Files.exists(folder.resolve("c")));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldFileWhole() throws Exception {
        Path file = folder.resolve("vault.json");
        try (Vault vault = Vault.create(file, PASSPHRASE, random)) {
            byte[] before = Files.readAllBytes(file);
            Path blocked = Files.createDirectory(folder.resolve("vault.json.new"));
            Files.createFile(blocked.resolve("x"));
            assertThrows(FailureException.class, () -> vault.replace(file, NONE, random));
            assertArrayEquals(before, Files.readAllBytes(file));
            assertTrue(vault.sealed());
        }
    }

    @Test
    void opensAsItWasMade() throws Exception {
        Path file = folder.resolve("vault.json");
        assertFalse(Vault.exists(file));
        Bytes key;
        try (Vault vault = Vault.create(file, NONE, random)) {
            assertFalse(vault.sealed());
            key = vault.drivePublicKey(drive);
        }
        assertTrue(Vault.exists(file));
        try (Vault vault = Vault.open(file, NONE)) {
            assertFalse(vault.sealed());
            assertEquals(key, vault.drivePublicKey(drive));
            assertNotEquals(key, vault.drivePublicKey(DriveId.of("00".repeat(16))));
            assertEquals("[hidden]", vault.toString());
        }
        try (var left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void withAPassphraseTheFileTellsNothing() throws Exception {
        Path file = folder.resolve("vault.json");
        Bytes key;
        try (Vault vault = Vault.create(file, PASSPHRASE, random)) {
            assertTrue(vault.sealed());
            key = vault.drivePublicKey(drive);
        }
        assertFalse(Files.readString(file).contains("secret"));
        Failures.expect(Failure.VaultLocked.class, () -> Vault.open(file, NONE));
        Failures.expect(Failure.Refused.class, () -> Vault.open(file, Optional.of("correct hors".toCharArray())));
        try (Vault vault = Vault.open(file, PASSPHRASE)) {
            assertTrue(vault.sealed());
            assertEquals(key, vault.drivePublicKey(drive));
        }
    }

    @Test
    void onlyItsOwnerReadsTheFile() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "skipped: this file system has no POSIX permissions");
        Path file = folder.resolve("vault.json");
        Vault.create(file, NONE, random).close();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void neverReplacesAVault() throws Exception {
        Path file = folder.resolve("vault.json");
        Vault.create(file, NONE, random).close();
        byte[] before = Files.readAllBytes(file);
        Failures.expect(Failure.Exists.class, () -> Vault.create(file, NONE, random));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void draftOfAKilledRunIsNoVault() throws Exception {
        Path file = folder.resolve("vault.json");
        Files.writeString(folder.resolve("vault.json.new"), "half");
        assertFalse(Vault.exists(file));
        Vault.create(file, NONE, random).close();
        Vault.open(file, NONE).close();
    }

    @Test
    void everyParameterOfTheFileIsBound() throws Exception {
        Path file = folder.resolve("vault.json");
        Vault.create(file, PASSPHRASE, random).close();
        String good = Files.readString(file);
        refused(file, good.replace("\"passes\":3", "\"passes\":2"), Failure.Refused.class);
        refused(file, good.replace("\"memory\":65536", "\"memory\":65544"), Failure.Refused.class);
        refused(file, good.replace("\"lanes\":1", "\"lanes\":2"), Failure.Refused.class);
    }

    @Test
    void fileThatWouldTakeTooMuchIsRefusedUnopened() throws Exception {
        Path file = folder.resolve("vault.json");
        Vault.create(file, PASSPHRASE, random).close();
        String good = Files.readString(file);
        refused(file, good.replace("\"memory\":65536", "\"memory\":1048577"), Failure.Corrupt.class);
        refused(file, good.replace("\"memory\":65536", "\"memory\":7"), Failure.Corrupt.class);
        refused(file, good.replace("\"passes\":3", "\"passes\":17"), Failure.Corrupt.class);
        refused(file, good.replace("\"passes\":3", "\"passes\":0"), Failure.Corrupt.class);
        refused(file, good.replace("\"lanes\":1", "\"lanes\":17"), Failure.Corrupt.class);
        refused(file, good.replace("argon2id", "scrypt"), Failure.Unsupported.class);
        refused(file, good.replace("\"v\":1", "\"v\":2"), Failure.Unsupported.class);
        refused(file, good.replace("\"v\":1", "\"v\":1,\"v\":1"), Failure.Corrupt.class);
        refused(file, good.replace("\"salt\":\"0x", "\"salt\":\"0x00"), Failure.Corrupt.class);
        refused(file, "", Failure.Corrupt.class);
        refused(file, "[]", Failure.Corrupt.class);
        refused(file, "{\"v\":1}", Failure.Corrupt.class);
    }

    @Test
    void noFailureQuotesTheSecret() throws Exception {
        Path file = folder.resolve("vault.json");
        String secret = "5ec4e7".repeat(10) + "zz";
        Files.writeString(file, "{\"v\":1,\"secret\":\"0x" + secret + "\"}");
        FailureException failure = assertThrows(FailureException.class, () -> Vault.open(file, NONE));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertFalse(cause.toString().contains("5ec4e7"));
        }
    }

    @Test
    void missingVaultIsNotFound() {
        Failures.expect(Failure.NotFound.class, () -> Vault.open(folder.resolve("vault.json"), NONE));
    }

    @Test
    void unwrapsForTheRightDriveAndFileOnly() throws Exception {
        Vault vault = Known.vault();
        FileId file = Known.FILE;
        DataKey key = DataKey.random(random);
        Wrapping.Wrapped one = Wrapping.wrap(key, vault.drivePublicKey(drive), drive, file, random);
        Wrapping.Wrapped other = Wrapping.wrap(key, vault.drivePublicKey(drive), drive, file, random);
        assertNotEquals(one, other);
        assertArrayEquals(key.copy(), vault.unwrap(drive, file, one.enc(), one.wrappedDek()).copy());
        assertArrayEquals(key.copy(), vault.unwrap(drive, file, other.enc(), other.wrappedDek()).copy());
        DriveId otherDrive = DriveId.of("00".repeat(16));
        FileId otherFile = FileId.of("00".repeat(16));
        Failures.expect(Failure.WrongVault.class,
                () -> vault.unwrap(otherDrive, file, one.enc(), one.wrappedDek()));
        Failures.expect(Failure.WrongVault.class,
                () -> vault.unwrap(drive, otherFile, one.enc(), one.wrappedDek()));
        Failures.expect(Failure.WrongVault.class, () -> vault.unwrap(drive, file, other.enc(), one.wrappedDek()));
        Failures.expect(Failure.WrongVault.class,
                () -> new Vault(new byte[32], false).unwrap(drive, file, one.enc(), one.wrappedDek()));
    }

    @Test
    void notesOpenInTheirVaultOnly() throws Exception {
        Vault vault = Known.vault();
        byte[] text = "/home/été/🚢".getBytes(UTF_8);
        Bytes note = Note.seal(text, vault.drivePublicKey(drive), drive, random);
        assertEquals(Bytes.of(text), vault.openNote(drive, note));
        Failures.expect(Failure.WrongVault.class, () -> new Vault(new byte[32], false).openNote(drive, note));
        Failures.expect(Failure.WrongVault.class, () -> vault.openNote(DriveId.of("00".repeat(16)), note));
        Failures.expect(Failure.WrongVault.class, () -> vault.openNote(drive, note.slice(0, 40)));
        Failures.expect(Failure.WrongVault.class, () -> vault.openNote(drive, note.slice(0, 5)));
    }

    @Test
    void walletIsMadeOnceAndOpensInItsVaultOnly() throws Exception {
        Path file = folder.resolve("wallet.json");
        assertEquals(Optional.empty(), WalletFile.account(file));
        Vault vault = Known.vault();
        SigningKey key = WalletFile.openOrCreate(file, vault, random);
        assertEquals(Optional.of(key.account()), WalletFile.account(file));
        assertArrayEquals(key.secret(), WalletFile.openOrCreate(file, vault, random).secret());
        assertFalse(Files.readString(file).contains(Bytes.of(key.secret()).hex()));
        Failures.expect(Failure.Corrupt.class,
                () -> WalletFile.openOrCreate(file, new Vault(new byte[32], false), random));

        String good = Files.readString(file);
        String account = key.account().toString();
        Files.writeString(file, good.replace(account, "0x" + "11".repeat(20)));
        Failures.expect(Failure.Corrupt.class, () -> WalletFile.openOrCreate(file, vault, random));
        Files.writeString(file, good.replace("\"v\":1", "\"v\":9"));
        Failures.expect(Failure.Unsupported.class, () -> WalletFile.openOrCreate(file, vault, random));
        Files.writeString(file, good.substring(0, 50));
        Failures.expect(Failure.Corrupt.class, () -> WalletFile.account(file));
    }

    @Test
    void walletBindsItsIdAndAccount() throws Exception {
        Vault vault = Known.vault();
        SigningKey key = SigningKey.random(random);
        Bytes id = Known.bytes("wallet_id");
        Bytes wrapped = vault.wrapWallet(id, key, random);
        assertArrayEquals(key.secret(), vault.unwrapWallet(id, key.account(), wrapped).secret());
        Account other = Account.of("11".repeat(20));
        Failures.expect(Failure.Corrupt.class, () -> vault.unwrapWallet(id, other, wrapped));
        Failures.expect(Failure.Corrupt.class,
                () -> vault.unwrapWallet(Bytes.of(new byte[16]), key.account(), wrapped));
        Failures.expect(Failure.Corrupt.class, () -> vault.unwrapWallet(id, key.account(), wrapped.slice(0, 20)));
    }

    @Test
    void closedVaultDerivesNothing() throws Exception {
        Vault vault = Known.vault();
        Wrapping.Wrapped wrapped = Wrapping.wrap(Known.dataKey(), vault.drivePublicKey(drive), drive, Known.FILE,
                random);
        vault.close();
        Failures.expect(Failure.VaultLocked.class, () -> vault.drivePublicKey(drive));
        Failures.expect(Failure.VaultLocked.class,
                () -> vault.unwrap(drive, Known.FILE, wrapped.enc(), wrapped.wrappedDek()));
        Failures.expect(Failure.VaultLocked.class, () -> vault.openNote(drive, Bytes.of(new byte[60])));
        Failures.expect(Failure.VaultLocked.class,
                () -> WalletFile.openOrCreate(folder.resolve("wallet.json"), vault, random));
        assertFalse(Files.exists(folder.resolve("wallet.json")));
    }

    private static void refused(Path file, String content, Class<? extends Failure> kind) throws Exception {
        Files.writeString(file, content);
        Failures.expect(kind, () -> Vault.open(file, PASSPHRASE));
    }
}
