package io.longshore.chain;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.chain.ScriptedNode.Fate;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Wei;
import io.longshore.net.Backoff;
import io.longshore.net.Http;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The user's ceiling for the price of gas holds for everything that is signed. The node wants a tip of 100 on top of its
/// base fee.
@Timeout(30)
class GasCeilingTest {
    private static final SigningKey KEY = SigningKey.of(Bytes.fromHex("11".repeat(32)).toArray());
    private static final Account TOKEN = Account.of("0x" + "22".repeat(20));
    private static final Purpose APPROVE = new Purpose.Approve(List.of(), Amount.of(1));

    private final MemoryPayments store = new MemoryPayments();
    private final TestTime time = new TestTime();
    private final Http http = new Http();
    private ScriptedNode node;
    private Rpc rpc;
    private Optional<Wei> ceiling = Optional.empty();
    private Intents intents;

    @BeforeEach
    void start() throws IOException {
        node = new ScriptedNode();
        rpc = new Rpc(http, node.url(), Duration.ofSeconds(10));
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
                Duration.ofMinutes(2));
        intents = new Intents(store, rpc, KEY, ScriptedNode.CHAIN, new Finality.Depth(1), fees(), pace, time);
    }

    @AfterEach
    void stop() {
        http.close();
        node.close();
    }

    private Fees fees() {
        return new Fees(rpc, () -> ceiling);
    }

    private void ceiling(long wei) {
        ceiling = Optional.of(Wei.of(wei));
    }

    private Outcome run() throws FailureException {
        return intents.run(APPROVE, TOKEN, new TokenCall.Approve(TOKEN, Amount.of(1)).calldata(),
                (intent, outcome) -> store.outcome(intent.id(), outcome));
    }

    private static Failure failure(Attempted attempted) {
        return assertThrows(FailureException.class, attempted::run).failure();
    }

    private interface Attempted {
        Object run() throws FailureException;
    }

    private Fee sent(int index) throws FailureException {
        return SignedTransaction.decode(node.sent().get(index)).transaction().fee();
    }

    @Test
    void aboveTheCeilingNothingIsSigned() throws FailureException {
        ceiling(1099);
        assertEquals(new Failure.GasTooDear(Wei.of(1100), Wei.of(1099)), failure(this::run));
        assertEquals(List.of(), store.all());
        assertEquals(List.of(), node.sent());
        ceiling(1100);
        time.during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run());
        assertEquals(new Fee(Wei.of(1100), Wei.of(100)), sent(0));
    }

    @Test
    void cheaperGasIsWaitedFor() throws FailureException {
        ceiling(1100);
        node.baseFee(1001);
        assertInstanceOf(Failure.GasTooDear.class, failure(this::run));
        node.baseFee(10);
        time.during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run());
        assertEquals(new Fee(Wei.of(120), Wei.of(100)), sent(0));
    }

    @Test
    void whatIsOfferedIsTwiceTheBaseFeeOrTheCeiling() throws FailureException {
        assertEquals(new Fee(Wei.of(2100), Wei.of(100)), fees().now());
        ceiling(2100);
        assertEquals(new Fee(Wei.of(2100), Wei.of(100)), fees().now());
        ceiling(2099);
        assertEquals(new Fee(Wei.of(2099), Wei.of(100)), fees().now());
    }

    @Test
    void aBumpBeyondTheCeilingIsNotMade() throws FailureException {
        ceiling(2200);
        assertEquals(new Failure.GasTooDear(Wei.of(2363), Wei.of(2200)), failure(this::run));
        assertEquals(1, store.attempts(new IntentId(1)).size());
        assertEquals(1, node.sent().size());
        assertEquals(1, store.open().size());
        time.during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run());
        assertEquals(1, store.all().size());
    }

    @Test
    void aBumpGoesUpToTheCeiling() throws FailureException {
        ceiling(2400);
        time.quiet(20).during(() -> node.baseFee(2200)).quiet(20).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run());
        assertEquals(List.of(Wei.of(2100), Wei.of(2400)), List.of(sent(0).max(), sent(1).max()));
    }

    @Test
    void whatTheNodeForgotIsSentAgainThoughItCannotBeBumped() throws FailureException {
        ceiling(2200);
        time.quiet(31).during(node::forget).quiet(2).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run());
        assertEquals(2, node.sent().size());
        assertEquals(1, node.sent().stream().distinct().count());
    }

    @Test
    void aCeilingThatIsRaisedLetsItGoOn() throws FailureException {
        ceiling(2200);
        time.quiet(40).during(() -> ceiling(10_000)).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run());
        assertEquals(2, store.attempts(new IntentId(1)).size());
        assertTrue(sent(1).max().compareTo(Wei.of(2363)) >= 0);
    }

    @Test
    void aLostAnswerIsLookedUpWhateverGasCosts() throws FailureException {
        ceiling(2200);
        node.next(Fate.ANSWER_LOST);
        time.during(() -> node.baseFee(1_000_000)).during(node::mine);
        assertInstanceOf(Outcome.Confirmed.class, run());
        assertEquals(1, node.sent().size());
    }
}
