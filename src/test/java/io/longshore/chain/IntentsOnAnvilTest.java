package io.longshore.chain;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Wei;
import io.longshore.net.Backoff;
import io.longshore.net.Http;
import io.longshore.proof.Hashes;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Intents against a real node, which makes blocks, forgets and reorganises when it is told to.
class IntentsOnAnvilTest {
    private static final Purpose APPROVE = new Purpose.Approve(List.of(), Amount.of(1));
    private static final Amount PLENTY = new Amount(BigInteger.TEN.pow(24));

    private final MemoryPayments store = new MemoryPayments();
    private final TestTime time = new TestTime();
    private final Http http = new Http();
    private final SigningKey key = SigningKey.random(new SecureRandom());
    private Anvil anvil;
    private Rpc rpc;
    private Deployment contracts;
    private Intents intents;

    @BeforeEach
    void start() throws FailureException {
        anvil = Anvil.start("--slots-in-an-epoch", "1");
        rpc = new Rpc(http, anvil.url(), Duration.ofSeconds(10));
        contracts = Deployment.deploy(rpc, Anvil.RICH, Sleeper.REAL);
        var rich = new Actor(rpc, Anvil.RICH);
        rich.run(contracts.token(), new TokenCall.Mint(key.account(), PLENTY).calldata());
        rich.give(key.account(), Wei.of("1000000000000000000"));
        var pace = new Pace(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random(1)),
                Duration.ofSeconds(10), 8, Duration.ofMinutes(5));
        intents = new Intents(store, rpc, key, rpc.chainId(), new Finality.Depth(1), new Fees(rpc), pace, time);
        rpc.send("evm_setAutomine", false);
    }

    @AfterEach
    void stop() {
        http.close();
        if (anvil != null) {
            anvil.close();
        }
    }

    private void command(String method, Object... parameters) {
        try {
            rpc.send(method, parameters);
        } catch (FailureException failure) {
            throw new AssertionError(failure);
        }
    }

    private void mine() {
        command("evm_mine");
    }

    private void record(Intent intent, Outcome outcome) throws FailureException {
        store.outcome(intent.id(), outcome);
    }

    private Outcome.Confirmed approve(Amount amount) throws FailureException {
        return assertInstanceOf(Outcome.Confirmed.class, intents.run(APPROVE, contracts.token(),
                new TokenCall.Approve(contracts.vault(), amount).calldata(), this::record));
    }

    private Amount allowance() throws FailureException {
        return new Funds(rpc, key.account()).allowance(contracts.token(), contracts.vault());
    }

    @Test
    void aWaveIsApprovedAndPaid() throws FailureException {
        time.during(this::mine);
        approve(PLENTY);
        assertEquals(PLENTY, allowance());
        var rows = IntStream.range(0, 64).mapToObj(i -> new VaultPayment(
                Account.of(Hashes.sha256(new byte[]{(byte) i}).bytes().slice(0, 20).toArray()),
                Amount.of(11_718_750_000_000_000L), Hashes.sha256(new byte[]{1, (byte) i}))).toList();
        time.during(this::mine);
        var paid = assertInstanceOf(Outcome.Confirmed.class, intents.run(APPROVE, contracts.vault(),
                new VaultCall.PayForQuotes(rows).calldata(), this::record));
        for (var row : rows) {
            assertTrue(rpc.query(contracts.vault(), new VaultCall.CompletedPayments(row.quoteHash())).covers(row));
        }
        var receipt = rpc.receipt(paid.transaction()).orElseThrow();
        assertEquals(receipt.gas(), paid.gas());
        assertEquals(rpc.block(BlockTag.at(paid.block())).orElseThrow().time(), paid.blockTime());
    }

    @Test
    void aBumpReplacesWhatWaits() throws FailureException {
        time.quiet(80).during(this::mine);
        var outcome = approve(Amount.of(5));
        var attempts = store.attempts(new IntentId(1));
        assertTrue(attempts.size() > 1, "bumped");
        assertEquals(attempts.getLast().hash(), outcome.transaction());
        assertEquals(Amount.of(5), allowance());
        assertEquals(1, rpc.nonce(key.account(), BlockTag.LATEST));
    }

    @Test
    void whatTheNodeDroppedIsSentAgain() throws FailureException {
        time.during(() -> command("anvil_dropTransaction", hash(1))).quiet(2).during(this::mine);
        var outcome = approve(Amount.of(5));
        assertEquals(hash(1), outcome.transaction());
        assertEquals(1, store.attempts(new IntentId(1)).size());
    }

    private Hash hash(long intent) {
        return store.attempts(new IntentId(intent)).getFirst().hash();
    }

    @Test
    void whatAReorganisationTookComesBack() throws FailureException {
        time.during(this::mine);
        approve(Amount.of(5));
        command("anvil_reorg", 1, Json.array());
        assertEquals(Amount.ZERO, allowance());
        time.during(this::mine).during(this::mine).during(this::mine);
        approve(Amount.of(6));
        assertEquals(Amount.of(6), allowance());
        assertEquals(2, rpc.nonce(key.account(), BlockTag.LATEST));
        assertEquals(1, store.attempts(new IntentId(1)).size());
    }

    @Test
    void whatFailsInItsBlockIsSaidWithTheReason() throws FailureException {
        var row = new VaultPayment(contracts.vault(), Amount.of(1), Hashes.sha256(new byte[]{7}));
        time.during(this::mine);
        approve(PLENTY);
        var rival = new Actor(rpc, Anvil.RICH);
        time.during(() -> {
            // Somebody else pays the same quote first, with a higher fee, in the same block.
            try {
                var fee = new Fee(Wei.of(100_000_000_000L), Wei.of(50_000_000_000L));
                long nonce = rival.nonce();
                rpc.sendRaw(rival.call(nonce, fee, contracts.token(),
                        new TokenCall.Mint(rival.account(), PLENTY).calldata(), 200_000).raw());
                rpc.sendRaw(rival.call(nonce + 1, fee, contracts.token(),
                        new TokenCall.Approve(contracts.vault(), PLENTY).calldata(), 200_000).raw());
                rpc.sendRaw(rival.call(nonce + 2, fee, contracts.vault(),
                        new VaultCall.PayForQuotes(List.of(row)).calldata(), 500_000).raw());
            } catch (FailureException failure) {
                throw new AssertionError(failure);
            }
            mine();
        });
        var outcome = assertInstanceOf(Outcome.Reverted.class, intents.run(APPROVE, contracts.vault(),
                new VaultCall.PayForQuotes(List.of(row)).calldata(), this::record));
        assertEquals(new VaultRefusal.PaymentAlreadyExists(row.quoteHash()).toString(), outcome.reason());
        assertTrue(outcome.gas().compareTo(Wei.ZERO) > 0);
    }
}
