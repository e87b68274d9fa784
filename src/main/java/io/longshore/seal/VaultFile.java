package io.longshore.seal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Nonce;
import io.longshore.model.Tag;

/// The vault on disk, `vault.json` (`src/docs/format.md` 1).
final class VaultFile {
    private static final int VERSION = 1;
    private static final String KDF = "argon2id";

    private VaultFile() {}

    /// A secret as it was read, and whether a passphrase was needed.
    record Opened(byte[] secret, boolean sealed) {}

    static void create(Path file, byte[] secret, Optional<char[]> passphrase, SecureRandom random)
            throws FailureException {
        SecretFile.create(file, content(secret, passphrase, random));
    }

    static void replace(Path file, byte[] secret, Optional<char[]> passphrase, SecureRandom random)
            throws FailureException {
        SecretFile.replace(file, content(secret, passphrase, random));
    }

    private static byte[] content(byte[] secret, Optional<char[]> passphrase, SecureRandom random) {
        ObjectNode json = Json.object().put("v", VERSION);
        if (passphrase.isPresent()) {
            seal(json, secret, passphrase.get(), random);
        } else {
            json.put("secret", Bytes.of(secret).toString());
        }
        return Json.write(json);
    }

    /// Whether it takes a passphrase to open.
    static boolean isSealed(Path file) throws FailureException {
        byte[] content = SecretFile.read(file);
        try {
            return Json.tree(content).has("kdf");
        } catch (Json.Malformed _) {
            throw new FailureException(new Failure.Corrupt("vault", "not a vault file of version 1"));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    static Opened open(Path file, Optional<char[]> passphrase) throws FailureException {
        byte[] content = SecretFile.read(file);
        try {
            JsonNode json = Json.tree(content);
            int version = json.required("v").intValue();
            if (version != VERSION) {
                throw new FailureException(new Failure.Unsupported("vault version " + version));
            }
            if (!json.has("kdf")) {
                return new Opened(Bytes.fromHex(Json.text(json.required("secret")))
                        .ofSize(Vault.SECRET_SIZE, "secret").toArray(), false);
            }
            return new Opened(unseal(json, passphrase), true);
        } catch (Json.Malformed | JacksonException | IllegalArgumentException _) {
            // Without the cause: its message could quote the secret.
            throw new FailureException(new Failure.Corrupt("vault", "not a vault file of version 1"));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static void seal(ObjectNode json, byte[] secret, char[] passphrase, SecureRandom random) {
        Passphrase kdf = Passphrase.fresh(random);
        byte[] drawn = new byte[Nonce.SIZE];
        random.nextBytes(drawn);
        Nonce nonce = Nonce.of(drawn);
        byte[] key = kdf.key(passphrase);
        byte[] ciphertext = Gcm.seal(Gcm.key(key), nonce, kdf.aad(), secret);
        Arrays.fill(key, (byte) 0);
        json.set("kdf", Json.object().put("name", KDF).put("memory", kdf.memory()).put("passes", kdf.passes())
                .put("lanes", kdf.lanes()).put("salt", kdf.salt().toString()));
        json.put("nonce", nonce.toString());
        json.put("ciphertext", Base64.getEncoder().encodeToString(ciphertext));
    }

    private static byte[] unseal(JsonNode json, Optional<char[]> passphrase) throws FailureException {
        JsonNode kdf = json.required("kdf");
        String name = Json.text(kdf.required("name"));
        if (!name.equals(KDF)) {
            throw new FailureException(new Failure.Unsupported("vault with " + name));
        }
        Passphrase parameters = new Passphrase(kdf.required("memory").intValue(), kdf.required("passes").intValue(),
                kdf.required("lanes").intValue(), Bytes.fromHex(Json.text(kdf.required("salt"))));
        Nonce nonce = Nonce.of(Json.text(json.required("nonce")));
        byte[] ciphertext = Base64.getDecoder().decode(Json.text(json.required("ciphertext")));
        Bytes.of(ciphertext).ofSize(Vault.SECRET_SIZE + Tag.SIZE, "ciphertext");
        byte[] key = parameters.key(passphrase.orElseThrow(() -> new FailureException(new Failure.VaultLocked())));
        byte[] secret = new byte[Vault.SECRET_SIZE];
        boolean opened = Gcm.open(Gcm.key(key), nonce, parameters.aad(), ciphertext, 0, ciphertext.length, secret);
        Arrays.fill(key, (byte) 0);
        if (!opened) {
            throw new FailureException(
                    new Failure.Refused("vault", "the passphrase is wrong, or the file is damaged"));
        }
        return secret;
    }
}
