package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.longshore.chain.Sleeper;
import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.model.AuditReport;
import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.Choice;
import io.longshore.model.Commitment;
import io.longshore.model.Decision;
import io.longshore.model.Decision.Outcome;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ResolverTest {
    private final SplittableRandom random = new SplittableRandom(11);
    private final MemoryLeaves leaves = new MemoryLeaves();
    private final OwnMmr own = new OwnMmr(leaves, MemoryLeaves.DRIVE);
    private final Judge judge = new Judge(Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET, own);
    private final Keeper keeper = new Keeper(0);
    private final List<Signatory> three = List.of(keeper, new Signatory(1), new Signatory(2));
    private final Destination destination = Signatory.destination(three);
    private final Members members = new Members(three);
    private final MemoryDecisions decided = new MemoryDecisions(members);
    private final List<Analysis> heard = new ArrayList<>();
    private final ChallengeChain chain = new ChallengeChain();
    /// What is given to providers that lack something.
    private Runnable given = () -> {};
    private Optional<Failure> refusal = Optional.empty();

    private Resolver resolver(Optional<Challenges> challenges) {
        Checkpointer.Ears ears = this::hear;
        return new Resolver(MemoryLeaves.DRIVE, leaves, destination, new Discovery(destination, members, members), ears,
                judge, most -> {
                    assertEquals(Duration.ofSeconds(60), most);
                    given.run();
                }, new Audit(MemoryLeaves.DRIVE, leaves, judge, ByteCount.mebibytes(4), random, members), challenges,
                decided, new Anchoring(), random);
    }

    private Hearing hear(List<Provider> providers) {
        return Hearing.of(providers, judge, Hearing.Pace.PROTOCOL.dividedBy(1000), new SplittableRandom(1),
                Sleeper.REAL);
    }

    private Decision resolve(Choice choice) throws Exception {
        return resolver(Optional.empty()).resolve(choice);
    }

    private Leaf grow() {
        return Keeper.grow(leaves, keeper, 3, random);
    }

    private void commit(Signatory... signatories) {
        for (Signatory signatory : signatories) {
            try {
                signatory.commit(leaves.from(MemoryLeaves.DRIVE, signatory.count(), 100));
            } catch (FailureException e) {
                throw new AssertionError(e);
            }
        }
    }

    /// Makes checkpoints, unless it is told not to.
    private final class Anchoring implements Resolver.Anchoring {
        @Override
        public Optional<Checkpoint> now() throws FailureException {
            assertEquals(Optional.empty(), decided.last().outcome(), "recorded before it is done");
            if (refusal.isPresent()) {
                throw new FailureException(refusal.get());
            }
            long count = leaves.count(MemoryLeaves.DRIVE);
            return count == 0
                    ? Optional.empty()
                    : Optional.of(new Checkpoint(Signatory.BUCKET, own.root(count), 0, count, List.of(),
                            own.root(count), 1, Instant.EPOCH));
        }

        @Override
        public void heard(Analysis analysis) {
            heard.add(analysis);
        }
    }

    /// A chain that takes challenges: it looks at the evidence, takes a deposit, and keeps the challenge open.
    private final class ChallengeChain implements Challenges {
        private static final int DEPOSIT = 1;

        /// A challenge that waits for its answer.
        record Open(ProviderId provider, Hash root, long leaf, int chunk) {}

        private final List<Open> open = new ArrayList<>();
        private int deposits;

        @Override
        public void challenge(Commitment signed, long leaf, int chunk) throws FailureException {
            if (judge.objection(signed, signed.provider()).isPresent() || leaf >= signed.count() || leaf < 0) {
                throw new FailureException(new Failure.PaymentFailed("the evidence is none"));
            }
            deposits += DEPOSIT;
            open.add(new Open(signed.provider(), signed.root(), leaf, chunk));
        }
    }

    private Failure refused(Resolver resolver, Choice choice) {
        Failure failure = assertThrows(FailureException.class, () -> resolver.resolve(choice)).failure();
        assertInstanceOf(Failure.Refused.class, failure);
        assertEquals(Optional.of(Outcome.REFUSED), decided.last().outcome());
        return failure;
    }

    @Test
    void whoLacksLeavesIsGivenThemAndAllAgree() throws Exception {
        grow();
        commit(three.get(1));
        given = () -> commit(three.get(2));
        assertEquals(Optional.of(Outcome.AGREED), resolve(new Choice.Wait()).outcome());
        assertEquals(List.of(new Recommendation.Nothing()),
                heard.stream().map(Analysis::recommendation).toList());
    }

    @Test
    void whoLacksThemStillAfterThatIsApartAndTheAdviceIsEscalated() throws Exception {
        grow();
        Decision decision = resolve(new Choice.Wait());
        assertEquals(Optional.of(Outcome.STILL_APART), decision.outcome());
        assertEquals(1, decision.count());
        Recommendation.WaitForSync advice = assertInstanceOf(Recommendation.WaitForSync.class,
                heard.getFirst().recommendation());
        assertEquals(Map.of(three.get(1).id(), 1L, three.get(2).id(), 1L), advice.behind());
        assertEquals(new Recommendation.Audit(advice.behind().keySet().stream().sorted().toList()),
                advice.escalated());
        Recommendation.WaitForSync away = new Recommendation.WaitForSync(Map.of(), List.of(three.get(1).id()));
        assertEquals(away, away.escalated(), "who is away can be waited for only");
    }

    @Test
    void goingOnWithTheMajorityMakesACheckpoint() throws Exception {
        grow();
        assertEquals(Optional.of(Outcome.SUBMITTED), resolve(new Choice.Proceed()).outcome());
    }

    @Test
    void goingOnIsRefusedWhereNoMajorityAgreesWithUs() {
        grow();
        for (Failure failure : List.of(new Failure.NoMajority(1, 2), new Failure.Disagreement("a", "b"))) {
            refusal = Optional.of(failure);
            refused(resolver(Optional.empty()), new Choice.Proceed());
        }
    }

    @Test
    void goingOnWithNothingIsRefused() {
        refused(resolver(Optional.empty()), new Choice.Proceed());
    }

    @Test
    void whatFailsOnTheWayIsRecordedAsBrokenOff() {
        grow();
        refusal = Optional.of(new Failure.Unavailable("the chain", "away", Optional.empty()));
        assertInstanceOf(Failure.Unavailable.class,
                assertThrows(FailureException.class, () -> resolve(new Choice.Proceed())).failure());
        assertEquals(Optional.of(Outcome.BROKEN_OFF), decided.last().outcome());
    }

    @Test
    void anAuditPassesOrFails() throws Exception {
        Leaf leaf = grow();
        assertEquals(Optional.of(Outcome.PASSED), resolve(new Choice.Audit(keeper.id())).outcome());
        keeper.lose(leaf.addresses().getFirst());
        assertEquals(Optional.of(Outcome.FAILED), resolve(new Choice.Audit(keeper.id())).outcome());
        AuditReport report = resolver(Optional.empty()).audited(keeper.id(), 3);
        assertFalse(report.passed());
        assertEquals(Optional.of(Outcome.FAILED), decided.last().outcome());
        assertEquals(3, decided.size());
    }

    @Test
    void anAuditOfSomebodyElseIsNone() {
        grow();
        assertInstanceOf(Failure.NotFound.class, assertThrows(FailureException.class,
                () -> resolve(new Choice.Audit(new Signatory(9).id()))).failure());
        assertEquals(Optional.of(Outcome.BROKEN_OFF), decided.last().outcome());
    }

    @Test
    void aChallengeIsRefusedWhereTheChainTakesNone() {
        grow();
        assertTrue(refused(resolver(Optional.empty()), new Choice.Challenge(keeper.id())).toString()
                .contains("takes no challenges"));
    }

    @Test
    void aChallengeGoesToAChainThatTakesItWithWhatTheProviderSigned() throws Exception {
        grow();
        grow();
        keeper.diverge();
        assertEquals(Optional.of(Outcome.CHALLENGED),
                resolver(Optional.of(chain)).resolve(new Choice.Challenge(keeper.id())).outcome());
        assertEquals(1, chain.deposits);
        ChallengeChain.Open open = chain.open.getFirst();
        assertEquals(keeper.id(), open.provider());
        assertEquals(keeper.commitment().root(), open.root());
        assertTrue(open.leaf() < 2, "a leaf that we know of");
    }

    @Test
    void whatProvesNothingIsNotHandedIn() {
        grow();
        keeper.forging = true;
        refused(resolver(Optional.of(chain)), new Choice.Challenge(keeper.id()));
        refused(resolver(Optional.of(chain)), new Choice.Challenge(three.get(1).id()));
        assertEquals(0, chain.deposits);
    }

    @Test
    void leavingItDoesNothing() throws Exception {
        grow();
        assertEquals(Optional.of(Outcome.LEFT), resolve(new Choice.Leave()).outcome());
        assertEquals(List.of(), heard);
    }
}
