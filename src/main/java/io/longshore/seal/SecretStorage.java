package io.longshore.seal;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.proof.Hashes;
import io.longshore.proof.SigningKey;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// A wallet's key in a file that other wallets read and write: Web3 Secret Storage, version 3 (the definition in the
/// Ethereum wiki), or, for reading only, bare hex. No exception from here has a cause: its words could quote the key.
public final class SecretStorage {
    private static final int VERSION = 3;
    private static final String CIPHER = "aes-128-ctr";
    private static final String SCRYPT = "scrypt";
    private static final String PBKDF2 = "pbkdf2";
    private static final String PRF = "hmac-sha256";
    private static final int BLOCK = 16;
    private static final int KEY_SIZE = 32;

    /// What is written: 128 MiB, some tenths of a second.
    private static final int COST = 1 << 17;
    private static final int BLOCK_SIZE = 8;

    /// A file from elsewhere must not take all memory or a day to open: 512 MiB, eight times the work of what is usual.
    private static final long MAX_BLOCKS = 1L << 22;
    private static final long MAX_WORK = 1L << 24;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int MAX_LENGTH = 64;

    private SecretStorage() {}

    /// Reads a key. The passphrase stays the caller's to wipe; bare hex needs none.
    /// @throws FailureException `VaultLocked` if a passphrase is needed and none is given, `Refused` if it is wrong,
    ///         `NotFound`, `Corrupt`, `Unsupported` or `LocalFailure` by the state of the file
    public static SigningKey read(Path file, Optional<char[]> passphrase) throws FailureException {
        byte[] content = SecretFile.read(file);
        try {
            String text = new String(content, US_ASCII).strip();
            if (text.matches("(0[xX])?[0-9a-fA-F]{64}")) {
                return SigningKey.of(Bytes.fromHex(text.toLowerCase(Locale.ROOT)).toArray());
            }
            return open(Json.tree(content), passphrase);
        } catch (Json.Malformed | JacksonException | IllegalArgumentException _) {
            throw new FailureException(new Failure.Corrupt("the wallet file",
                    "neither 32 bytes in hex nor Web3 Secret Storage of version 3"));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /// Writes a key to a new file, sealed. The passphrase stays the caller's to wipe.
    /// @throws FailureException `Exists`, `LocalFailure`
    public static void create(Path file, SigningKey key, char[] passphrase, SecureRandom random)
            throws FailureException {
        byte[] salt = drawn(KEY_SIZE, random);
        byte[] iv = drawn(BLOCK, random);
        byte[] word = Passphrase.utf8(passphrase);
        byte[] derived = Scrypt.derive(word, salt, COST, BLOCK_SIZE, 1, KEY_SIZE);
        byte[] secret = key.secret();
        try {
            byte[] ciphertext = ctr(derived, iv, secret);
            ObjectNode crypto = Json.object().put("cipher", CIPHER);
            crypto.set("cipherparams", Json.object().put("iv", hex(iv)));
            crypto.put("ciphertext", hex(ciphertext)).put("kdf", SCRYPT);
            crypto.set("kdfparams", Json.object().put("dklen", KEY_SIZE).put("n", COST).put("p", 1)
                    .put("r", BLOCK_SIZE).put("salt", hex(salt)));
            crypto.put("mac", hex(mac(derived, ciphertext)));
            ObjectNode json = Json.object().put("version", VERSION)
                    .put("id", UUID.randomUUID().toString())
                    .put("address", key.account().toString().substring(2));
            json.set("crypto", crypto);
            SecretFile.create(file, Json.write(json));
        } finally {
            Arrays.fill(word, (byte) 0);
            Arrays.fill(derived, (byte) 0);
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static SigningKey open(JsonNode json, Optional<char[]> passphrase) throws FailureException {
        int version = json.required("version").intValue();
        if (version != VERSION) {
            throw new FailureException(new Failure.Unsupported("wallet file version " + version));
        }
        JsonNode crypto = json.required(json.has("Crypto") ? "Crypto" : "crypto");
        supported(crypto.required("cipher").stringValue(), CIPHER);
        byte[] iv = bytes(crypto.required("cipherparams").required("iv"), BLOCK);
        byte[] ciphertext = bytes(crypto.required("ciphertext"), SigningKey.SIZE);
        byte[] mac = bytes(crypto.required("mac"), KEY_SIZE);
        byte[] word = Passphrase.utf8(
                passphrase.orElseThrow(() -> new FailureException(new Failure.VaultLocked())));
        byte[] derived = derived(crypto.required("kdf").stringValue(), crypto.required("kdfparams"), word);
        byte[] secret = new byte[0];
        try {
            if (!MessageDigest.isEqual(mac, mac(derived, ciphertext))) {
                throw new FailureException(
                        new Failure.Refused("the wallet file", "the passphrase is wrong, or the file is damaged"));
            }
            secret = ctr(derived, iv, ciphertext);
            SigningKey key = SigningKey.of(secret);
            if (json.has("address") && !Account.of(json.required("address").stringValue()).equals(key.account())) {
                throw new FailureException(
                        new Failure.Corrupt("the wallet file", "its key is another account's"));
            }
            return key;
        } finally {
            Arrays.fill(word, (byte) 0);
            Arrays.fill(derived, (byte) 0);
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] derived(String kdf, JsonNode parameters, byte[] word) throws FailureException {
        int length = within(parameters.required("dklen").longValue(), KEY_SIZE, MAX_LENGTH);
        byte[] salt = Bytes.fromHex(parameters.required("salt").stringValue()).toArray();
        switch (kdf) {
            case SCRYPT -> {
                int n = within(parameters.required("n").longValue(), 2, 1 << 24);
                int r = within(parameters.required("r").longValue(), 1, 1 << 10);
                int p = within(parameters.required("p").longValue(), 1, 1 << 10);
                if (Integer.bitCount(n) != 1 || (long) n * r > MAX_BLOCKS || (long) n * r * p > MAX_WORK) {
                    throw new IllegalArgumentException("scrypt parameters out of bounds");
                }
                return Scrypt.derive(word, salt, n, r, p, length);
            }
            case PBKDF2 -> {
                supported(parameters.required("prf").stringValue(), PRF);
                return Scrypt.pbkdf2(word, salt,
                        within(parameters.required("c").longValue(), 1, MAX_ITERATIONS), length);
            }
            default -> throw new FailureException(new Failure.Unsupported("a wallet file with " + kdf));
        }
    }

    private static void supported(String found, String known) throws FailureException {
        if (!found.equals(known)) {
            throw new FailureException(new Failure.Unsupported("a wallet file with " + found));
        }
    }

    private static int within(long value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("parameter out of bounds");
        }
        return (int) value;
    }

    private static byte[] mac(byte[] derived, byte[] ciphertext) {
        byte[] half = Arrays.copyOfRange(derived, BLOCK, 2 * BLOCK);
        try {
            return Hashes.keccak256(half, ciphertext).bytes().toArray();
        } finally {
            Arrays.fill(half, (byte) 0);
        }
    }

    /// AES-128 in counter mode: the same both ways.
    private static byte[] ctr(byte[] derived, byte[] iv, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(derived, 0, BLOCK, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in counter mode", e);
        }
    }

    private static byte[] bytes(JsonNode hex, int size) {
        return Bytes.fromHex(hex.stringValue()).ofSize(size, "field").toArray();
    }

    private static byte[] drawn(int size, SecureRandom random) {
        byte[] drawn = new byte[size];
        random.nextBytes(drawn);
        return drawn;
    }

    /// The definition's hex has no `0x`.
    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
