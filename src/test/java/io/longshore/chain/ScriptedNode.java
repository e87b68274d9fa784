package io.longshore.chain;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.net.PromptSockets;
import io.longshore.proof.Hashes;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A node for tests: real JSON-RPC over HTTP, a chain of one account as small as can be, and every misfortune a wallet can
/// meet, on command. Blocks are made by [#mine()] only.
final class ScriptedNode extends Dispatcher implements AutoCloseable {
    static final ChainId CHAIN = new ChainId(7);

    /// What happens to the next transaction that is sent.
    enum Fate {
        /// It waits for a block.
        ACCEPTED,
        /// It waits for a block, but the answer is lost on the way.
        ANSWER_LOST,
        /// It is answered and forgotten.
        FORGOTTEN,
        /// The node says no, with words of its own.
        REFUSED,
        /// The node breaks off before it hears of it.
        UNHEARD
    }

    private record Mined(List<SignedTransaction> transactions, int foreign, int salt) {}

    private final MockWebServer server = new MockWebServer();
    private final List<Mined> blocks = new ArrayList<>(List.of(new Mined(List.of(), 0, 0)));
    private final Map<Hash, SignedTransaction> pool = new LinkedHashMap<>();
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final List<Bytes> sent = new ArrayList<>();
    private Consumer<SignedTransaction> onSend = _ -> {};
    private Optional<Revert> revert = Optional.empty();
    private boolean failing;
    private boolean down;
    private long finalBlock = Long.MAX_VALUE;
    private long balance = Long.MAX_VALUE;
    private long baseFee = 1000;
    private long chainId = CHAIN.value();

    ScriptedNode() throws IOException {
        server.setServerSocketFactory(new PromptSockets());
        server.setDispatcher(this);
        server.start();
    }

    URI url() {
        return server.url("/").uri();
    }

    @Override
    public void close() {
        server.close();
    }

    // ---- what happens

    synchronized ScriptedNode next(Fate... these) {
        fates.addAll(List.of(these));
        return this;
    }

    /// Includes what can be included, in a block of its own.
    synchronized void mine() {
        var included = new ArrayList<SignedTransaction>();
        long nonce = nonce(blocks.size());
        var byFee = Comparator.comparing((SignedTransaction signed) -> signed.transaction().fee().max()).reversed();
        while (true) {
            long wanted = nonce;
            var next = pool.values().stream().filter(signed -> signed.transaction().nonce() == wanted).min(byFee);
            if (next.isEmpty()) {
                break;
            }
            included.add(next.get());
            pool.values().removeIf(signed -> signed.transaction().nonce() == wanted);
            nonce++;
        }
        blocks.add(new Mined(List.copyOf(included), 0, blocks.size()));
    }

    /// Lets transactions of the same wallet that came from elsewhere use the next nonces.
    synchronized void mineForeign(int count) {
        blocks.add(new Mined(List.of(), count, blocks.size()));
        pool.clear();
    }

    /// Takes the newest blocks away and puts an empty one in their place; what was in them is gone, also from the pool.
    synchronized void reorganise(int depth) {
        for (int i = 0; i < depth; i++) {
            blocks.removeLast();
        }
        blocks.add(new Mined(List.of(), 0, 1_000_000 + blocks.size()));
    }

    /// Lets the pool be forgotten.
    synchronized void forget() {
        pool.clear();
    }

    /// From now on transactions fail in their blocks, and calls with them.
    synchronized void failWith(Revert why) {
        revert = Optional.of(why);
    }

    /// From now on transactions fail in their blocks, though calls do not.
    synchronized void failInBlocks() {
        failing = true;
    }

    synchronized void finalBlock(long number) {
        finalBlock = number;
    }

    synchronized void down(boolean isDown) {
        down = isDown;
    }

    /// What a unit of gas burns in the next block; the tip is 100.
    synchronized void baseFee(long wei) {
        baseFee = wei;
    }

    synchronized void balance(long wei) {
        balance = wei;
    }

    synchronized void chainId(long id) {
        chainId = id;
    }

    synchronized void onSend(Consumer<SignedTransaction> listener) {
        onSend = listener;
    }

    /// Everything it heard of, in order.
    synchronized List<Bytes> sent() {
        return List.copyOf(sent);
    }

    synchronized long newest() {
        return blocks.size() - 1L;
    }

