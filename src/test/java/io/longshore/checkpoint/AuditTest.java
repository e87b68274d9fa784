package io.longshore.checkpoint;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.longshore.model.Address;
import io.longshore.model.AuditReport;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Leaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AuditTest {
    private static final int ALL = 1 + 64 + 5 + 7;

    private final RandomGenerator random = new SplittableRandom(7);
    private final MemoryLeaves leaves = new MemoryLeaves();
    private final OwnMmr own = new OwnMmr(leaves, MemoryLeaves.DRIVE);
    private final Keeper keeper = new Keeper(0);
    private final Audit audit = new Audit(MemoryLeaves.DRIVE, leaves,
            new Judge(Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET, own), ByteCount.mebibytes(4), random,
            () -> Instant.EPOCH);

    @BeforeEach
    void grow() {
        for (int chunks : new int[]{1, 64, 5, 7}) {
            Keeper.grow(leaves, keeper, chunks, random);
        }
    }

    private Address any() {
        List<Leaf> all = leaves.from(MemoryLeaves.DRIVE, 0, 10);
        List<Address> addresses = all.get(random.nextInt(all.size())).addresses();
        return addresses.get(random.nextInt(addresses.size()));
    }

    private AuditReport all() throws Exception {
        return audit.of(keeper, ALL);
    }

    @Test
    void whoHoldsEverythingPasses() throws Exception {
        AuditReport report = audit.of(keeper, 12);
        assertTrue(report.passed(), report.toString());
        assertEquals(12, report.chunks());
        assertEquals(new ByteCount(1200), report.bytes());
        assertEquals(ALL, report.of());
        assertEquals(keeper.id(), report.provider());
        assertEquals(Math.pow(0.9, 12), report.chanceOfMissing(10), 1e-12);
    }

    @Test
    void noMoreThanThereAreAreFetchedAndNoneTwice() throws Exception {
        AuditReport report = audit.of(keeper, 10_000);
        assertEquals(ALL, report.chunks());
        assertEquals(new ByteCount(100L * ALL), report.bytes());
        assertEquals(0, report.chanceOfMissing(1), "who looks at everything misses nothing");
    }

    @Test
    void everyChunkIsAsLikelyAsAnyOther() throws Exception {
        Map<Sample.Place, Integer> times = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            List<Sample.Place> places = Sample.of(leaves, MemoryLeaves.DRIVE, 4, 7, random).places();
            assertEquals(7, new HashSet<>(places).size());
            places.forEach(place -> times.merge(place, 1, Integer::sum));
        }
        assertEquals(ALL, times.size());
        // Each is expected 91 times, give or take 9: six of these deviations in one of 77 would be less likely than 1e-6.
        times.forEach((place, count) -> assertTrue(Math.abs(count - 7000 / ALL) < 60, place + ": " + count));
    }

    @Test
    void onlyWhatTheProviderHasCommittedIsAsked() throws Exception {
        leaves.append(List.of(any()), leaves.grow().dataRoot(), new ByteCount(1));
        AuditReport report = all();
        assertEquals(ALL, report.of());
        assertTrue(report.passed());
    }

    @Test
    void aChunkThatWasAlteredOrDeletedFailsIt() throws Exception {
        Address altered = any();
        keeper.alter(altered);
        AuditReport report = all();
        assertEquals(Set.of(altered), report.failed().keySet());
        assertInstanceOf(Failure.Corrupt.class, report.failed().get(altered));
        assertEquals(new ByteCount(100L * (ALL - 1)), report.bytes());
        keeper.lose(altered);
        assertInstanceOf(Failure.NotFound.class, all().failed().get(altered));
        assertFalse(all().passed());
    }

    @Test
    void whoShowsAnotherWayFailsIt() throws Exception {
        keeper.confusesChunks = true;
        assertEquals(ALL - 1, all().failed().size(), "all but the one that is alone under its leaf");
        keeper.confusesChunks = false;
        keeper.confusesLeaves = true;
        assertEquals(ALL, all().failed().size());
        keeper.confusesLeaves = false;
        keeper.turnsAround = true;
        assertEquals(ALL - 1, all().failed().size());
        keeper.turnsAround = false;
        assertTrue(all().passed());
    }

    @Test
    void whoSignsAnotherLeafFailsItForWhatStandsNotInItsRange() throws Exception {
        Leaf ours = leaves.grow();
        keeper.keep(new Leaf(ours.drive(), ours.position(), ours.wave(), ours.rows(), ours.addresses(),
                leaves.from(MemoryLeaves.DRIVE, 0, 1).getFirst().dataRoot(), ours.dataSize(), ours.totalSize()),
                Map.of(ours.addresses().getFirst(), new byte[0]));
        assertEquals(Set.copyOf(ours.addresses()), audit.of(keeper, ALL + 1).failed().keySet());
    }

    @Test
    void aStateThatGrowsMeanwhileIsNoFailure() throws Exception {
        keeper.meanwhile = Optional.of(() -> {
            keeper.meanwhile = Optional.empty();
            Keeper.grow(leaves, keeper, 3, random);
        });
        AuditReport report = all();
        assertTrue(report.passed(), report.toString());
        assertEquals(ALL, report.of());
    }

    @Test
    void whoSignsNothingValidOrHoldsNothingIsNotAudited() {
        keeper.forging = true;
        assertInstanceOf(Failure.Corrupt.class, assertThrows(FailureException.class, this::all).failure());
        assertInstanceOf(Failure.NotFound.class,
                assertThrows(FailureException.class, () -> audit.of(new Keeper(1), 3)).failure());
        assertThrows(IllegalArgumentException.class, () -> audit.of(keeper, 0));
    }

    @Test
    void whoDoesNotAnswerHasNeitherPassedNorFailed() {
        keeper.mute = true;
        assertInstanceOf(Failure.Unavailable.class, assertThrows(FailureException.class, this::all).failure());
    }
}
