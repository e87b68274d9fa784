package io.longshore.road;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// A chain that fails in every way it can, and a client that is killed meanwhile: no chunk is paid twice, and every upload is
/// done in the end, having said on its way why it waits. `-Dlongshore.seed=N` chooses the same troubles again.
class FaultyChainKillTest {
    /// What an upload may be stopped by: the chain or too few of what depends on it is out of reach, or it refused a payment
    /// for good.
    private static final Set<String> REASONS = Set.of("LS-UNAVAILABLE", "LS-NO-MAJORITY", "LS-PAYMENT");

    private final long seed = Long.getLong("longshore.seed", new SecureRandom().nextLong());
    private final RandomGenerator random = Content.random(seed);

    @TempDir(factory = InTarget.class)
    private Path folder;
    private Programs programs;

    @BeforeEach
    void prepare() throws IOException {
        programs = new Programs(folder.resolve("said"));
    }

    @AfterEach
    void endAll() {
        programs.close();
    }

    @Test
    @Tag("long")
    void aChainThatFailsWhileTheClientIsKilledIsPaidOnceAndGoneOnWith() throws Exception {
        troubles(1);
    }

    @Test
    @Tag("soak")
    void manyFailuresOfTheChainAndKillsOfTheClientPayNothingTwice() throws Exception {
        troubles(20);
    }

    private void troubles(int times) throws Exception {
        System.out.println("FaultyChainKillTest, seed " + seed);
        QuickStart quick = new QuickStart(folder.resolve("quick"));
        Lane lane = new Lane(programs, quick, folder.resolve("first"), random);
        lane.first();
        lane.end();
        List<Kill> kills = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            for (Trouble trouble : Trouble.values()) {
                kills.add(new Kill.InTrouble(trouble));
            }
        }
        Kills struck = new Kills(programs, quick, folder, random);
        struck.strike(kills);
        System.out.println("FaultyChainKillTest, seed " + seed + ": " + Trouble.values().length + " troubles, each "
                + times + " times; " + struck + "; stalled by " + struck.stalled());
        Set<String> others = new TreeSet<>(struck.stalled().keySet());
        others.removeAll(REASONS);
        assertEquals(Set.of(), others, "stopped by something else");
    }
}
