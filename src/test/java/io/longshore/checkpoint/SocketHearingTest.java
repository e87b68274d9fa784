package io.longshore.checkpoint;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.longshore.chain.Sleeper;
import io.longshore.destination.Provider;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.destination.provider.NetworkDestination;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Profile;
import io.longshore.model.ProviderId;
import io.longshore.model.Standing;
import io.longshore.net.BearerToken;
import io.longshore.net.Http;
import io.longshore.wave.Majority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Every behaviour over real sockets, with all of the protocol's times divided by 100.
class SocketHearingTest {
    private static final int PART = 100;

    /// Except for who answers one second before it is too late, and for who has much to say: of that, a hundredth is less
    /// than a busy machine's threads wait for their turn.
    private static final int PART_OF_LATE = 20;
    private static final Set<Behaviour> LATE = Set.of(Behaviour.SLOW, Behaviour.HUGE);

    /// What a busy machine may need on top; more than that only somebody takes who waits where he should not.
    private static final Duration SLACK = Duration.ofSeconds(3);

    /// So much sooner than it must a slow one answers.
    private static final Duration IN_TIME = Duration.ofSeconds(1);

    private final MemoryLeaves leaves = new MemoryLeaves();
    private final Judge judge = new Judge(Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET,
            new OwnMmr(leaves, MemoryLeaves.DRIVE));
    private final Witnesses witnesses;
    private final Http http = new Http();
    private final List<ScriptedProvider> scripted = new ArrayList<>();

    SocketHearingTest() throws FailureException {
        for (int i = 0; i < 45; i++) {
            leaves.grow();
        }
        witnesses = new Witnesses(leaves.from(MemoryLeaves.DRIVE, 0, 100));
    }

    @AfterEach
    void end() {
        scripted.forEach(ScriptedProvider::close);
        http.close();
    }

    private void add(Behaviour behaviour) throws IOException {
        int number = scripted.size();
        scripted.add(new ScriptedProvider(number, behaviour, witnesses.signed(behaviour, Signatory.key(number)),
                part(behaviour)));
    }

    private static int part(Behaviour behaviour) {
        return LATE.contains(behaviour) ? PART_OF_LATE : PART;
    }

    /// Who introduces himself has done so when this returns.
    private List<Provider> open() throws FailureException {
        URI nowhere = URI.create("http://127.0.0.1:9/");
        NetworkDescription network = new NetworkDescription(nowhere, Signatory.CHAIN, ScriptedProvider.UNUSED,
                ScriptedProvider.UNUSED, Signatory.REGISTRY, scripted.stream().map(ScriptedProvider::listed).toList(),
                true, new Finality.Finalized());
        List<Provider> providers = NetworkDestination.open(http, new NetworkDirectory(http, nowhere), network,
                (_, _) -> new BearerToken("any"), Signatory.BUCKET, Profile.TACTICAL).providers();
        scripted.forEach(ScriptedProvider::begin);
        return providers;
    }

    private static Hearing hear(List<Provider> providers, Judge judge, Hearing.Pace pace) {
        return Hearing.of(providers, judge, pace, new SplittableRandom(1), Sleeper.REAL);
    }

    private Analysis analysis(Map<ProviderId, Standing> standings) {
        return Analysis.of(Consensus.of(standings, Majority.threshold(standings.size(), Majority.THRESHOLD_PERCENT)),
                Map.of(), false);
    }

    @ParameterizedTest
    @EnumSource
    void oneSuchAmongHealthyOnes(Behaviour behaviour) throws Exception {
        add(Behaviour.HEALTHY);
        add(Behaviour.HEALTHY);
        add(behaviour);
        List<Provider> providers = open();
        ProviderId odd = providers.getLast().id();
        int part = part(behaviour);
        Map<ProviderId, Standing> standings;
        Duration took;
        try (Stutter stutter = new Stutter();
                Hearing hearing = hear(providers, judge, Hearing.Pace.PROTOCOL.dividedBy(part))) {
            long begun = System.nanoTime();
            standings = hearing.all();
            took = Duration.ofNanos(System.nanoTime() - begun);
            Assumptions.assumeFalse(
                    behaviour == Behaviour.SLOW && stutter.longest().compareTo(IN_TIME.dividedBy(2 * part)) > 0,
                    () -> "skipped: threads wait " + stutter.longest() + " for their turn on this machine now");
        }
        behaviour.assertStanding(standings.get(odd), leaves.count(MemoryLeaves.DRIVE));
        assertTrue(took.compareTo(behaviour.least.dividedBy(part)) >= 0, took::toString);
        assertTrue(took.compareTo(behaviour.most.dividedBy(part).plus(SLACK)) <= 0, took::toString);
        // Nobody is left to count who knocks at a closed door.
        if (behaviour != Behaviour.REFUSING) {
            assertEquals(behaviour.asked(), scripted.getLast().asked());
        }
        assertInstanceOf(behaviour.word.alone(3), analysis(standings).recommendation());
        Map<ProviderId, Standing> two = new LinkedHashMap<>(standings);
        two.remove(providers.get(1).id());
        assertInstanceOf(behaviour.word.alone(2), analysis(two).recommendation());
    }

    @Test
    @Timeout(20)
    void whoAnswersIsHeardAtOnceHoweverTheOthersBehave() throws Exception {
        Map<ProviderId, Behaviour> quick = new HashMap<>();
        for (Behaviour behaviour : Behaviour.values()) {
            add(behaviour);
        }
        List<Provider> providers = open();
        for (Behaviour behaviour : Behaviour.values()) {
            if (behaviour.most.isZero()) {
                quick.put(providers.get(behaviour.ordinal()).id(), behaviour);
            }
        }
        // In the protocol's own time: who waited for the others would wait for minutes.
        try (Hearing hearing = hear(providers, judge, Hearing.Pace.PROTOCOL)) {
            Map<ProviderId, Standing> standings = hearing.until(
                    heard -> heard.keySet().containsAll(quick.keySet()), Duration.ZERO);
            quick.forEach((who, behaviour) -> behaviour.assertStanding(standings.get(who),
                    leaves.count(MemoryLeaves.DRIVE)));
        }
    }

    @Test
    void whoDoesNotEvenIntroduceItselfTakesNoLonger() throws Exception {
        add(Behaviour.HANGING);
        scripted.getFirst().introduceNot();
        List<Provider> providers = open();
        try (Hearing hearing = hear(providers, judge, Hearing.Pace.PROTOCOL.dividedBy(PART))) {
            Behaviour.HANGING.assertStanding(hearing.all().get(providers.getFirst().id()),
                    leaves.count(MemoryLeaves.DRIVE));
        }
        assertEquals(Behaviour.HANGING.asked(), scripted.getFirst().asked());
    }
}