    // ---- what it answers

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        if (down) {
            return new MockResponse.Builder().code(503).build();
        }
        var question = Json.tree(request.getBody().toByteArray());
        ObjectNode answer = Json.object().put("jsonrpc", "2.0");
        answer.set("id", question.get("id"));
        try {
            answer(question.get("method").stringValue(), question.get("params"), answer);
        } catch (Lost lost) {
            return new MockResponse.Builder().code(504).build();
        }
        return new MockResponse(200, Headers.of("Content-Type", "application/json"),
                new String(Json.write(answer), UTF_8));
    }

    private static final class Lost extends Exception {}

    private void answer(String method, JsonNode params, ObjectNode answer) throws Lost {
        switch (method) {
            case "eth_chainId" -> answer.put("result", Quantity.hex(chainId));
            case "eth_blockNumber" -> answer.put("result", Quantity.hex(newest()));
            case "eth_getBlockByNumber" -> answer.set("result", block(number(params.get(0).stringValue())));
            case "eth_getBalance" -> answer.put("result", Quantity.hex(balance));
            case "eth_maxPriorityFeePerGas" -> answer.put("result", "0x64");
            case "eth_feeHistory" -> answer.putObject("result").putArray("baseFeePerGas").add("0x3e8")
                    .add(Quantity.hex(baseFee));
            case "eth_getTransactionCount" -> answer.put("result", count(params.get(1).stringValue()));
            case "eth_estimateGas", "eth_call" -> {
                if (revert.isPresent()) {
                    answer.putObject("error").put("code", 3).put("message", "words").put("data",
                            revert.get().data().toString());
                } else {
                    answer.put("result", "0x5208");
                }
            }
            case "eth_sendRawTransaction" -> send(Bytes.fromHex(params.get(0).stringValue()), answer);
            case "eth_getTransactionReceipt" -> answer.set("result", receipt(Hash.of(params.get(0).stringValue())));
            case "eth_getTransactionByHash" -> answer.set("result", transaction(Hash.of(params.get(0).stringValue())));
            default -> answer.putObject("error").put("code", -32601).put("message", method);
        }
    }

    private long number(String tag) {
        return switch (tag) {
            case "latest", "pending" -> newest();
            case "finalized" -> Math.min(finalBlock, newest());
            default -> Quantity.number(tag);
        };
    }

    private String count(String tag) {
        long nonce = nonce(number(tag) + 1);
        while (tag.equals("pending") && pooled(nonce)) {
            nonce++;
        }
        return Quantity.hex(nonce);
    }

    private boolean pooled(long nonce) {
        return pool.values().stream().anyMatch(signed -> signed.transaction().nonce() == nonce);
    }

    /// How many transactions are in the first blocks.
    private long nonce(long count) {
        return blocks.stream().limit(count).mapToLong(block -> block.transactions().size() + block.foreign()).sum();
    }

    private void send(Bytes raw, ObjectNode answer) throws Lost {
        var fate = fates.isEmpty() ? Fate.ACCEPTED : fates.remove();
        if (fate == Fate.UNHEARD) {
            throw new Lost();
        }
        try {
            var signed = SignedTransaction.decode(raw);
            sent.add(raw);
            onSend.accept(signed);
            boolean used = signed.transaction().nonce() < nonce(blocks.size());
            if (fate == Fate.REFUSED || used || pool.containsKey(signed.hash())) {
                answer.putObject("error").put("code", -32000).put("message", "no, whatever the reason");
                return;
            }
            if (fate != Fate.FORGOTTEN) {
                pool.put(signed.hash(), signed);
            }
            if (fate == Fate.ANSWER_LOST) {
                throw new Lost();
            }
            answer.put("result", signed.hash().toString());
        } catch (FailureException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private Hash hash(int number) {
        return Hashes.keccak256(("block " + number + " " + blocks.get(number).salt()).getBytes(UTF_8));
    }

    private JsonNode block(long number) {
        if (number > newest()) {
            return Json.object().nullNode();
        }
        return Json.object().put("number", Quantity.hex(number)).put("hash", hash((int) number).toString())
                .put("parentHash", number == 0 ? "0x" + "00".repeat(32) : hash((int) number - 1).toString())
                .put("timestamp", Quantity.hex(time((int) number).getEpochSecond())).put("baseFeePerGas", "0x3e8");
    }

    static Instant time(int block) {
        return Instant.ofEpochSecond(1_700_000_000L + 12L * block);
    }

    private Optional<Integer> blockOf(Hash hash) {
        for (int number = 0; number < blocks.size(); number++) {
            if (blocks.get(number).transactions().stream().anyMatch(signed -> signed.hash().equals(hash))) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    private JsonNode receipt(Hash hash) {
        return blockOf(hash).<JsonNode>map(number -> {
            ObjectNode receipt = Json.object().put("transactionHash", hash.toString())
                    .put("blockHash", hash(number).toString()).put("blockNumber", Quantity.hex(number))
                    .put("status", failing || revert.isPresent() ? "0x0" : "0x1").put("gasUsed", "0x5208")
                    .put("effectiveGasPrice", "0x2");
            receipt.putArray("logs");
            return receipt;
        }).orElseGet(() -> Json.object().nullNode());
    }

    private JsonNode transaction(Hash hash) {
        var block = blockOf(hash);
        var signed = block.map(number -> blocks.get(number).transactions()).stream().flatMap(List::stream)
                .filter(included -> included.hash().equals(hash)).findFirst()
                .or(() -> Optional.ofNullable(pool.get(hash)));
        return signed.<JsonNode>map(found -> {
            ObjectNode json = Json.object().put("hash", hash.toString()).put("from", found.from().toString())
                    .put("nonce", Quantity.hex(found.transaction().nonce()));
            block.ifPresent(number -> json.put("blockNumber", Quantity.hex(number)));
            return json;
        }).orElseGet(() -> Json.object().nullNode());
    }
}
