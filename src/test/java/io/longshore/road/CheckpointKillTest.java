package io.longshore.road;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.Anvil;
import io.longshore.ledger.Waypoints.Moment;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// `kill -9` between collecting signatures, submitting them and writing down what came of it: each state is on chain once, as
/// the registry's events say, and recorded once. `-Dlongshore.seed=N` chooses the same order again.
class CheckpointKillTest {
    private static final String DRAFTED = "intent:checkpoint+attempt";
    private static final String RECORDED = "outcome:confirmed:checkpoint+checkpoint";

    private static final long SEED = Long.getLong("longshore.seed", new SecureRandom().nextLong());
    private static final RandomGenerator RANDOM = Content.random(SEED);

    @TempDir(factory = InTarget.class)
    private static Path folder;
    private static Programs programs;
    private static QuickStart quick;

    @BeforeAll
    static void prepare() throws Exception {
        System.out.println("CheckpointKillTest, seed " + SEED);
        programs = new Programs(folder.resolve("said"));
        quick = new QuickStart(folder.resolve("quick"));
        Lane lane = new Lane(programs, quick, folder.resolve("first"), RANDOM);
        lane.first();
        lane.end();
    }

    @AfterAll
    static void endAll() {
        programs.close();
    }

    /// At each moment of making the intent durable, which is after collecting, and of making the outcome durable, which is
    /// after submitting.
    private static List<Kill> atEachMoment() {
        List<Kill> kills = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            for (String records : List.of(DRAFTED, RECORDED)) {
                kills.add(new Kill.At(Point.first(moment, records), false, false));
            }
        }
        return kills;
    }

    @Test
    @Tag("long")
    void aKillBeforeAtAndAfterSubmittingAnchorsOnceAndRecordsOnce() throws Exception {
        List<Kill> kills = atEachMoment();
        for (Kill.Sent.Then then : Kill.Sent.Then.values()) {
            kills.add(new Kill.Sent("checkpoint", then));
        }
        for (Moment moment : Moment.values()) {
            // It waits for a block for so long that it is sent once more, at a higher price.
            kills.add(new Kill.InGrief("checkpoint", "mining command", Point.first(moment, "attempt")));
        }
        strike(new Kills(programs, quick, folder.resolve("dev"), RANDOM), kills);
    }

    @Test
    @Tag("long")
    void theSameOnARealEvm() throws Exception {
        List<Anvil> anvils = new ArrayList<>();
        try {
            strike(new Kills(programs, quick, folder.resolve("anvil"), RANDOM, below -> {
                Anvil anvil = Anvil.start();
                anvils.add(anvil);
                return Network.startWhole(programs, below, "--chain", anvil.url().toString());
            }), atEachMoment());
        } finally {
            anvils.forEach(Anvil::close);
        }
    }

    private static void strike(Kills kills, List<Kill> all) throws Exception {
        kills.strike(all);
        assertEquals(all.size(), kills.struck());
        System.out.println("CheckpointKillTest, seed " + SEED + ": " + kills);
    }
}
