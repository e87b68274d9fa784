package io.longshore.checkpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.longshore.chain.Sleeper;
import io.longshore.checkpoint.Behaviour.Word;
import io.longshore.destination.Provider;
import io.longshore.model.Commitment;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.Standing;
import io.longshore.wave.Majority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Every behaviour in groups of every size, with the protocol's true times on a clock that costs none.
class HearingTest {
    /// How many of how many must agree: 51 % rounded up, as the Automated Checkpoint Protocol's own table has it.
    private static final Map<Integer, Integer> REQUIRED = Map.of(1, 1, 2, 2, 3, 2, 4, 3, 5, 3, 7, 4);

    private final MemoryLeaves leaves = new MemoryLeaves();
    private final Judge judge = new Judge(Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET,
            new OwnMmr(leaves, MemoryLeaves.DRIVE));
    private final Witnesses witnesses;

    HearingTest() throws FailureException {
        for (int i = 0; i < 45; i++) {
            leaves.grow();
        }
        witnesses = new Witnesses(leaves.from(MemoryLeaves.DRIVE, 0, 100));
    }

    private static Stream<Arguments> groups() {
        return Stream.of(Behaviour.values()).flatMap(
                behaviour -> REQUIRED.keySet().stream().sorted().map(size -> Arguments.of(behaviour, size)));
    }

