package io.longshore.seal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Nonce;
import io.longshore.proof.SigningKey;

/// A wallet's key on disk, `wallet.json` beside the vault that opens it (`src/docs/format.md` 1).
public final class WalletFile {
    private static final int VERSION = 1;
    private static final int ID_SIZE = 16;

    private WalletFile() {}

    /// Opens the wallet, or makes one with a new key, forced to disk before its account is known to anyone.
    /// @throws FailureException `VaultLocked` if the vault is closed, `Corrupt` if it is another vault's wallet or damaged,
    ///         `Unsupported` or `LocalFailure` by the state of the file
    public static SigningKey openOrCreate(Path file, Vault vault, SecureRandom random) throws FailureException {
        if (Files.exists(file)) {
            Content content = read(file);
            return vault.unwrapWallet(content.id, content.account, content.wrapped);
        }
        SigningKey key = SigningKey.random(random);
        SecretFile.create(file, wrapped(key, vault, random));
        return key;
    }

    /// Makes `key` the wallet. A wallet that was there is kept beside it, as `wallet-<its account>.json`: no key is ever
    /// thrown away.
    /// @throws FailureException `VaultLocked`, `LocalFailure`, or by the state of the file that is there
    public static void replace(Path file, SigningKey key, Vault vault, SecureRandom random) throws FailureException {
        byte[] content = wrapped(key, vault, random);
        Optional<Account> present = account(file);
        if (present.isPresent()) {
            SecretFile.replace(file.resolveSibling("wallet-" + present.get() + ".json"), SecretFile.read(file));
        }
        SecretFile.replace(file, content);
    }

    private static byte[] wrapped(SigningKey key, Vault vault, SecureRandom random) throws FailureException {
        byte[] drawn = new byte[ID_SIZE];
        random.nextBytes(drawn);
        Bytes id = Bytes.of(drawn);
        return written(new Content(id, key.account(), vault.wrapWallet(id, key, random)));
    }

    /// Whose wallet it is, without the vault; empty if there is none.
    /// @throws FailureException `Corrupt`, `Unsupported` or `LocalFailure` by the state of the file
    public static Optional<Account> account(Path file) throws FailureException {
        return Files.exists(file) ? Optional.of(read(file).account) : Optional.empty();
    }

    private record Content(Bytes id, Account account, Bytes wrapped) {}

    private static byte[] written(Content content) {
        Bytes ciphertext = content.wrapped.slice(Nonce.SIZE, content.wrapped.size());
        return Json.write(Json.object().put("v", VERSION).put("wallet_id", content.id.toString())
                .put("address", content.account.toString())
                .put("nonce", content.wrapped.slice(0, Nonce.SIZE).toString())
                .put("ciphertext", Base64.getEncoder().encodeToString(ciphertext.toArray())));
    }

    private static Content read(Path file) throws FailureException {
        try {
            JsonNode json = Json.tree(SecretFile.read(file));
            int version = json.required("v").intValue();
            if (version != VERSION) {
                throw new FailureException(new Failure.Unsupported("wallet version " + version));
            }
            Nonce nonce = Nonce.of(Json.text(json.required("nonce")));
            byte[] ciphertext = Base64.getDecoder().decode(Json.text(json.required("ciphertext")));
            byte[] wrapped = Arrays.copyOf(nonce.bytes().toArray(), Nonce.SIZE + ciphertext.length);
            System.arraycopy(ciphertext, 0, wrapped, Nonce.SIZE, ciphertext.length);
            return new Content(Bytes.fromHex(Json.text(json.required("wallet_id"))).ofSize(ID_SIZE, "wallet id"),
                    Account.of(Json.text(json.required("address"))), Bytes.of(wrapped));
        } catch (Json.Malformed | JacksonException | IllegalArgumentException e) {
            throw new FailureException(new Failure.Corrupt("wallet", "not a wallet file of version 1"), e);
        }
    }
}
