package io.longshore.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import io.longshore.json.Json;
import io.longshore.model.Bytes;

/// The contracts of ours, as compiled from `src/main/solidity`.
public enum Contract {
    /// The payment token.
    TOKEN("Token"),
    /// The payment vault.
    PAYMENT_VAULT("PaymentVault"),
    /// The checkpoint registry.
    CHECKPOINT_REGISTRY("CheckpointRegistry");

    private final String file;

    Contract(String file) {
        this.file = file;
    }

    /// Reads what the compiler made of it.
    public Compiled compiled() {
        try (var in = Contract.class.getResourceAsStream("contracts/" + file + ".json")) {
            if (in == null) {
                throw new IllegalStateException("not in this build: " + file);
            }
            var json = Json.tree(in.readAllBytes());
            var selectors = new HashMap<String, Bytes>();
            json.get("selectors").properties()
                    .forEach(entry -> selectors.put(entry.getKey(), Bytes.fromHex(entry.getValue().stringValue())));
            return new Compiled(Bytes.fromHex(json.get("bytecode").stringValue()), selectors);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What the compiler made.
    ///
    /// @param bytecode the creation code, without constructor arguments
    /// @param selectors the selector of each function's signature
    public record Compiled(Bytes bytecode, Map<String, Bytes> selectors) {
        /// Keeps an own copy.
        public Compiled {
            selectors = Map.copyOf(selectors);
        }
    }
}
