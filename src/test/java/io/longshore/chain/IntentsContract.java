package io.longshore.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.net.Backoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Intents against a chain that makes blocks, forgets and reorganises when it is told to.
public abstract class IntentsContract extends BlocksContract {
    private static final Purpose APPROVE = new Purpose.Approve(List.of(), Amount.of(1));

    private MemoryPayments store;
    private TestTime time;
    private Intents intents;

    @BeforeEach
    void makeIntents() throws FailureException {
        store = new MemoryPayments();
        time = new TestTime();
        intents = on(chainId());
    }

    private Intents on(ChainId id) {
        var pace = new Pace(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random(1)),
                Duration.ofSeconds(10), 8, Duration.ofMinutes(5));
        return new Intents(store, rpc, alice.key(), id, new Finality.Depth(1), new Fees(rpc), pace, time);
    }

    private interface Event {
        void happens() throws FailureException;
    }

    private TestTime during(Event event) {
        return time.during(() -> {
            try {
                event.happens();
            } catch (FailureException failure) {
                throw new AssertionError(failure);
            }
        });
    }

    private TestTime mining() {
        return during(() -> chain.mine(1));
    }

    private void record(Intent intent, Outcome outcome) throws FailureException {
        store.outcome(intent.id(), outcome);
    }

    private Outcome.Confirmed approve(Amount amount) throws FailureException {
        return assertInstanceOf(Outcome.Confirmed.class, intents.run(APPROVE, token,
                new TokenCall.Approve(vault, amount).calldata(), this::record));
    }

    private Amount allowance() throws FailureException {
        return new Funds(rpc, alice.account()).allowance(token, vault);
    }

    private SignedTransaction sent(int attempt) throws FailureException {
        return SignedTransaction.decode(store.attempts(new IntentId(1)).get(attempt).raw());
    }

    @Test
    void aWaveIsApprovedAndPaid() throws FailureException {
        chain.hold();
        mining();
        approve(TOKENS);
        assertEquals(TOKENS, allowance());
        var rows = IntStream.range(0, 64)
                .mapToObj(_ -> new VaultPayment(stranger(), Amount.of(11_718_750_000_000_000L), randomHash())).toList();
        mining();
        var paid = assertInstanceOf(Outcome.Confirmed.class, intents.run(APPROVE, vault,
                new VaultCall.PayForQuotes(rows).calldata(), this::record));
        for (var row : rows) {
            assertTrue(rpc.query(vault, new VaultCall.CompletedPayments(row.quoteHash())).covers(row));
        }
        var receipt = rpc.receipt(paid.transaction()).orElseThrow();
        assertEquals(receipt.gas(), paid.gas());
        assertEquals(rpc.block(BlockTag.at(paid.block())).orElseThrow().time(), paid.blockTime());
    }

    @Test
    void whatWaitsForLongIsOfferedForMoreAndStaysTheSameCall() throws FailureException {
        chain.hold();
        time.quiet(25);
        mining();
        var outcome = approve(Amount.of(5));
        assertEquals(2, store.attempts(new IntentId(1)).size());
        var first = sent(0).transaction();
        var second = sent(1).transaction();
        // An eighth more of both; or what is usual now, if that is more.
        assertTrue(second.fee().atLeast(first.fee().bumped()).equals(second.fee()), second.toString());
        assertEquals(new Transaction(first.chain(), first.nonce(), second.fee(), first.gasLimit(), first.to(),
                first.value(), first.data()), second);
        assertEquals(sent(1).hash(), outcome.transaction());
        assertEquals(Optional.empty(), rpc.receipt(sent(0).hash()));
        assertEquals(Amount.of(5), allowance());
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.LATEST));
    }

    @Test
    void itIsOfferedForMoreEachTimeItWaitedForLong() throws FailureException {
        chain.hold();
        time.quiet(80);
        mining();
        var outcome = approve(Amount.of(5));
        var attempts = store.attempts(new IntentId(1));
        assertTrue(attempts.size() > 3, "attempts: " + attempts.size());
        assertEquals(attempts.getLast().hash(), outcome.transaction());
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.LATEST));
    }

    @Test
    void whatTheNodeDroppedIsSentAgain() throws FailureException {
        chain.hold();
        during(() -> chain.forget(sent(0))).quiet(2);
        mining();
        var outcome = approve(Amount.of(5));
        assertEquals(hash(1), outcome.transaction());
        assertEquals(1, store.attempts(new IntentId(1)).size());
    }

    private Hash hash(long intent) {
        return store.attempts(new IntentId(intent)).getFirst().hash();
    }

    @Test
    void whatAReorganisationTookComesBack() throws FailureException {
        chain.hold();
        mining();
        approve(Amount.of(5));
        chain.reorganise(1);
        assertEquals(Amount.ZERO, allowance());
        mining();
        mining();
        mining();
        approve(Amount.of(6));
        assertEquals(Amount.of(6), allowance());
        assertEquals(2, rpc.nonce(alice.account(), BlockTag.LATEST));
        assertEquals(1, store.attempts(new IntentId(1)).size());
    }

    @Test
    void aNonceThatSomebodyElseUsedIsReplaced() throws FailureException {
        chain.hold();
        during(() -> {
            chain.forget(sent(0));
            rpc.sendRaw(alice.call(0, new Fees(rpc).now(), token, new TokenCall.Approve(vault, Amount.of(7)).calldata(),
                    100_000).raw());
            chain.mine(1);
        });
        assertInstanceOf(Outcome.Replaced.class, intents.run(APPROVE, token,
                new TokenCall.Approve(vault, Amount.of(5)).calldata(), this::record));
        assertEquals(Amount.of(7), allowance());
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.LATEST));
    }

    @Test
    void whatFailsInItsBlockIsSaidWithTheReason() throws FailureException {
        var row = new VaultPayment(stranger(), Amount.of(1), randomHash());
        var pay = new VaultCall.PayForQuotes(List.of(row)).calldata();
        var approve = new TokenCall.Approve(vault, TOKENS).calldata();
        alice.run(token, approve);
        var rival = actor();
        rival.run(token, approve);
        // Somebody else pays the same quote first.
        chain.hold();
        during(() -> {
            chain.forget(sent(0));
            rpc.sendRaw(rival.call(vault, pay, 500_000).raw());
            chain.mine(1);
        });
        mining();
        mining();
        var outcome = assertInstanceOf(Outcome.Reverted.class, intents.run(APPROVE, vault, pay, this::record));
        assertEquals(new VaultRefusal.PaymentAlreadyExists(row.quoteHash()).toString(), outcome.reason());
        assertEquals(rpc.receipt(outcome.transaction()).orElseThrow().gas(), outcome.gas());
        assertTrue(outcome.gas().value().compareTo(BigInteger.ZERO) > 0);
    }

    @Test
    void onAnotherChainNothingIsSigned() throws FailureException {
        var failure = assertThrows(FailureException.class, () -> on(new ChainId(chainId().value() + 1)).run(APPROVE,
                token, new TokenCall.Approve(vault, TOKENS).calldata(), this::record)).failure();
        assertEquals("chain id", assertInstanceOf(Failure.Disagreement.class, failure).what());
        assertEquals(List.of(), store.all());
        assertEquals(0, rpc.nonce(alice.account(), BlockTag.PENDING));
    }

    @Test
    void withTooLittleCoinNothingIsSigned() throws FailureException {
        alice.give(stranger(), COIN.minus(new Fees(rpc).now().max().times(100_000)));
        var approve = new TokenCall.Approve(vault, TOKENS).calldata();
        var failure = assertThrows(FailureException.class, () -> intents.run(APPROVE, registry,
                new RegistryCall.RegisterProvider("x".repeat(2_000)).calldata(), this::record)).failure();
        assertEquals(Failure.Insufficient.Resource.GAS,
                assertInstanceOf(Failure.Insufficient.class, failure).resource());
        assertEquals(List.of(), store.all());
        mining();
        intents.run(APPROVE, token, approve, this::record);
        assertEquals(TOKENS, allowance());
    }
}
