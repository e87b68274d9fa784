package io.longshore.localnet;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.chain.SignedTransaction;
import io.longshore.chain.TokenCall;
import io.longshore.chain.VaultRefusal;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What goes wrong on command, and that it lasts over a restart as on a real chain.
class ChainFaultsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;
    private DevChain chain;
    private RpcClient rpc;
    private final SigningKey payer = SigningKey.random(RANDOM);
    private final Account other = SigningKey.random(RANDOM).account();

    @BeforeEach
    void open() throws Exception {
        chain = DevChain.open(folder, 0, "secret", InstantSource.system(), RANDOM);
        rpc = new RpcClient(chain.rpc(), chain.chainId());
        chain.fund(payer.account(), Amount.of(1_000), Wei.of("1000000000000000000"));
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

    private SignedTransaction transfer(long nonce, long amount) {
        return rpc.signed(payer, nonce, chain.token(), new TokenCall.Transfer(other, Amount.of(amount)).calldata());
    }

    private Amount balance() throws Exception {
        TokenCall.BalanceOf asked = new TokenCall.BalanceOf(other);
        return asked.decode(rpc.call(chain.token(), asked.calldata()));
    }

    @Test
    void forgetsATransactionItAccepted() throws Exception {
        chain.faults().next(1, new ChainFaults.Fate.Dropped());
        SignedTransaction sent = transfer(0, 5);
        rpc.send(sent);
        assertTrue(rpc.result("eth_getTransactionByHash", sent.hash()).isNull());
        assertEquals(0, rpc.nonce(payer.account(), "pending"));

        rpc.send(sent);
        assertTrue(rpc.succeeded(sent.hash()));
    }

    @Test
    void revertsWithTheErrorItWasGiven() throws Exception {
        Bytes error = new VaultRefusal.InvalidInputLength().data();
        chain.faults().next(1, new ChainFaults.Fate.Reverted(error));
        SignedTransaction sent = transfer(0, 5);
        rpc.send(sent);
        reopen();
        assertEquals("0x0", rpc.receipt(sent.hash()).orElseThrow().required("status").stringValue());
        assertEquals(Amount.ZERO, balance());
        rpc.send(transfer(1, 6));
        assertEquals(Amount.of(6), balance());
    }

    @Test
    void givesTheNonceToAForeignTransaction() throws Exception {
        chain.faults().next(1, new ChainFaults.Fate.Replaced());
        SignedTransaction sent = transfer(0, 5);
        rpc.send(sent);
        reopen();
        assertEquals(1, rpc.nonce(payer.account(), "latest"));
        assertTrue(rpc.receipt(sent.hash()).isEmpty());
        assertTrue(rpc.refusal("eth_sendRawTransaction", sent.raw()).startsWith("nonce too low"));

        chain.faults().takeNonce(payer.account());
        assertEquals(2, rpc.nonce(payer.account(), "latest"));
        JsonNode foreign = rpc.result("eth_getBlockByNumber", "latest", true).required("transactions").get(0);
        assertEquals(payer.account().toString(), foreign.required("from").stringValue());
        assertEquals(Amount.ZERO, balance());
    }

    @Test
    void reorganisesBlocksWhoseTransactionsWaitAgain() throws Exception {
        SignedTransaction first = transfer(0, 5);
        SignedTransaction second = transfer(1, 6);
        rpc.send(first);
        rpc.send(second);
        long head = rpc.number("eth_blockNumber");
        JsonNode before = rpc.receipt(first.hash()).orElseThrow();

        chain.faults().reorganise(2);

        assertEquals(head, rpc.number("eth_blockNumber"));
        assertTrue(rpc.receipt(first.hash()).isEmpty());
        assertTrue(rpc.result("eth_getBlockByHash", before.required("blockHash").stringValue(), false).isNull());
        assertEquals(Amount.ZERO, balance());
        assertEquals(0, rpc.nonce(payer.account(), "latest"));
        assertEquals(2, rpc.nonce(payer.account(), "pending"));

        chain.mine(1);

        assertEquals(Amount.of(11), balance());
        JsonNode after = rpc.receipt(first.hash()).orElseThrow();
        assertNotEquals(before.required("blockHash"), after.required("blockHash"));
        reopen();
        assertEquals(after, rpc.receipt(first.hash()).orElseThrow());
        assertEquals(head + 1, rpc.number("eth_blockNumber"));
    }

    @Test
    void liftsForcedRevertsWhenItReorganises() throws Exception {
        chain.faults().next(1, new ChainFaults.Fate.Reverted(Bytes.of()));
        SignedTransaction sent = transfer(0, 5);
        rpc.send(sent);
        assertFalse(rpc.succeeded(sent.hash()));
        chain.faults().reorganise(1);
        chain.mine(1);
        assertTrue(rpc.succeeded(sent.hash()));
    }

    @Test
    void givesMoneyAfterAReorganisationTookItBack() throws Exception {
        chain.faults().reorganise(1);
        assertEquals(0, rpc.number("eth_getBalance", payer.account(), "latest"));
        chain.fund(other, Amount.of(7), Wei.ZERO);
        assertEquals(Amount.of(7), balance());
        rpc.send(transfer(0, 5));
        assertEquals(Amount.of(12), balance());
    }

    @Test
    void losesWhatWaitsAfterAReorganisationIfTold() throws Exception {
        SignedTransaction sent = transfer(0, 5);
        rpc.send(sent);
        chain.faults().reorganise(1);
        chain.faults().forgetWaiting();
        chain.mine(1);
        assertTrue(rpc.result("eth_getTransactionByHash", sent.hash()).isNull());
        assertThrows(IllegalArgumentException.class, () -> chain.faults().reorganise(1_000));
    }

    @Test
    void executesButDoesNotAnswer() throws Exception {
        chain.faults().next("eth_sendRawTransaction", 1, new ChainFaults.Answer.Silent(Duration.ZERO));
        SignedTransaction sent = transfer(0, 5);
        assertThrows(IOException.class, () -> rpc.send(sent));
        assertTrue(rpc.succeeded(sent.hash()));

        chain.faults().next("eth_sendRawTransaction", 1, new ChainFaults.Answer.Silent(Duration.ofMinutes(1)));
        SignedTransaction next = transfer(1, 5);
        byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":[\"" + next.raw()
                + "\"]}").getBytes(StandardCharsets.UTF_8);
        assertThrows(HttpTimeoutException.class, () -> rpc.post(body, Duration.ofMillis(300)));
        assertTrue(rpc.succeeded(next.hash()));
        long begun = System.nanoTime();
        chain.close();
        assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos(), "closing waited for a fault");
        open();
    }

    @Test
    void answersErrorsAndStatusesWithoutDoingWhatWasAsked() throws Exception {
        chain.faults().next("eth_sendRawTransaction", 1, new ChainFaults.Answer.Failed(-32005, "too busy"));
        chain.faults().next(ChainFaults.ANY_METHOD, 1, new ChainFaults.Answer.Status(503));
        byte[] body = Json.write(Json.object().put("id", 1).put("method", "eth_chainId"));
        assertEquals(503, rpc.post(body, Duration.ofSeconds(5)).statusCode());
        JsonNode error = rpc.answer("eth_sendRawTransaction", transfer(0, 5).raw()).required("error");
        assertEquals(-32005, error.required("code").intValue());
        assertEquals(0, rpc.nonce(payer.account(), "pending"));
    }

    @Test
    void answersLate() throws Exception {
        chain.faults().next("eth_chainId", 1, new ChainFaults.Answer.Late(Duration.ofMillis(120)));
        long begun = System.nanoTime();
        rpc.result("eth_chainId");
        assertTrue(System.nanoTime() - begun >= Duration.ofMillis(120).toNanos(), "answered at once");
    }

    @Test
    void holdsMiningAndGoesOn() throws Exception {
        chain.faults().holdMining();
        SignedTransaction sent = transfer(0, 5);
        rpc.send(sent);
        assertTrue(rpc.receipt(sent.hash()).isEmpty());
        chain.fund(other, Amount.of(1), Wei.ZERO);
        assertEquals(Amount.of(1), balance());
        assertTrue(rpc.receipt(sent.hash()).isEmpty());

        chain.faults().releaseMining();
        assertTrue(rpc.succeeded(sent.hash()));
    }

    @Test
    void letsTransactionsWaitThatOfferLessThanTheBaseFee() throws Exception {
        chain.faults().holdBaseFee(Wei.of(6_000_000_000L));
        Bytes call = new TokenCall.Transfer(other, Amount.of(5)).calldata();
        SignedTransaction cheap = rpc.signed(payer, 0, chain.token(), call, 100);
        rpc.send(cheap);
        assertTrue(rpc.receipt(cheap.hash()).isEmpty());
        SignedTransaction dear = rpc.signed(payer, 0, chain.token(), call, 130);
        rpc.send(dear);
        assertTrue(rpc.succeeded(dear.hash()));
        chain.faults().clear();
        rpc.send(rpc.signed(payer, 1, chain.token(), call, 120));
        assertEquals(Amount.of(10), balance());
    }

    @Test
    void minesWhatWaitedForALowerBaseFee() throws Exception {
        chain.faults().holdBaseFee(Wei.of(6_000_000_000L));
        SignedTransaction cheap = transfer(0, 5);
        rpc.send(cheap);
        chain.faults().clear();
        assertTrue(rpc.succeeded(cheap.hash()));
    }
}
