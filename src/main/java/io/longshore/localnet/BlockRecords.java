package io.longshore.localnet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.chain.SignedTransaction;
import io.longshore.json.Json;
import io.longshore.localnet.ChainTransaction.Origin;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

/// The records of a chain's log as JSON, both ways. A block is recorded by what went into it; what came of it is found by
/// executing it again.
final class BlockRecords {
    private static final int VERSION = 1;

    private BlockRecords() {}

    /// One record.
    sealed interface BlockRecord {}

    /// The first: what makes this chain another than any other.
    ///
    /// @param chain its id
    /// @param owner the key that mints and created the contracts
    /// @param time of the genesis block
    /// @param salt of the genesis block
    record Genesis(ChainId chain, SigningKey owner, Instant time, Hash salt) implements BlockRecord {}

    /// A block after the newest.
    ///
    /// @param number checked when it is read
    /// @param time its time
    /// @param baseFee its base fee
    /// @param salt its salt
    /// @param transactions exactly those that are in it
    record Mined(long number, Instant time, Wei baseFee, Hash salt, List<ChainTransaction> transactions)
            implements
                BlockRecord {}

    /// The newest blocks were taken away.
    record Rewound(int blocks) implements BlockRecord {}

    /// The record as JSON.
    static byte[] write(BlockRecord block) {
        ObjectNode json = Json.object();
        json.put("v", VERSION);
        switch (block) {
            case Genesis(ChainId chain, SigningKey owner, Instant time, Hash salt) -> json.put("type", "genesis")
                    .put("chain_id", chain.value()).put("owner", Bytes.of(owner.secret()).toString())
                    .put("time", time.getEpochSecond()).put("salt", salt.toString());
            case Mined(long number, Instant time, Wei baseFee, Hash salt, List<ChainTransaction> transactions) -> {
                json.put("type", "block").put("number", number).put("time", time.getEpochSecond())
                        .put("base_fee", baseFee.toString()).put("salt", salt.toString());
                var list = json.putArray("transactions");
                transactions.forEach(transaction -> write(transaction, list.addObject()));
            }
            case Rewound(int blocks) -> json.put("type", "rewound").put("blocks", blocks);
        }
        return Json.write(json);
    }

    private static void write(ChainTransaction transaction, ObjectNode json) {
        switch (transaction.origin()) {
            case Origin.Sent(SignedTransaction signed, Optional<Bytes> forcedRevert) -> {
                json.put("raw", signed.raw().toString());
                forcedRevert.ifPresent(data -> json.put("revert", data.toString()));
            }
            case Origin.Foreign() ->
                json.put("foreign", transaction.from().toString()).put("nonce", transaction.nonce());
        }
    }

    /// Reads a record.
    ///
    /// @throws FailureException `Unsupported` for a version or type that is not known here, `Corrupt` if it is malformed
    static BlockRecord read(byte[] record) throws FailureException {
        try {
            JsonNode json = Json.tree(record);
            int version = json.required("v").intValue();
            if (version != VERSION) {
                throw new FailureException(new Failure.Unsupported("a dev chain's log of version " + version));
            }
            String type = json.required("type").stringValue();
            return switch (type) {
                case "genesis" -> new Genesis(new ChainId(json.required("chain_id").longValue()),
                        SigningKey.of(bytes(json, "owner").toArray()), time(json), new Hash(bytes(json, "salt")));
                case "block" -> new Mined(json.required("number").longValue(), time(json),
                        Wei.of(json.required("base_fee").stringValue()), new Hash(bytes(json, "salt")),
                        transactions(json.required("transactions")));
                case "rewound" -> new Rewound(json.required("blocks").intValue());
                default -> throw new FailureException(new Failure.Unsupported("a dev chain's record of type " + type));
            };
        } catch (Json.Malformed | JacksonException | IllegalArgumentException malformed) {
            throw new FailureException(new Failure.Corrupt("the chain's log", "malformed record"), malformed);
        }
    }

    private static List<ChainTransaction> transactions(JsonNode list) throws FailureException {
        List<ChainTransaction> transactions = new ArrayList<>();
        for (JsonNode each : list) {
            if (each.has("foreign")) {
                transactions.add(ChainTransaction.foreign(new Account(bytes(each, "foreign")),
                        each.required("nonce").longValue()));
            } else {
                transactions.add(sent(bytes(each, "raw"),
                        each.has("revert") ? Optional.of(bytes(each, "revert")) : Optional.empty()));
            }
        }
        return transactions;
    }

    private static ChainTransaction sent(Bytes raw, Optional<Bytes> forcedRevert) throws FailureException {
        SignedTransaction signed = SignedTransaction.decode(raw);
        Account to = signed.transaction().to()
                .orElseThrow(() -> new IllegalArgumentException("creates a contract"));
        return ChainTransaction.sent(signed, to, forcedRevert);
    }

    private static Bytes bytes(JsonNode json, String key) {
        return Bytes.fromHex(json.required(key).stringValue());
    }

    private static Instant time(JsonNode json) {
        return Instant.ofEpochSecond(json.required("time").longValue());
    }
}
