package io.longshore.chain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// Reads what a node answers (Ethereum's execution-apis). What has another shape throws an unchecked exception, which
/// [RpcChannel] makes a failure of.
final class RpcAnswers {
    private RpcAnswers() {}

    static Bytes bytes(JsonNode node) {
        return Bytes.fromHex(node.stringValue());
    }

    static Block block(JsonNode node) {
        return new Block(number(node, "number"), hash(node, "hash"), hash(node, "parentHash"),
                Instant.ofEpochSecond(number(node, "timestamp")), wei(node, "baseFeePerGas"));
    }

    static TransactionReceipt receipt(JsonNode node) {
        return new TransactionReceipt(hash(node, "transactionHash"), hash(node, "blockHash"),
                number(node, "blockNumber"), number(node, "status") == 1, number(node, "gasUsed"),
                wei(node, "effectiveGasPrice"), text(node, "contractAddress").map(Account::of),
                list(node, "logs").stream().map(RpcAnswers::log).toList());
    }

    static FoundTransaction transaction(JsonNode node) {
        return new FoundTransaction(hash(node, "hash"), Account.of(required(node, "from")), number(node, "nonce"),
                text(node, "blockNumber").map(Quantity::number));
    }

    static FoundLog foundLog(JsonNode node) {
        return new FoundLog(log(node), hash(node, "transactionHash"), hash(node, "blockHash"),
                number(node, "blockNumber"), Math.toIntExact(number(node, "logIndex")));
    }

    static FeeHistory feeHistory(JsonNode node) {
        var tips = node.get("reward") == null ? List.<JsonNode>of() : list(node, "reward");
        return new FeeHistory(list(node, "baseFeePerGas").stream().map(RpcAnswers::wei).toList(),
                tips.stream().filter(block -> !block.isEmpty()).map(block -> wei(block.get(0))).toList());
    }

    private static Log log(JsonNode node) {
        return new Log(Account.of(required(node, "address")),
                list(node, "topics").stream().map(topic -> Hash.of(topic.stringValue())).toList(),
                Bytes.fromHex(required(node, "data")));
    }

    private static List<JsonNode> list(JsonNode node, String name) {
        var list = node.get(name);
        if (list == null || list.isNull()) {
            return List.of();
        }
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static Optional<String> text(JsonNode node, String name) {
        var value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.stringValue());
    }

    private static String required(JsonNode node, String name) {
        return text(node, name).orElseThrow(() -> new IllegalArgumentException("without " + name));
    }

    private static Hash hash(JsonNode node, String name) {
        return Hash.of(required(node, name));
    }

    private static long number(JsonNode node, String name) {
        return Quantity.number(required(node, name));
    }

    private static Wei wei(JsonNode node, String name) {
        return new Wei(Quantity.integer(required(node, name)));
    }

    private static Wei wei(JsonNode node) {
        return new Wei(Quantity.integer(node.stringValue()));
    }
}
