package io.longshore.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.longshore.chain.ScriptedNode.Fate;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Attempt;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
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
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IntentsTest {
    private static final SigningKey KEY = SigningKey.of(Bytes.fromHex("11".repeat(32)).toArray());
    private static final Account TOKEN = Account.of("0x" + "22".repeat(20));
    private static final Account VAULT = Account.of("0x" + "33".repeat(20));
    private static final Purpose APPROVE = new Purpose.Approve(List.of(), Amount.of(1));

    private final MemoryPayments store = new MemoryPayments();
    private final TestTime time = new TestTime();
    private final Http http = new Http();
    private final List<Intent> recorded = new ArrayList<>();
    private ScriptedNode node;
    private Rpc rpc;

    @BeforeEach
    void start() throws IOException {
        node = new ScriptedNode();
        rpc = new Rpc(http, node.url(), Duration.ofSeconds(10));
        node.onSend(signed -> assertTrue(store.knows(signed.hash()), "broadcast before it was durable"));
    }

    @AfterEach
    void stop() {
        http.close();
        node.close();
    }

    /// As after a restart: nothing but what is in the store.
    private Intents intents(Finality finality) {
        // Every pause is a second: the generator always draws the most.
        RandomGenerator most = new RandomGenerator() {
            @Override
            public long nextLong() {
                return -1;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
        var pace = new Pace(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), most), Duration.ofSeconds(30), 4,
                Duration.ofMinutes(5));
        return new Intents(store, rpc, KEY, ScriptedNode.CHAIN, finality, new Fees(rpc), pace, time);
    }

    private Intents intents() {
        return intents(new Finality.Depth(1));
    }

    private void record(Intent intent, Outcome outcome) throws FailureException {
        store.outcome(intent.id(), outcome);
        recorded.add(intent);
    }

    private static Bytes call(long amount) {
        return new TokenCall.Approve(VAULT, Amount.of(amount)).calldata();
    }

    private Outcome run(long amount) throws FailureException {
        return intents().run(APPROVE, TOKEN, call(amount), this::record);
    }

    private Failure failure(long amount) {
        return assertThrows(FailureException.class, () -> run(amount)).failure();
    }

    private SignedTransaction sent(int index) throws FailureException {
        return SignedTransaction.decode(node.sent().get(index));
    }

    @Test
    void oneTransactionIsMadeAndItsOutcomeRecorded() throws FailureException {
        time.during(node::mine);
        var outcome = assertInstanceOf(Outcome.Confirmed.class, run(1));
        assertEquals(sent(0).hash(), outcome.transaction());
        assertEquals(1, outcome.block());
        assertEquals(ScriptedNode.time(1), outcome.blockTime());
        assertEquals(Wei.of(2 * 21_000), outcome.gas());
        assertEquals(Optional.of(outcome), store.outcome(new IntentId(1)));
        assertEquals(1, node.sent().size());
        var transaction = sent(0).transaction();
        assertEquals(new Fee(Wei.of(2 * 1000 + 100), Wei.of(100)), transaction.fee());
        assertEquals(25_200, transaction.gasLimit());
        assertEquals(Optional.of(TOKEN), transaction.to());
        assertEquals(call(1), transaction.data());
    }

    @Test
    void theNextOneHasTheNextNonce() throws FailureException {
        time.during(node::mine);
        run(1);
        time.during(node::mine);
        run(2);
        assertEquals(List.of(0L, 1L), store.all().stream().map(Intent::nonce).toList());
    }

    @Test
    void aLostAnswerIsNoFailure() throws FailureException {
        node.next(Fate.ANSWER_LOST);
        time.quiet(2).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run(1));
        assertEquals(1, node.sent().size());
    }

    @Test
    void whatTheNodeForgotIsSentAgainAsItWas() throws FailureException {
        node.next(Fate.FORGOTTEN, Fate.UNHEARD, Fate.FORGOTTEN);
        time.quiet(4).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run(1));
        assertEquals(3, node.sent().size());
        assertEquals(1, node.sent().stream().distinct().count());
        assertEquals(1, store.attempts(new IntentId(1)).size());
    }

    @Test
    void aRefusalDecidesNothing() throws FailureException {
        node.next(Fate.REFUSED, Fate.REFUSED);
        time.quiet(3).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run(1));
        assertEquals(1, node.sent().stream().distinct().count());
    }

    @Test
    void aNodeThatIsDownForAWhileIsWaitedFor() throws FailureException {
        time.during(() -> node.down(true)).quiet(20).during(() -> {
            node.down(false);
            node.mine();
        });
        assertInstanceOf(Outcome.Confirmed.class, run(1));
    }

    @Test
    void whileTheOutcomeIsUnknownNothingNewIsDrafted() throws FailureException {
        node.onSend(_ -> node.down(true));
        assertInstanceOf(Failure.Unavailable.class, failure(1));
        assertInstanceOf(Failure.Unavailable.class, failure(2));
        node.down(false);
        node.onSend(_ -> {});
        node.forget();
        assertEquals(1, store.all().size());
        time.during(node::mine).during(node::mine);
        var second = assertInstanceOf(Outcome.Confirmed.class, run(2));
        assertEquals(2, store.all().size());
        assertEquals(List.of(1L, 2L), recorded.stream().map(intent -> intent.id().value()).toList());
        assertEquals(call(2), SignedTransaction.decode(store.attempts(new IntentId(2)).getFirst().raw())
                .transaction().data());
        assertEquals(store.attempts(new IntentId(2)).getFirst().hash(), second.transaction());
    }

    @Test
    void theSameCallThatWasOpenIsNotMadeTwice() throws FailureException {
        assertInstanceOf(Failure.Unavailable.class, failure(1));
        node.mine();
        var outcome = assertInstanceOf(Outcome.Confirmed.class, run(1));
        assertEquals(1, store.all().size());
        assertEquals(Optional.of(outcome), store.outcome(new IntentId(1)));
    }

    @Test
    void aFailureCountsOnceItIsFinal() throws FailureException {
        node.finalBlock(0);
        time.during(() -> {
            node.failInBlocks();
            node.mine();
        }).during(() -> node.failWith(new VaultRefusal.InvalidInputLength())).quiet(3)
                .during(() -> {
                    assertTrue(recorded.isEmpty());
                    node.finalBlock(1);
                });
        var outcome = assertInstanceOf(Outcome.Reverted.class,
                intents(new Finality.Finalized()).run(APPROVE, TOKEN, call(1), this::record));
        assertEquals(1, outcome.block());
        assertEquals(new VaultRefusal.InvalidInputLength().toString(), outcome.reason());
        assertEquals(6, time.sleeps());
        assertEquals(1, node.sent().size());
    }

    @Test
    void aForeignTransactionInItsPlaceCountsOnceItIsFinal() throws FailureException {
        node.finalBlock(0);
        time.during(() -> node.mineForeign(1)).quiet(3).during(() -> {
            assertTrue(recorded.isEmpty());
            node.finalBlock(1);
        });
        assertEquals(new Outcome.Replaced(0),
                intents(new Finality.Finalized()).run(APPROVE, TOKEN, call(1), this::record));
        assertEquals(6, time.sleeps());
    }

    @Test
    void aForeignTransactionThatIsReorganisedAwayGivesTheNonceBack() throws FailureException {
        node.finalBlock(0);
        time.during(() -> node.mineForeign(1)).quiet(2).during(() -> node.reorganise(1)).quiet(1).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class,
                intents(new Finality.Finalized()).run(APPROVE, TOKEN, call(1), this::record));
        assertEquals(2, node.sent().size());
        assertEquals(1, node.sent().stream().distinct().count());
    }

    @Test
    void aBumpKeepsNonceAndCalldata() throws FailureException {
        time.quiet(32).during(node::mine);
        var outcome = assertInstanceOf(Outcome.Confirmed.class, run(1));
        var attempts = store.attempts(new IntentId(1));
        assertEquals(2, attempts.size());
        assertEquals(attempts.get(1).hash(), outcome.transaction());
        var first = sent(0).transaction();
        var second = sent(1).transaction();
        assertEquals(first.fee().bumped(), second.fee());
        assertEquals(new Transaction(first.chain(), first.nonce(), second.fee(), first.gasLimit(), first.to(),
                first.value(), first.data()), second);
    }

    @Test
    void anyAttemptSettlesTheIntent() throws FailureException {
        node.next(Fate.ACCEPTED, Fate.REFUSED);
        time.quiet(30).during(node::mine);
        var outcome = assertInstanceOf(Outcome.Confirmed.class, run(1));
        var attempts = store.attempts(new IntentId(1));
        assertEquals(2, attempts.size());
        assertEquals(attempts.get(0).hash(), outcome.transaction());
    }

    @Test
    void aBumpThatCannotBeRecordedIsNotSent() throws FailureException {
        time.quiet(20).during(() -> store.full(true));
        assertInstanceOf(Failure.LocalFailure.class, failure(1));
        assertEquals(1, node.sent().size());
        store.full(false);
        node.mine();
        intents().resolveOpen(this::record);
        assertInstanceOf(Outcome.Confirmed.class, store.outcome(new IntentId(1)).orElseThrow());
    }

    @Test
    void bumpsEnd() throws FailureException {
        assertInstanceOf(Failure.Unavailable.class, failure(1));
        assertEquals(4, store.attempts(new IntentId(1)).size());
        assertTrue(store.outcome(new IntentId(1)).isEmpty());
    }

    @Test
    void whatWasDraftedBeforeACrashIsBroadcastAsItWas() throws FailureException {
        var drafted = store.draft(APPROVE, ScriptedNode.CHAIN, KEY.account(), 0, TOKEN, call(1),
                intent -> new Attempt(intent.id(), first().hash(), first().raw(),
                        first().transaction().fee().max()));
        time.during(node::mine);
        intents().resolveOpen(this::record);
        assertEquals(List.of(drafted.attempt().raw()), node.sent());
        assertInstanceOf(Outcome.Confirmed.class, store.outcome(drafted.intent().id()).orElseThrow());
    }

    private static SignedTransaction first() {
        return Transaction.call(ScriptedNode.CHAIN, 0, new Fee(Wei.of(3000), Wei.of(10)), 50_000, TOKEN, call(1))
                .sign(KEY);
    }

    @Test
    void whatWasIncludedBeforeACrashIsFound() throws FailureException {
        node.onSend(_ -> node.down(true));
        failure(1);
        node.down(false);
        node.mine();
        intents().resolveOpen(this::record);
        assertInstanceOf(Outcome.Confirmed.class, store.outcome(new IntentId(1)).orElseThrow());
        assertEquals(1, node.sent().size());
        intents().resolveOpen(this::record);
        assertEquals(1, recorded.size());
    }

    @Test
    void anOutcomeThatCouldNotBeRecordedIsFoundAgain() throws FailureException {
        time.during(() -> {
            node.mine();
            store.full(true);
        });
        assertInstanceOf(Failure.LocalFailure.class, failure(1));
        assertTrue(store.outcome(new IntentId(1)).isEmpty());
        store.full(false);
        intents().resolveOpen(this::record);
        assertInstanceOf(Outcome.Confirmed.class, store.outcome(new IntentId(1)).orElseThrow());
        assertEquals(1, node.sent().size());
    }

    @Test
    void aDraftThatIsNotDurableIsNotSent() {
        store.full(true);
        assertInstanceOf(Failure.LocalFailure.class, failure(1));
        assertEquals(List.of(), node.sent());
    }

    @Test
    void aWalletUsedElsewhereStopsEverything() throws FailureException {
        time.during(node::mine);
        run(1);
        node.mineForeign(1);
        assertInstanceOf(Failure.OlderThanTheWorld.class, failure(2));
        assertInstanceOf(Failure.OlderThanTheWorld.class, assertThrows(FailureException.class,
                () -> intents().resolveOpen(this::record)).failure());
        assertEquals(1, store.all().size());
    }

    @Test
    void aWalletThatIsImportedGoesOnFromItsNonce() throws FailureException {
        node.mineForeign(5);
        time.during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run(1));
        assertEquals(5, store.all().getFirst().nonce());
    }

    @Test
    void anImportedWalletWaitsForANodeThatFellBehind() throws FailureException {
        node.mineForeign(5);
        time.during(() -> node.reorganise(1)).quiet(3).during(() -> node.mineForeign(5)).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run(1));
        assertEquals(1, node.sent().stream().distinct().count());
    }

    @Test
    void anotherChainIsADisagreement() {
        node.chainId(8);
        assertInstanceOf(Failure.Disagreement.class, failure(1));
        assertEquals(List.of(), store.all());
    }

    @Test
    void aCallTheContractWouldRefuseIsNotMade() {
        var paid = new VaultRefusal.PaymentAlreadyExists(Hash.of("44".repeat(32)));
        node.failWith(paid);
        var failure = assertThrows(FailureException.class, () -> run(1));
        assertInstanceOf(Failure.PaymentFailed.class, failure.failure());
        assertEquals(Optional.of(paid), Revert.of(failure));
        assertEquals(List.of(), store.all());
    }

    @Test
    void withoutCoinForGasNothingIsMade() {
        node.balance(25_200L * 2100 - 1);
        assertEquals(new Failure.Insufficient(Failure.Insufficient.Resource.GAS, "52920000", "52919999"), failure(1));
        assertEquals(List.of(), store.all());
    }

    @Test
    void coinThatIsGoneAfterwardsIsSaidAndTheIntentStaysOpen() throws FailureException {
        node.next(Fate.REFUSED, Fate.REFUSED, Fate.REFUSED, Fate.REFUSED);
        time.during(() -> node.balance(0));
        assertInstanceOf(Failure.Insufficient.class, failure(1));
        assertEquals(1, store.open().size());
    }

    @Test
    void whatAReorganisationTookIsSentAgainBeforeAnythingNew() throws FailureException {
        time.during(node::mine);
        run(1);
        time.during(node::mine);
        run(2);
        var before = node.sent();
        node.reorganise(2);
        time.during(node::mine).during(node::mine).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run(3));
        assertEquals(before, node.sent().subList(2, 4));
        assertEquals(2, sent(4).transaction().nonce());
        assertEquals(5, node.sent().size());
        assertEquals(3, recorded.size());
    }

    @Test
    void aConfirmedPaymentWhosePlaceIsTakenIsADisagreement() throws FailureException {
        time.during(node::mine);
        run(1);
        node.reorganise(1);
        time.during(() -> node.mineForeign(1));
        assertInstanceOf(Failure.Disagreement.class, failure(2));
        assertEquals(1, store.all().size());
    }

    @Test
    void callersTakeTurns() throws Exception {
        var shared = intents();

        node.onSend(_ -> Thread.ofVirtual().start(node::mine));
        var callers = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            var calldata = call(100 + i);
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    shared.run(APPROVE, TOKEN, calldata, this::record);
                } catch (FailureException failure) {
                    throw new AssertionError(failure);
                }
            }));
        }
        for (var caller : callers) {
            assertTrue(caller.join(Duration.ofSeconds(20)));
        }
        assertEquals(8, recorded.size());
        assertFalse(store.all().stream().map(intent -> BigInteger.valueOf(intent.nonce())).distinct().count() < 8);
    }
}
