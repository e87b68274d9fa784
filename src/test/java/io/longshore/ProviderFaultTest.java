package io.longshore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.destination.Provider;
import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.Row;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The whole engine, with providers that are down, slow, full or wrong.
@Timeout(120)
class ProviderFaultTest {
    @TempDir
    private static Path folder;
    private static World world;

    @BeforeAll
    static void open() throws FailureException {
        world = new World(folder);
    }

    @AfterAll
    static void close() throws FailureException {
        world.close();
    }

    @AfterEach
    void calm() throws FailureException {
        world.calm();
    }

    private static Drive drive(House house) throws FailureException {
        return house.drives().getFirst();
    }

    /// Closes the engine and finds every chunk paid once, and on all five providers.
    private void assertPaidOnceAndEverywhere(House house, Path home) throws Exception {
        Drive drive = drive(house);
        world.awaitOneRoot(drive);
        house.close();
        Books books = world.books(home);
        books.assertPaidOnce();
        for (Provider provider : world.providers(drive)) {
            assertEquals(Set.of(), provider.missing(books.rows().stream().map(Row::address).toList()));
        }
    }

    @Test
    void storesEverythingOnEveryProvider() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        Path source = world.file(World.CHUNK + 5);
        UploadId upload = World.add(house, source);
        Handle handle = World.done(house, upload);
        Checkpoint checkpoint = World.snapshot(house, upload).checkpoint().orElseThrow();
        assertEquals(5, checkpoint.signers().size());
        assertEquals(World.snapshot(house, upload).indexObjects() + 2, World.snapshot(house, upload).sentChunks());
        world.assertRestores(house, handle, source);
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    void oneThatIsDownFromTheStartAndReturnsIsRepairedWithoutASecondPayment() throws Exception {
        world.network().stopNode(1);
        Path home = world.fresh("home");
        House house = world.house(home);
        Path source = world.file(World.CHUNK + 5);
        Handle handle = World.done(house, World.add(house, source));
        world.assertRestores(house, handle, source);
        world.network().startNode(1);
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    void oneThatIsDownWhileOthersQuoteAndReturnsAfterThePaymentIsRepaired() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        world.network().stopNode(3);
        // Paid without it; nothing can be placed before two more are back.
        world.faults(0).drop("/chunk/", 1000);
        world.faults(1).drop("/chunk/", 1000);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.until(house, upload, "it is paid", now -> now.paid() == 1);
        world.network().startNode(3);
        world.faults(0).clear();
        world.faults(1).clear();
        World.await(house, upload);
        house.resume(Set.of(upload));
        World.done(house, upload);
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    void oneThatDiesInTheMiddleHoldsUpNobody() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        Path source = world.file(4 * World.CHUNK);
        UploadId upload = World.add(house, source);
        World.until(house, upload, "some of it is paid", now -> now.paid() > 0);
        world.network().stopNode(2);
        Handle handle = World.done(house, upload);
        world.assertRestores(house, handle, source);
        world.network().startNode(2);
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    void threeThatAreDownStopItInWordsAndItEndsDoneWhenTheyReturn() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        for (int node = 0; node < 3; node++) {
            world.network().stopNode(node);
        }
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertEquals(new Failure.NoMajority(2, 3), stalled.failure());
        for (int node = 0; node < 3; node++) {
            world.network().startNode(node);
        }
        house.resume(Set.of(upload));
        World.done(house, upload);
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    void threeThatDieAfterThePaymentStopItInWordsAndNothingIsPaidAgain() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        world.faults(3, node -> node.drop("/chunk/", 10_000));
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.until(house, upload, "it is paid", now -> now.paid() == 1);
        for (int node = 0; node < 3; node++) {
            world.network().stopNode(node);
        }
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertInstanceOf(Failure.NoMajority.class, stalled.failure());
        for (int node = 0; node < 3; node++) {
            world.network().startNode(node);
        }
        house.resume(Set.of(upload));
        World.done(house, upload);
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    void threeThatDoNotCommitStopItInWords() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        world.faults(3, node -> node.lagging(true));
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertEquals(new Failure.NoMajority(2, 3), stalled.failure());
        world.faults(3, node -> node.clear());
        house.resume(Set.of(upload));
        World.done(house, upload);
        assertEquals(1, World.snapshot(house, upload).cost().payments());
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    void oneThatLagsSignsLater() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        world.faults(4).lagging(true);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        assertInstanceOf(UploadState.Done.class, World.state(house, upload));
        assertEquals(4, World.snapshot(house, upload).checkpoint().orElseThrow().signers().size());
        assertTrue(house.snapshot().conflicts().isEmpty(), "merely lagging is no conflict");
        world.faults(4).lagging(false);
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    void oneThatIsFullOrRefusesOrBreaksOffOrIsSlowHoldsUpNobody() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        world.faults(0).diskFull(true);
        world.faults(1).drop("/", 6);
        World.done(house, World.add(house, world.file(World.ONE_CHUNK)));
        world.faults(0).clear();
        world.faults(1).clear();
        world.faults(2).refuse(true);
        world.faults(3).slow(Duration.ofMillis(300));
        World.done(house, World.add(house, world.file(World.ONE_CHUNK)));
        world.faults(2).clear();
        world.faults(3).clear();
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    @Tag("long")
    void oneThatTakesLongerThanAnybodyWaitsHoldsUpNobody() throws Exception {
        House house = world.house();
        World.done(house, World.add(house, world.file(10)));
        world.faults(3).slow(Duration.ofSeconds(20));
        long before = System.nanoTime();
        UploadId upload = World.add(house, world.file(2 * World.CHUNK));
        World.until(house, upload, "it is done", now -> now.state() instanceof UploadState.Done);
        assertTrue(System.nanoTime() - before < Duration.ofSeconds(20).toNanos(), "it was not waited for");
    }

    @Test
    void threeThatAreFullStopItAndItGoesOnWhenThereIsRoom() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        for (int node = 1; node < 4; node++) {
            world.faults(node).diskFull(true);
        }
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertInstanceOf(Failure.Insufficient.class, stalled.failure());
        for (int node = 1; node < 4; node++) {
            world.faults(node).clear();
        }
        house.resume(Set.of(upload));
        World.done(house, upload);
        assertPaidOnceAndEverywhere(house, home);
    }

