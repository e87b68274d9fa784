package io.longshore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.ledger.Ledger;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The engine closed in the middle and opened again: it knows where it was, pays nothing twice, and ends done.
@Timeout(240)
class RestartTest {
    /// Rows that are in flight at most when everything stops: they may be acknowledged and not yet noted.
    private static final int IN_FLIGHT = 16;

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

    private void closedAtARandomMoment(int times) {
        Seeds.check(times, random -> {
            Path home = world.fresh("home");
            List<Path> files = List.of(world.file(World.CHUNK + World.ONE_CHUNK), world.file(World.ONE_CHUNK),
                    world.file(100));
            House first = world.house(home);
            List<UploadId> uploads = new ArrayList<>();
            for (Path file : files) {
                uploads.add(World.add(first, file));
            }
            long sent = 0;
            House house = first;
            for (int run = 0; run < 3; run++) {
                long until = System.nanoTime() + random.nextLong(350_000_000L);
                World.until("a moment has come", () -> System.nanoTime() > until);
                world.close(house);
                sent += sent(house);
                house = world.house(home);
                house.resume(house.unfinished());
            }
            for (int i = 0; i < uploads.size(); i++) {
                world.assertRestores(house, World.done(house, uploads.get(i)), files.get(i));
            }
            sent += sent(house);
            // A provider that was cut off by the last close catches up when the drive is used again.
            World.done(house, World.add(house, world.file(10)));
            world.awaitOneRoot(house.drives().getFirst());
            world.close(house);
            Books books = world.books(home);
            books.assertPaidOnce();
            assertTrue(sent <= books.rows().size() + 3 * IN_FLIGHT, "sent " + sent + " of " + books.rows().size());
        });
    }

    private static long sent(House house) {
        return house.snapshot().uploads().stream().mapToLong(UploadSnapshot::sentChunks).sum();
    }

    @Test
    void closedAtRandomMomentsItPaysOnceAndEndsDone() {
        closedAtARandomMoment(3);
    }

    @Test
    @Tag("long")
    void closedAtManyRandomMomentsItPaysOnceAndEndsDone() {
        closedAtARandomMoment(12);
    }

    @Test
    void whatIsStoredIsNotSentAgain() throws Exception {
        Path home = world.fresh("home");
        House first = world.used(home);
        // All is at a majority, and no majority commits.
        world.faults(3, node -> node.lagging(true));
        UploadId upload = World.add(first, world.file(World.ONE_CHUNK));
        World.await(first, upload);
        assertInstanceOf(UploadState.Stalled.class, World.state(first, upload));
        assertEquals(2, World.snapshot(first, upload).sentChunks());
        first.close();
        world.faults(3, node -> node.clear());
        House second = world.house(home);
        second.resume(second.unfinished());
        World.done(second, upload);
        assertEquals(0, World.snapshot(second, upload).sentChunks());
        assertEquals(0, World.snapshot(second, upload).cost().payments(), "in this run");
    }

    /// An upload that is paid and cannot be placed; the engine is closed.
    private UploadId paidAndNotPlaced(Path home, Path source) throws Exception {
        House house = world.used(home);
        world.faults(3, node -> node.diskFull(true));
        UploadId upload = World.add(house, source);
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertEquals("LS-INSUFFICIENT-DISK", stalled.failure().code());
        house.close();
        world.faults(3, node -> node.clear());
        return upload;
    }

    private void finishes(Path home, UploadId upload, Path source) throws Exception {
        House house = world.house(home);
        assertEquals(Set.of(upload), house.unfinished());
        house.resume(Set.of(upload));
        Handle handle = World.done(house, upload);
        assertEquals(0, World.snapshot(house, upload).cost().payments(), "in this run");
        world.assertRestores(house, handle, source);
        world.awaitOneRoot(house.drives().getFirst());
        house.close();
        world.books(home).assertPaidOnce();
    }

    @Test
    void withoutItsDatabaseItGoesOnFromTheJournal() throws Exception {
        Path home = world.fresh("home");
        Path source = world.file(World.CHUNK + World.ONE_CHUNK);
        UploadId upload = paidAndNotPlaced(home, source);
        Files.delete(home.resolve("ledger.mv.db"));
        finishes(home, upload, source);
    }

    @Test
    void journalAndVaultAloneFinishAPaidWaveElsewhere() throws Exception {
        for (int size : new int[]{World.CHUNK + World.ONE_CHUNK, 500}) {
            Path home = world.fresh("home");
            Path source = world.file(size);
            UploadId upload = paidAndNotPlaced(home, source);
            Path elsewhere = Files.createDirectories(world.fresh("elsewhere"));
            Files.copy(home.resolve(Ledger.JOURNAL), elsewhere.resolve(Ledger.JOURNAL));
            Files.copy(home.resolve("vault.json"), elsewhere.resolve("vault.json"));
            finishes(elsewhere, upload, source);
        }
    }
}
