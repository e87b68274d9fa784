package io.longshore.road;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.Anvil;
import io.longshore.ledger.Waypoints.Moment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// `kill -9` before, at and after everything that an upload makes durable, and at random moments: nothing is paid twice,
/// nothing paid is lost, nothing is sent before it is paid. The points are those that recorded errands pass, and those of
/// transactions that come to grief. `-Dlongshore.seed=N` chooses the same again, as far as the machine's timing allows.
class KillMatrixTest {
    /// What must be among the points, whatever else is: every transition of the intent machine.
    private static final Set<String> TRANSITIONS = Set.of("intent:open_bucket+attempt", "outcome:confirmed:open_bucket",
            "intent:approve+attempt", "outcome:confirmed:approve", "intent:pay+attempt",
            "outcome:confirmed:pay+receipt", "intent:checkpoint+attempt",
            "outcome:confirmed:checkpoint+checkpoint", "attempt", "outcome:reverted:approve", "outcome:reverted:pay",
            "outcome:reverted:checkpoint", "outcome:replaced:approve", "outcome:replaced:pay",
            "outcome:replaced:checkpoint");

    /// Each set of records is three points, one for each moment of making it durable: 7 times each is 21 for a transition.
    private static final int SOAK_TIMES = 7;

    /// With those on anvil, 1 000.
    private static final int SOAK_MOMENTS = 900;
    private static final int ON_ANVIL = 100;

    private static final List<String> KINDS = List.of("approve", "pay", "checkpoint");

    private final long seed = Long.getLong("longshore.seed", new SecureRandom().nextLong());
    private final RandomGenerator random = Content.random(seed);

    @TempDir(factory = InTarget.class)
    private Path folder;
    private Programs programs;
    private QuickStart quick;

    @BeforeEach
    void prepare() throws IOException {
        programs = new Programs(folder.resolve("said"));
        quick = new QuickStart(folder.resolve("quick"));
    }

    @AfterEach
    void endAll() {
        programs.close();
    }

    @Test
    @Tag("long")
    void aKillAtAnyDurablePointOrRandomMomentPaysNothingTwiceAndLosesNothing() throws Exception {
        matrix(1, 60);
    }

    @Test
    @Tag("soak")
    void manyKillsAtEveryDurablePointPayNothingTwiceAndLoseNothing() throws Exception {
        matrix(SOAK_TIMES, 0);
    }

    @Test
    @Tag("soak")
    void killsAtManyRandomMomentsPayNothingTwiceAndLoseNothing() throws Exception {
        System.out.println("KillMatrixTest, seed " + seed);
        Kills kills = new Kills(programs, quick, folder, random);
        record();
        kills.strike(Collections.nCopies(SOAK_MOMENTS, new Kill.AtRandom()));
        System.out.println("KillMatrixTest, seed " + seed + ", at random: " + kills);
    }

    @Test
    @Tag("soak")
    void killsAtRandomMomentsOnARealEvmPayNothingTwice() throws Exception {
        System.out.println("KillMatrixTest, seed " + seed);
        List<Anvil> anvils = Collections.synchronizedList(new ArrayList<>());
        try {
            Kills kills = new Kills(programs, quick, folder, random, below -> {
                Anvil anvil = Anvil.start();
                anvils.add(anvil);
                return Network.startWhole(programs, below, "--chain", anvil.url().toString());
            });
            record();
            kills.strike(Collections.nCopies(ON_ANVIL, new Kill.AtRandom()));
            System.out.println("KillMatrixTest, seed " + seed + ", on anvil: " + kills);
        } finally {
            anvils.forEach(Anvil::close);
        }
    }

    /// @param times how often each point, that is each moment of making each set of records durable
    /// @param moments how many random ones
    private void matrix(int times, int moments) throws Exception {
        System.out.println("KillMatrixTest, seed " + seed);
        Kills kills = new Kills(programs, quick, folder, random);
        List<Kill> calm = new ArrayList<>();
        List<Kill> grief = new ArrayList<>();
        Set<Kill.At> points = record();
        for (int i = 0; i < times; i++) {
            calm.addAll(points);
            for (String kind : KINDS) {
                for (Kill.Sent.Then then : Kill.Sent.Then.values()) {
                    calm.add(new Kill.Sent(kind, then));
                }
            }
            grief.addAll(grief());
        }
        for (int i = 0; i < moments; i++) {
            calm.add(new Kill.AtRandom());
        }
        Set<String> killed = new TreeSet<>();
        points.forEach(point -> killed.add(point.point().records()));
        grief().forEach(point -> killed.add(point.point().records()));
        assertTrue(killed.containsAll(TRANSITIONS), () -> killed.toString());
        kills.strike(calm);
        System.out.println("KillMatrixTest: " + kills);
        kills.strike(grief);
        System.out.println("KillMatrixTest, seed " + seed + ": " + points.size() + " points of a calm chain and "
                + grief().size() + " of transactions that come to grief, each " + times + " times; " + kills);
        Set<String> others = new HashSet<>(kills.passed());
        others.removeAll(killed);
        others.removeIf(records -> records.contains(":earlier"));
        // A signature that comes late, because a provider was slow, is made an intent and recorded as a checkpoint is; what a
        // sudden end makes of that is shown where one comes late for certain (ConflictTest).
        others.removeIf(records -> records.contains("extension"));
        assertEquals(Set.of(), others, "records that were made durable, and at which nothing was killed");
    }

    /// The points that errands pass: the first on a data folder, another one, and one that must be approved.
    private Set<Kill.At> record() throws IOException, InterruptedException {
        Lane lane = new Lane(programs, quick, folder.resolve("recorded"), random);
        Walk first = lane.first();
        List<Point> often = new ArrayList<>();
        Set<Kill.At> kills = new LinkedHashSet<>();
        for (boolean poor : new boolean[]{false, true}) {
            Walk walk = lane.start(Set.of(), poor);
            walk.finish();
            walk.passed().stream().filter(point -> !often.contains(point))
                    .forEach(point -> kills.add(new Kill.At(point, false, poor)));
            often.addAll(walk.passed());
        }
        first.passed().stream().filter(point -> !often.contains(point))
                .forEach(point -> kills.add(new Kill.At(point, true, false)));
        lane.judge();
        lane.end();
        return kills;
    }

    /// The points of transactions that fail, are replaced, or wait for too long.
    private static List<Kill.InGrief> grief() {
        List<Kill.InGrief> kills = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            for (String kind : KINDS) {
                for (String grief : List.of("reverted", "replaced")) {
                    kills.add(new Kill.InGrief(kind, "fate " + grief,
                            Point.first(moment, "outcome:" + grief + ":" + kind)));
                }
            }
            kills.add(new Kill.InGrief("pay", "mining command", Point.first(moment, "attempt")));
        }
        return kills;
    }
}