    /// So many of a behaviour among healthy ones, in some order.
    private Map<ProviderId, Standing> hear(Behaviour behaviour, int such, int all, long seed) throws Exception {
        List<Provider> providers = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            providers.add(witnesses.provider(i, i < all - such ? Behaviour.HEALTHY : behaviour));
        }
        Random random = new Random(seed);
        Collections.shuffle(providers, random);
        try (Hearing hearing = Hearing.of(providers, judge, Hearing.Pace.PROTOCOL, random, witnesses.sleeper())) {
            return hearing.all();
        }
    }

    private static Analysis analysis(Map<ProviderId, Standing> standings) {
        int required = Majority.threshold(standings.size(), Majority.THRESHOLD_PERCENT);
        assertEquals(REQUIRED.get(standings.size()), required);
        return Analysis.of(Consensus.of(standings, required), Map.of(), false);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void oneSuchAmongHealthyOnes(Behaviour behaviour, int all) throws Exception {
        Map<ProviderId, Standing> standings = hear(behaviour, 1, all, all);
        Standing odd = standings.get(new ProviderId(Signatory.key(all - 1).account()));
        // The first provider may show its own signature as often as it likes.
        boolean own = behaviour == Behaviour.REPEATED_SIGNER && all == 1;
        Word word = own ? Word.AGREES : behaviour.word;
        (own ? Behaviour.HEALTHY : behaviour).assertStanding(odd, leaves.count(MemoryLeaves.DRIVE));
        assertEquals(behaviour.asked(), witnesses.asked(new ProviderId(Signatory.key(all - 1).account())));
        assertTook(behaviour);
        Analysis analysis = analysis(standings);
        assertInstanceOf(word.alone(all), analysis.recommendation());
        assertEquals(word == Word.AGREES || all > 2, signedForAll(analysis).isPresent());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void soManySuchThatTheRestIsTooFew(Behaviour behaviour, int all) throws Exception {
        int such = all - REQUIRED.get(all) + 1;
        if (behaviour == Behaviour.REPEATED_SIGNER && such == all) {
            return;
        }
        Analysis analysis = analysis(hear(behaviour, such, all, all));
        assertTook(behaviour);
        assertInstanceOf(behaviour.word.tooMany(such, REQUIRED.get(all)), analysis.recommendation());
        assertEquals(behaviour.word == Word.AGREES, signedForAll(analysis).isPresent());
    }

    /// However many are such, they take their time together.
    private void assertTook(Behaviour behaviour) {
        assertTrue(witnesses.longest().compareTo(behaviour.least) >= 0, witnesses.longest()::toString);
        assertTrue(witnesses.longest().compareTo(behaviour.most) <= 0, witnesses.longest()::toString);
    }

    private Optional<List<Commitment>> signedForAll(Analysis analysis) {
        return analysis.consensus().agreed()
                .filter(signed -> signed.getFirst().count() == leaves.count(MemoryLeaves.DRIVE));
    }

    @Test
    void sayWhatALaggingMajorityLacksAndWhoIsAway() throws Exception {
        Analysis analysis = analysis(hear(Behaviour.LAGGING_BY_40, 3, 5, 1));
        var wait = assertInstanceOf(Recommendation.WaitForSync.class, analysis.recommendation());
        assertEquals(List.of(40L, 40L, 40L), List.copyOf(wait.behind().values()));
    }

    @Test
    void aPersistentContradictionIsWorthAChallengeOnlyWhereTheChainTakesOne() throws Exception {
        Map<ProviderId, Standing> standings = hear(Behaviour.DIVERGENT, 1, 5, 1);
        ProviderId liar = new ProviderId(Signatory.key(4).account());
        Consensus consensus = Consensus.of(standings, 3);
        assertEquals(new Recommendation.Challenge(List.of(liar)),
                Analysis.of(consensus, Map.of(liar, 3), true).recommendation());
        assertInstanceOf(Recommendation.ProceedWithMajority.class,
                Analysis.of(consensus, Map.of(liar, 2), true).recommendation());
        assertInstanceOf(Recommendation.ProceedWithMajority.class,
                Analysis.of(consensus, Map.of(liar, 9), false).recommendation());
    }

    @Test
    void aMajorityAgainstUsIsNeverJoinedHoweverLongItLasts() throws Exception {
        Map<ProviderId, Standing> standings = hear(Behaviour.BOASTING, 3, 5, 1);
        Consensus consensus = Consensus.of(standings, 3);
        assertTrue(consensus.agreed().isEmpty());
        var ask = assertInstanceOf(Recommendation.Ask.class,
                Analysis.of(consensus, Map.of(standings.keySet().iterator().next(), 9), true).recommendation());
        assertEquals(3, ask.against().size());
        assertTrue(ask.ahead().isPresent());
    }

    @Test
    void whoIsNotHeardYetHoldsUpNobodyWhenEnoughAgree() throws Exception {
        List<Provider> providers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            providers.add(witnesses.provider(i, Behaviour.HEALTHY));
        }
        Object never = new Object();
        providers.add(new Signatory(4) {
            @Override
            public Commitment commitment(Duration most) throws FailureException {
                synchronized (never) {
                    try {
                        never.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                return commitment();
            }
        });
        try (Hearing hearing = Hearing.of(providers, judge, Hearing.Pace.PROTOCOL, new Random(1),
                witnesses.sleeper())) {
            Map<ProviderId, Standing> standings = hearing.until(heard -> heard.size() == 4, Duration.ofMillis(1));
            assertEquals(4, standings.values().stream().filter(Standing.Agreeing.class::isInstance).count());
            assertInstanceOf(Standing.Unreachable.class, standings.get(providers.get(4).id()));
        }
    }

    @Test
    @Timeout(20)
    void whoWasAskedInVainIsNotWaitedForWhenEnoughAgree() throws Exception {
        List<Provider> providers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            providers.add(witnesses.provider(i, i < 3 ? Behaviour.HEALTHY : Behaviour.REFUSING));
        }
        CountDownLatch never = new CountDownLatch(1);
        Sleeper endless = _ -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new FailureException(new Failure.Cancelled(), e);
            }
        };
        try (Hearing hearing = Hearing.of(providers, judge, Hearing.Pace.PROTOCOL, new Random(1), endless)) {
            Map<ProviderId, Standing> standings = hearing.until(
                    heard -> heard.values().stream().filter(Standing.Agreeing.class::isInstance).count() == 3,
                    Duration.ofMinutes(1));
            for (Provider away : providers.subList(3, 5)) {
                var silent = assertInstanceOf(Standing.Unreachable.class, standings.get(away.id()));
                assertTrue(silent.failure().toString().contains("connection refused"), silent::toString);
            }
        }
    }

    @Test
    void theBoundIsThatOfTheProtocol() {
        assertEquals(Duration.ofMillis(137_500), Hearing.Pace.PROTOCOL.bound());
    }
}
