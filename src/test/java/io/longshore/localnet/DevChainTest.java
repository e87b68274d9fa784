package io.longshore.localnet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.chain.Fee;
import io.longshore.chain.Log;
import io.longshore.chain.Revert;
import io.longshore.chain.SignedTransaction;
import io.longshore.chain.TokenCall;
import io.longshore.chain.TokenRefusal;
import io.longshore.chain.Transaction;
import io.longshore.chain.VaultCall;
import io.longshore.chain.VaultEvent;
import io.longshore.chain.VaultPayment;
import io.longshore.chain.VaultRefusal;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.proof.Hashes;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The dev chain as one sees it over its JSON-RPC.
class DevChainTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Wei COIN = Wei.of("1000000000000000000");
    private static final Amount TOKENS = Amount.of(1_000_000);

    @TempDir
    private Path folder;
    private DevChain chain;
    private RpcClient rpc;
    private final SigningKey payer = SigningKey.random(RANDOM);
    private final Account storer = SigningKey.random(RANDOM).account();

    @BeforeEach
    void open() throws Exception {
        chain = DevChain.open(folder, 0, "secret", InstantSource.system(), RANDOM);
        rpc = new RpcClient(chain.rpc(), chain.chainId());
        chain.fund(payer.account(), TOKENS, COIN);
    }

    @AfterEach
    void close() {
        chain.close();
    }

    private void reopen() throws Exception {
        chain.close();
        chain = DevChain.open(folder, 0, "secret", InstantSource.system(), RANDOM);
        rpc = new RpcClient(chain.rpc(), chain.chainId());
    }

    private Amount balance(Account account) throws Exception {
        TokenCall.BalanceOf asked = new TokenCall.BalanceOf(account);
        return asked.decode(rpc.call(chain.token(), asked.calldata()));
    }

    private static Hash quote(int number) {
        return Hashes.keccak256(new byte[]{(byte) number});
    }

    private Bytes payment(int quote, long amount) {
        return new VaultCall.PayForQuotes(List.of(new VaultPayment(storer, Amount.of(amount), quote(quote))))
                .calldata();
    }

    private Hash approve(long nonce) throws Exception {
        return rpc.send(rpc.signed(payer, nonce, chain.token(),
                new TokenCall.Approve(chain.vault(), TOKENS).calldata()));
    }

    @Test
    void paysQuotesOnceAndSaysWhyItRefusesTheSecondTime() throws Exception {
        approve(0);
        Hash paid = rpc.send(rpc.signed(payer, 1, chain.vault(), payment(1, 300)));

        assertTrue(rpc.succeeded(paid));
        assertEquals(Amount.of(300), balance(storer));
        assertEquals(TOKENS.minus(Amount.of(300)), balance(payer.account()));
        VaultCall.CompletedPayments asked = new VaultCall.CompletedPayments(quote(1));
        VaultCall.Completed completed = asked.decode(rpc.call(chain.vault(), asked.calldata()));
        assertEquals(new VaultCall.Completed(storer.bytes().slice(0, 16), Amount.of(300)), completed);

        JsonNode error = rpc.answer("eth_call", RpcClient.message(payer.account(), chain.vault(), payment(1, 300)),
                "latest").required("error");
        assertEquals(3, error.required("code").intValue());
        assertEquals(new VaultRefusal.PaymentAlreadyExists(quote(1)),
                Revert.of(Bytes.fromHex(error.required("data").stringValue())));
        Hash again = rpc.send(rpc.signed(payer, 2, chain.vault(), payment(1, 300)));
        JsonNode receipt = rpc.receipt(again).orElseThrow();
        assertEquals("0x0", receipt.required("status").stringValue());
        assertEquals(0, receipt.required("logs").size());
        assertEquals(Amount.of(300), balance(storer));
        assertEquals(3, rpc.nonce(payer.account(), "latest"));
    }

    @Test
    void takesBackTheWholePaymentIfOneRowFails() throws Exception {
        approve(0);
        Bytes rows = new VaultCall.PayForQuotes(List.of(new VaultPayment(storer, Amount.of(5), quote(1)),
                new VaultPayment(storer, TOKENS, quote(2)))).calldata();

        JsonNode error = rpc.answer("eth_estimateGas", RpcClient.message(payer.account(), chain.vault(), rows))
                .required("error");
        assertEquals(new TokenRefusal.InsufficientAllowance(chain.vault(), TOKENS.minus(Amount.of(5)), TOKENS),
                Revert.of(Bytes.fromHex(error.required("data").stringValue())));
        assertFalse(rpc.succeeded(rpc.send(rpc.signed(payer, 1, chain.vault(), rows))));
        assertEquals(Amount.ZERO, balance(storer));
    }

    @Test
    void chargesExactlyWhatTheReceiptSays() throws Exception {
        Wei before = coin();
        JsonNode receipt = rpc.receipt(approve(0)).orElseThrow();
        long gas = Long.decode(receipt.required("gasUsed").stringValue());
        long price = Long.decode(receipt.required("effectiveGasPrice").stringValue());

        assertEquals(Wei.of(gas * price), before.minus(coin()));
    }

    private Wei coin() throws Exception {
        return new Wei(new BigInteger(
                rpc.result("eth_getBalance", payer.account(), "latest").stringValue().substring(2), 16));
    }

    /// Figures of the compiled contracts on anvil 1.7.1.
    @Test
    void takesTheGasThatTheCompiledContractsTake() throws Exception {
        assertGas(46_194, approve(0));
        assertGas(86_099, rpc.send(rpc.signed(payer, 1, chain.vault(), payment(1, 300))));
        List<VaultPayment> rows = new ArrayList<>();
        List<Account> storers = new ArrayList<>(List.of(storer));
        for (int i = 0; i < 64; i++) {
            storers.add(SigningKey.random(RANDOM).account());
            rows.add(new VaultPayment(storers.get(i % 5), Amount.of(300), quote(2 + i)));
        }
        assertGas(2_061_602,
                rpc.send(rpc.signed(payer, 2, chain.vault(), new VaultCall.PayForQuotes(rows).calldata())));
    }

    private void assertGas(long real, Hash transaction) throws Exception {
        assertTrue(rpc.succeeded(transaction));
        long used = Long.decode(rpc.receipt(transaction).orElseThrow().required("gasUsed").stringValue());
        assertTrue(Math.abs(used - real) < real * 3 / 100, "used " + used + ", compiled " + real);
    }

    @Test
    void comesBackAsItWas() throws Exception {
        approve(0);
        Hash paid = rpc.send(rpc.signed(payer, 1, chain.vault(), payment(1, 300)));
        JsonNode receipt = rpc.receipt(paid).orElseThrow();
        JsonNode head = rpc.result("eth_getBlockByNumber", "latest", true);
        var id = chain.chainId();
        var contracts = List.of(chain.vault(), chain.token(), chain.registry());

        reopen();

        assertEquals(id, chain.chainId());
        assertEquals(contracts, List.of(chain.vault(), chain.token(), chain.registry()));
        assertEquals(receipt, rpc.receipt(paid).orElseThrow());
        assertEquals(head, rpc.result("eth_getBlockByNumber", "latest", true));
        assertEquals(Amount.of(300), balance(storer));
        assertEquals(2, rpc.nonce(payer.account(), "latest"));
        chain.fund(storer, Amount.of(1), Wei.ZERO);
        assertEquals(Amount.of(301), balance(storer));
    }

    @Test
    void isAnotherChainEachTimeOneIsMade(@TempDir Path other) throws Exception {
        try (DevChain another = DevChain.open(other, 0, "secret", InstantSource.system(), RANDOM)) {
            assertNotEquals(chain.chainId(), another.chainId());
            assertNotEquals(chain.vault(), another.vault());
            assertTrue(another.chainId().value() > 1L << 40 && another.chainId().value() < 1L << 53);
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        FailureException refused = assertThrows(FailureException.class,
                () -> DevChain.open(folder, 0, "other", InstantSource.system(), RANDOM));
        assertTrue(refused.failure() instanceof Failure.DataFolderInUse, refused.getMessage());
    }

    @Test
    void letsTransactionsWaitBehindAGap() throws Exception {
        SignedTransaction third = rpc.signed(payer, 2, chain.vault(), payment(2, 2));
        SignedTransaction second = rpc.signed(payer, 1, chain.vault(), payment(1, 1));
        rpc.send(third);
        rpc.send(second);
        assertEquals(0, rpc.nonce(payer.account(), "pending"));
        assertTrue(rpc.result("eth_getTransactionByHash", third.hash()).required("blockHash").isNull());
        assertTrue(rpc.receipt(third.hash()).isEmpty());

        approve(0);

        assertTrue(rpc.succeeded(second.hash()));
        assertTrue(rpc.succeeded(third.hash()));
        assertEquals(3, rpc.nonce(payer.account(), "latest"));
    }

    @Test
    void replacesAWaitingTransactionForTenPerCentMore() throws Exception {
        chain.mining(new Mining.ByCommand());
        Bytes call = new TokenCall.Approve(chain.vault(), TOKENS).calldata();
        SignedTransaction first = rpc.signed(payer, 0, chain.token(), call, 100);
        SignedTransaction little = rpc.signed(payer, 0, chain.token(), call, 109);
        SignedTransaction enough = rpc.signed(payer, 0, chain.token(), call, 110);
        rpc.send(first);
        assertEquals("already known", rpc.refusal("eth_sendRawTransaction", first.raw()));
        assertEquals("replacement transaction underpriced", rpc.refusal("eth_sendRawTransaction", little.raw()));
        rpc.send(enough);
        assertEquals(1, rpc.nonce(payer.account(), "pending"));

        chain.mine(1);

        assertTrue(rpc.succeeded(enough.hash()));
        assertTrue(rpc.result("eth_getTransactionByHash", first.hash()).isNull());
        assertEquals("nonce too low: next nonce 1, tx nonce 0",
                rpc.refusal("eth_sendRawTransaction", first.raw()));
    }

    @Test
    void refusesWhatNoNodeWouldTake() throws Exception {
        Bytes call = new TokenCall.Approve(chain.vault(), TOKENS).calldata();
        Fee fee = new Fee(Wei.of(5_000_000_000L), Wei.of(1));
        Transaction good = Transaction.call(chain.chainId(), 0, fee, 100_000, chain.token(), call);
        assertRefused("invalid chain id for signer",
                Transaction.call(new ChainId(1), 0, fee, 100_000, chain.token(), call).sign(payer));
        assertRefused("insufficient funds for gas * price + value", good.sign(SigningKey.random(RANDOM)));
        assertRefused("intrinsic gas too low",
                Transaction.call(chain.chainId(), 0, fee, 21_000, chain.token(), call).sign(payer));
        assertRefused("exceeds block gas limit",
                Transaction.call(chain.chainId(), 0, fee, 30_000_001, chain.token(), call).sign(payer));
        assertRefused("max priority fee per gas higher than max fee per gas", Transaction.call(chain.chainId(), 0,
                new Fee(Wei.of(5), Wei.of(6)), 100_000, chain.token(), call).sign(payer));
        assertRefused("this chain creates no contracts", new Transaction(chain.chainId(), 0, fee, 100_000,
                Optional.empty(), Wei.ZERO, call).sign(payer));
        assertEquals(0, rpc.nonce(payer.account(), "pending"));
    }

    private void assertRefused(String why, SignedTransaction transaction) throws Exception {
        String said = rpc.refusal("eth_sendRawTransaction", transaction.raw());
        assertTrue(said.startsWith(why), said);
    }

    @Test
    void refusesDamagedTransactionsWhateverIsDamaged() throws Exception {
        long seed = RANDOM.nextLong();
        Random random = new Random(seed);
        byte[] raw = rpc.signed(payer, 0, chain.vault(), payment(1, 1)).raw().toArray();
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(raw, random.nextBoolean() ? raw.length : random.nextInt(raw.length));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            }
            JsonNode answer = rpc.answer("eth_sendRawTransaction", Bytes.of(damaged));
            assertEquals(-32000, answer.path("error").path("code").intValue(), "seed " + seed + ": " + answer);
        }
        assertEquals(0, rpc.nonce(payer.account(), "latest"));
    }

    @Test
    void failsATransactionThatRunsOutOfGasAndTakesItAll() throws Exception {
        Fee fee = new Fee(Wei.of(5_000_000_000L), Wei.of(1));
        Bytes call = new TokenCall.Approve(chain.vault(), TOKENS).calldata();
        Hash hash = rpc.send(Transaction.call(chain.chainId(), 0, fee, 30_000, chain.token(), call).sign(payer));

        JsonNode receipt = rpc.receipt(hash).orElseThrow();
        assertEquals("0x0", receipt.required("status").stringValue());
        assertEquals(30_000, Long.decode(receipt.required("gasUsed").stringValue()));
        assertEquals(1, rpc.nonce(payer.account(), "latest"));
    }

    @Test
    void movesCoinBetweenAccounts() throws Exception {
        Fee fee = new Fee(Wei.of(5_000_000_000L), Wei.of(1));
        rpc.send(new Transaction(chain.chainId(), 0, fee, 21_000, Optional.of(storer), Wei.of(77), Bytes.of())
                .sign(payer));
        assertEquals(77, rpc.number("eth_getBalance", storer, "latest"));
    }

    @Test
    void answersOlderBlocksFromOlderState() throws Exception {
        long before = rpc.number("eth_blockNumber");
        approve(0);
        rpc.send(rpc.signed(payer, 1, chain.vault(), payment(1, 300)));
        Bytes asked = new TokenCall.BalanceOf(storer).calldata();
        String then = rpc.result("eth_call", RpcClient.message(storer, chain.token(), asked),
                "0x" + Long.toHexString(before)).stringValue();
        assertEquals("0x" + "0".repeat(64), then);
        assertEquals(0, rpc.nonce(payer.account(), "0x" + Long.toHexString(before)));
        assertEquals(Amount.of(300), balance(storer));
        assertEquals("header not found", rpc.refusal("eth_call", RpcClient.message(storer, chain.token(), asked),
                "0x" + Long.toHexString(before + 3)));
    }

    @Test
    void findsLogsByContractTopicAndBlock() throws Exception {
        approve(0);
        rpc.send(rpc.signed(payer, 1, chain.vault(), payment(1, 300)));
        rpc.send(rpc.signed(payer, 2, chain.vault(), payment(2, 400)));
        var filter = Json.object().put("fromBlock", "earliest").put("address", chain.vault().toString());
        filter.putArray("topics").add(VaultEvent.TOPIC.toString()).addNull().addNull().add(quote(2).toString());

        JsonNode found = rpc.result("eth_getLogs", filter);

        assertEquals(1, found.size());
        JsonNode log = found.get(0);
        assertEquals("0x1", log.required("logIndex").stringValue());
        Log read = new Log(Account.of(log.required("address").stringValue()),
                log.required("topics").valueStream().map(topic -> Hash.of(topic.stringValue())).toList(),
                Bytes.fromHex(log.required("data").stringValue()));
        assertEquals(Optional.of(new VaultEvent(storer, Amount.of(400), quote(2))), VaultEvent.of(read));
        filter.put("fromBlock", "latest").remove("topics");
        assertEquals(1, rpc.result("eth_getLogs", filter).size());
    }

    @Test
    void tellsFeesAsNodesDo() throws Exception {
        approve(0);
        JsonNode history = rpc.result("eth_feeHistory", "0x5", "latest", Json.array().add(50));
        long head = rpc.number("eth_blockNumber");
        int blocks = (int) Math.min(5, head + 1);
        assertEquals("0x" + Long.toHexString(head - blocks + 1), history.required("oldestBlock").stringValue());
        assertEquals(blocks + 1, history.required("baseFeePerGas").size());
        assertEquals(blocks, history.required("gasUsedRatio").size());
        assertEquals(blocks, history.required("reward").size());
        assertEquals("0x" + Long.toHexString(100_000_000), history.required("reward").get(blocks - 1).get(0)
                .stringValue());
        double fullness = history.required("gasUsedRatio").get(blocks - 1).doubleValue();
        assertTrue(fullness > 0 && fullness < 0.01, "fullness " + fullness);

        String next = history.required("baseFeePerGas").get(blocks).stringValue();
        chain.mine(1);
        assertEquals(next, rpc.result("eth_getBlockByNumber", "latest", false).required("baseFeePerGas")
                .stringValue());
        assertFalse(rpc.result("eth_feeHistory", "0x1", "latest", Json.array()).has("reward"));
    }

    @Test
    void countsTheFinalBlockFromTheNewest() throws Exception {
        chain.finality(2);
        chain.mine(5);
        long head = rpc.number("eth_blockNumber");
        assertEquals("0x" + Long.toHexString(head - 2),
                rpc.result("eth_getBlockByNumber", "finalized", false).required("number").stringValue());
        assertTrue(rpc.result("eth_getBlockByNumber", "0x" + Long.toHexString(head + 1), false).isNull());
    }

    @Test
    void makesBlocksByItselfOnAnInterval() throws Exception {
        long before = rpc.number("eth_blockNumber");
        chain.mining(new Mining.Every(Duration.ofMillis(5)));
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (rpc.number("eth_blockNumber") < before + 3) {
            assertTrue(System.nanoTime() < deadline, "no blocks");
            Thread.onSpinWait();
        }
        chain.mining(new Mining.ByCommand());
        long after = rpc.number("eth_blockNumber");
        approve(0);
        assertEquals(after, rpc.number("eth_blockNumber"));
    }

    @Test
    void neverLetsBlockTimeGoBack(@TempDir Path other) throws Exception {
        AtomicLong now = new AtomicLong(5_000);
        InstantSource clock = () -> Instant.ofEpochSecond(now.get());
        try (DevChain own = DevChain.open(other, 0, "secret", clock, RANDOM)) {
            RpcClient client = new RpcClient(own.rpc(), own.chainId());
            List<Long> times = new ArrayList<>();
            for (long time : new long[]{5_010, 4_000, 5_010, 5_011}) {
                now.set(time);
                own.mine(1);
                times.add(Long.decode(client.result("eth_getBlockByNumber", "latest", false).required("timestamp")
                        .stringValue()));
            }
            assertEquals(List.of(5_010L, 5_010L, 5_010L, 5_011L), times);
        }
    }

    @Test
    void goesOnInTimeWhileNobodySendsAnything(@TempDir Path other) throws Exception {
        AtomicLong now = new AtomicLong(5_000);
        InstantSource clock = () -> Instant.ofEpochSecond(now.get());
        try (DevChain own = DevChain.open(other, 0, "secret", clock, RANDOM)) {
            RpcClient client = new RpcClient(own.rpc(), own.chainId());
            long before = client.number("eth_blockNumber");
            List<Long> times = new ArrayList<>();
            for (long time : new long[]{5_059, 5_060, 5_061, 90_000}) {
                now.set(time);
                times.add(Long.decode(client.result("eth_getBlockByNumber", "latest", false).required("timestamp")
                        .stringValue()));
            }
            assertEquals(List.of(5_000L, 5_060L, 5_060L, 90_000L), times);
            assertEquals(before + 2, client.number("eth_blockNumber"));
        }
    }

    @Test
    void answersBatchesAndSaysWhatItDoesNotKnow() throws Exception {
        byte[] batch = "[{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"net_version\",\"params\":[]},{\"id\":8}]"
                .getBytes(StandardCharsets.UTF_8);
        JsonNode answers = Json.tree(rpc.post(batch, Duration.ofSeconds(5)).body());
        assertEquals(chain.chainId().toString(), answers.get(0).required("result").stringValue());
        assertEquals(7, answers.get(0).required("id").intValue());
        assertEquals(-32600, answers.get(1).required("error").required("code").intValue());
        assertEquals(-32601, rpc.answer("eth_mine").required("error").required("code").intValue());
        assertEquals(-32602, rpc.answer("eth_getBalance", "0x12", "latest").required("error").required("code")
                .intValue());
        byte[] none = "{".getBytes(StandardCharsets.UTF_8);
        assertEquals(-32700, Json.tree(rpc.post(none, Duration.ofSeconds(5)).body()).required("error")
                .required("code").intValue());
    }

    @Test
    void hasCodeWhereItsContractsAre() throws Exception {
        assertNotEquals("0x", rpc.result("eth_getCode", chain.vault(), "latest").stringValue());
        assertEquals("0x", rpc.result("eth_getCode", storer, "latest").stringValue());
    }
}
