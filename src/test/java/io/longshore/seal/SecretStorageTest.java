package io.longshore.seal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.proof.SigningKey;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SecretStorageTest {
    /// The key and the two files of the Web3 Secret Storage definition's test vectors, with their passphrase.
    private static final String KEY = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";
    private static final String ADDRESS = "008aeeda4d805471df9b2a5b0f38a0c3bcba786b";
    private static final Optional<char[]> PASSPHRASE = Optional.of("testpassword".toCharArray());
    private static final String BY_PBKDF2 = """
            {"crypto": {"cipher": "aes-128-ctr", "cipherparams": {"iv": "6087dab2f9fdbbfaddc31a909735c1e6"},
             "ciphertext": "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46", "kdf": "pbkdf2",
             "kdfparams": {"c": 262144, "dklen": 32, "prf": "hmac-sha256",
              "salt": "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
             "mac": "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
             "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6", "version": 3}""";
    private static final String BY_SCRYPT = """
            {"crypto": {"cipher": "aes-128-ctr", "cipherparams": {"iv": "83dbcc02d8ccb40e466191a123791e0e"},
             "ciphertext": "d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c", "kdf": "scrypt",
             "kdfparams": {"dklen": 32, "n": 262144, "r": 1, "p": 8,
              "salt": "ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
             "mac": "2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},
             "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6", "version": 3}""";

    @TempDir
    private Path folder;

    @Test
    void readsTheFilesOfTheDefinition() throws Exception {
        for (String json : new String[]{BY_PBKDF2, BY_SCRYPT}) {
            SigningKey key = SecretStorage.read(file(json), PASSPHRASE);
            assertArrayEquals(HexFormat.of().parseHex(KEY), key.secret());
            assertEquals("0x" + ADDRESS, key.account().toString());
        }
        assertInstanceOf(Failure.Refused.class, failure(BY_PBKDF2, Optional.of("Testpassword".toCharArray())));
        assertEquals(new Failure.VaultLocked(), failure(BY_PBKDF2, Optional.empty()));
        assertInstanceOf(Failure.Corrupt.class,
                failure(BY_PBKDF2.replace("\"version\"", "\"address\": \"" + "00".repeat(20) + "\", \"version\""),
                        PASSPHRASE));
        assertInstanceOf(Failure.Refused.class,
                failure(BY_PBKDF2.replace("5318b4d5", "5318b4d4"), PASSPHRASE));
    }

    @Test
    void refusesWhatItDoesNotKnowAndWhatWouldTakeAllMemory() throws Exception {
        assertInstanceOf(Failure.Unsupported.class, failure(BY_SCRYPT.replace(": 3}", ": 4}"), PASSPHRASE));
        assertInstanceOf(Failure.Unsupported.class, failure(BY_SCRYPT.replace("-ctr", "-cbc"), PASSPHRASE));
        assertInstanceOf(Failure.Unsupported.class, failure(BY_SCRYPT.replace("\"scrypt", "\"argon"), PASSPHRASE));
        assertInstanceOf(Failure.Unsupported.class, failure(BY_PBKDF2.replace("hmac-", "hmic-"), PASSPHRASE));
        for (String parameters : new String[]{"\"n\": 262144, \"r\": 1024, \"p\": 8",
            "\"n\": 262143, \"r\": 1, \"p\": 8",
            "\"n\": 262144, \"r\": 1, \"p\": 1024", "\"n\": 99999999999, \"r\": 1, \"p\": 8",
            "\"n\": 1, \"r\": 0, \"p\": 8"}) {
            assertInstanceOf(Failure.Corrupt.class,
                    failure(BY_SCRYPT.replace("\"n\": 262144, \"r\": 1, \"p\": 8", parameters), PASSPHRASE));
        }
    }

    @Test
    void readsHexAndNeverQuotesIt() throws Exception {
        for (String text : new String[]{KEY, "0x" + KEY + "\n", KEY.toUpperCase(java.util.Locale.ROOT)}) {
            assertArrayEquals(HexFormat.of().parseHex(KEY), SecretStorage.read(file(text), Optional.empty()).secret());
        }
        for (String text : new String[]{KEY + "00", "00".repeat(32), "{\"x\": \"" + KEY, "f".repeat(64), ""}) {
            FailureException failed = assertThrows(FailureException.class,
                    () -> SecretStorage.read(file(text), PASSPHRASE));
            assertInstanceOf(Failure.Corrupt.class, failed.failure());
            assertNull(failed.getCause());
            assertFalse(failed.toString().contains(KEY));
        }
    }

    @Test
    void whatItWritesItReads() throws Exception {
        SigningKey key = SigningKey.random(new SecureRandom());
        Path file = folder.resolve("wallet");
        SecretStorage.create(file, key, "Wörter".toCharArray(), new SecureRandom());
        assertArrayEquals(key.secret(), SecretStorage.read(file, Optional.of("Wörter".toCharArray())).secret());
        assertFalse(Files.readString(file).contains(HexFormat.of().formatHex(key.secret())));
        assertEquals(new Failure.Exists(file), assertThrows(FailureException.class,
                () -> SecretStorage.create(file, key, new char[]{'x'}, new SecureRandom())).failure());
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void derivesAsRfc7914SectionTwelveSays() {
        assertEquals("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830da"
                + "c727afb94a83ee6d8360cbdfa2cc0640",
                HexFormat.of()
                        .formatHex(Scrypt.derive("password".getBytes(US_ASCII), "NaCl".getBytes(US_ASCII), 1024, 8,
                                16, 64)));
        byte[] salt = {1, 2, 3};
        assertArrayEquals(SCrypt.generate(salt, salt, 256, 3, 2, 40), Scrypt.derive(salt, salt, 256, 3, 2, 40));
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("file"), content);
    }

    private Failure failure(String content, Optional<char[]> passphrase) throws Exception {
        Path file = file(content);
        return assertThrows(FailureException.class, () -> SecretStorage.read(file, passphrase)).failure();
    }
}
