package io.longshore.localnet;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

import com.esaulpaugh.headlong.rlp.RLPDecoder;
import com.esaulpaugh.headlong.rlp.RLPItem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.chain.Log;
import io.longshore.chain.SignedTransaction;
import io.longshore.json.Json;
import io.longshore.localnet.ChainTransaction.Origin;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// Blocks, transactions, receipts and logs in the JSON of the Ethereum execution API.
final class ChainJson {
    /// Nothing is in it: whoever filters by the bloom finds nothing, nobody has to.
    private static final String NO_BLOOM = "0x" + "00".repeat(256);
    /// Keccak-256 of the RLP of an empty list: no uncles.
    private static final String NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
    private static final String ZERO_HASH = "0x" + "00".repeat(32);
    private static final String ZERO_ACCOUNT = "0x" + "00".repeat(20);
    private static final int EIP_1559 = 2;
    /// Where in a signed transaction the signature begins.
    private static final int PARITY = 9;

    private ChainJson() {}

    /// A quantity: hex without leading zeros.
    static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }

    /// A quantity: hex without leading zeros.
    static String quantity(BigInteger value) {
        return "0x" + value.toString(16);
    }

    /// A quantity: hex without leading zeros.
    static String quantity(Wei value) {
        return quantity(value.value());
    }

    /// A block, with its transactions whole or as hashes.
    static ObjectNode block(Block block, ChainId chain, boolean whole) {
        BlockHeader header = block.header();
        ObjectNode json = Json.object();
        json.put("number", quantity(block.number())).put("hash", block.hash().toString())
                .put("parentHash", header.parent().toString())
                .put("timestamp", quantity(header.time().getEpochSecond()))
                .put("baseFeePerGas", quantity(header.baseFee())).put("gasUsed", quantity(block.gasUsed()))
                .put("gasLimit", quantity(Blockchain.BLOCK_GAS)).put("mixHash", header.salt().toString())
                .put("nonce", "0x0000000000000000").put("difficulty", "0x0").put("extraData", "0x")
                .put("miner", ZERO_ACCOUNT).put("logsBloom", NO_BLOOM).put("sha3Uncles", NO_UNCLES)
                .put("stateRoot", ZERO_HASH).put("transactionsRoot", ZERO_HASH).put("receiptsRoot", ZERO_HASH)
                .put("size", "0x0");
        json.putArray("uncles");
        ArrayNode transactions = json.putArray("transactions");
        for (int i = 0; i < block.entries().size(); i++) {
            if (whole) {
                transactions.add(transaction(new Blockchain.Place(block, i), chain));
            } else {
                transactions.add(block.entries().get(i).transaction().hash().toString());
            }
        }
        return json;
    }

    /// A transaction in a block.
    static ObjectNode transaction(Blockchain.Place place, ChainId chain) {
        ChainTransaction transaction = place.entry().transaction();
        Block block = place.block();
        return waiting(transaction, chain).put("blockHash", block.hash().toString())
                .put("blockNumber", quantity(block.number())).put("transactionIndex", quantity(place.index()))
                .put("gasPrice", quantity(transaction.fee().paid(block.header().baseFee())));
    }

    /// A transaction that waits.
    static ObjectNode waiting(ChainTransaction transaction, ChainId chain) {
        ObjectNode json = Json.object();
        json.put("type", quantity(EIP_1559)).put("chainId", quantity(chain.value()))
                .put("hash", transaction.hash().toString()).put("from", transaction.from().toString())
                .put("nonce", quantity(transaction.nonce())).put("to", transaction.to().toString())
                .put("value", quantity(transaction.value())).put("gas", quantity(transaction.gasLimit()))
                .put("maxFeePerGas", quantity(transaction.fee().max()))
                .put("maxPriorityFeePerGas", quantity(transaction.fee().tip()))
                .put("gasPrice", quantity(transaction.fee().max())).put("input", transaction.data().toString())
                .putNull("blockHash").putNull("blockNumber").putNull("transactionIndex");
        json.putArray("accessList");
        switch (transaction.origin()) {
            case Origin.Sent(SignedTransaction signed, Optional<Bytes> _) -> {
                List<RLPItem> fields = RLPDecoder.RLP_STRICT
                        .wrapList(signed.raw().slice(1, signed.raw().size()).toArray())
                        .elements();
                String parity = quantity(fields.get(PARITY).asBigInt(false));
                json.put("v", parity).put("yParity", parity).put("r", quantity(fields.get(PARITY + 1).asBigInt(false)))
                        .put("s", quantity(fields.get(PARITY + 2).asBigInt(false)));
            }
            case Origin.Foreign() -> json.put("r", "0x0").put("s", "0x0").put("v", "0x0").put("yParity", "0x0");
        }
        return json;
    }

    /// The receipt of a transaction.
    static ObjectNode receipt(Blockchain.Place place) {
        Block block = place.block();
        Block.Entry entry = place.entry();
        ChainTransaction transaction = entry.transaction();
        long cumulative = block.entries().subList(0, place.index() + 1).stream()
                .mapToLong(each -> each.execution().gasUsed()).sum();
        ObjectNode json = Json.object();
        json.put("type", quantity(EIP_1559)).put("status", entry.execution().succeeded() ? "0x1" : "0x0")
                .put("transactionHash", transaction.hash().toString())
                .put("transactionIndex", quantity(place.index())).put("blockHash", block.hash().toString())
                .put("blockNumber", quantity(block.number())).put("from", transaction.from().toString())
                .put("to", transaction.to().toString()).putNull("contractAddress")
                .put("gasUsed", quantity(entry.execution().gasUsed())).put("cumulativeGasUsed", quantity(cumulative))
                .put("effectiveGasPrice", quantity(transaction.fee().paid(block.header().baseFee())))
                .put("logsBloom", NO_BLOOM);
        ArrayNode logs = json.putArray("logs");
        int first = firstLog(place);
        List<Log> own = entry.execution().logs();
        for (int i = 0; i < own.size(); i++) {
            logs.add(log(own.get(i), place, first + i));
        }
        return json;
    }

    /// How many logs are in the block before the transaction's own.
    static int firstLog(Blockchain.Place place) {
        return place.block().entries().subList(0, place.index()).stream()
                .mapToInt(each -> each.execution().logs().size()).sum();
    }

    /// A log, the block's log number `index`.
    static ObjectNode log(Log log, Blockchain.Place place, int index) {
        Block block = place.block();
        ObjectNode json = Json.object();
        json.put("address", log.contract().toString()).put("data", log.data().toString())
                .put("blockHash", block.hash().toString()).put("blockNumber", quantity(block.number()))
                .put("blockTimestamp", quantity(block.header().time().getEpochSecond()))
                .put("transactionHash", place.entry().transaction().hash().toString())
                .put("transactionIndex", quantity(place.index())).put("logIndex", quantity(index))
                .put("removed", false);
        ArrayNode topics = json.putArray("topics");
        log.topics().stream().map(Hash::toString).forEach(topics::add);
        return json;
    }
}