    @Test
    void whatOneHandsOutWrongIsTakenFromAnother() throws Exception {
        House house = world.house();
        Path source = world.file(World.CHUNK + 5);
        Handle handle = World.done(house, World.add(house, source));
        world.awaitOneRoot(drive(house));
        world.faults(4, node -> node.wrongBytes(true));
        world.assertRestores(house, handle, source);
        world.faults(4).wrongBytes(true);
        Path target = world.fresh("restored");
        Failure failure = assertThrows(FailureException.class,
                () -> house.restore(handle, target, Optional.empty(), false)).failure();
        assertInstanceOf(Failure.Corrupt.class, failure);
        assertFalse(Files.exists(target), "no half file");
    }

    @Test
    void oneWithOtherLeavesIsToldAndTheOthersAnchor() throws Exception {
        House house = world.house();
        world.faults(0).diverging(true);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.done(house, upload);
        assertEquals(4, World.snapshot(house, upload).checkpoint().orElseThrow().signers().size());
        List<Failure> told = house.snapshot().providers().stream().flatMap(provider -> provider.lastError().stream())
                .toList();
        assertEquals(1, told.size(), told.toString());
        assertInstanceOf(Failure.Disagreement.class, told.getFirst());
    }

    @Test
    void aMajorityWithOtherLeavesStopsItAsADisagreement() throws Exception {
        House house = world.house();
        world.faults(3, node -> node.diverging(true));
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertInstanceOf(Failure.Disagreement.class, stalled.failure());
        assertTrue(World.snapshot(house, upload).checkpoint().isEmpty());
        assertEquals(1, World.snapshot(house, upload).stored(), "nothing is lost");
        assertEquals(Set.of(drive(house).id()), house.snapshot().conflicts().keySet(), "the conflict is told");
        // They are heard again, and say the same again.
        house.resume(Set.of(upload));
        World.await(house, upload);
        stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertInstanceOf(Failure.Disagreement.class, stalled.failure());
    }
}
