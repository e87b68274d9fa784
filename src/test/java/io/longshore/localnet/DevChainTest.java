package io.longshore.localnet;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.chain.Revert;
import io.longshore.chain.TokenCall;
import io.longshore.chain.TokenRefusal;
import io.longshore.chain.VaultCall;
import io.longshore.chain.VaultPayment;
import io.longshore.chain.VaultRefusal;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
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
        return new Wei(new java.math.BigInteger(
                rpc.result("eth_getBalance", payer.account(), "latest").stringValue().substring(2), 16));
    }
}
