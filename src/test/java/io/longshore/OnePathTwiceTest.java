package io.longshore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Longshore.Added;
import io.longshore.localnet.Mining;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.UploadId;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Who adds what is on its way already pays for nothing of it twice.
@Timeout(120)
class OnePathTwiceTest {
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

    private static Added add(House house, Path path) throws FailureException {
        return house.add(List.of(path), Optional.empty(), Optional.empty());
    }

    /// Closes the engine and finds every chunk paid once, in so many payments.
    private static void assertPaid(House house, Path home, int rows) throws FailureException {
        world.close(house);
        Books books = world.books(home);
        books.assertPaidOnce();
        assertEquals(rows, books.paid().size(), "rows at the vault");
    }

    @Test
    void addedByTwoAtOnceItIsUploadedAndPaidOnce() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        house.start();
        Path source = world.file(World.ONE_CHUNK);
        Path link = Files.createSymbolicLink(world.fresh("link"), source.getParent());
        List<Path> names = List.of(source, link.resolve(source.getFileName()));
        Set<List<UploadId>> uploads = new HashSet<>();
        int resumed = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Added>> orders = new ArrayList<>();
            names.forEach(name -> orders.add(() -> add(house, name)));
            for (Future<Added> order : threads.invokeAll(orders)) {
                uploads.add(order.get().uploads());
                resumed += order.get().resumed().size();
            }
        }
        assertEquals(1, uploads.size(), uploads.toString());
        assertEquals(1, resumed, "one of them goes on with the other's");
        World.done(house, uploads.iterator().next());
        assertPaid(house, home, 2);
    }

    @Test
    void whatAPauseOrTheEndOfTheProgramInterruptedGoesOnWhenItIsAddedAgain() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        house.start();
        Path source = world.file(World.CHUNK + 5);
        world.network().chain().mining(new Mining.ByCommand());
        UploadId upload = World.add(house, source);
        world.awaitWaiting(house);
        house.pause(Set.of(upload));
        world.close(house);
        world.network().chain().mining(new Mining.AtOnce());
        House again = world.house(home);
        Added added = add(again, source);
        assertEquals(Set.of(upload), added.resumed());
        assertEquals(List.of(upload), added.uploads());
        Handle handle = World.done(again, upload);
        world.assertRestores(again, handle, source);
        // Now it is over: who adds it once more wants it once more.
        UploadId second = World.add(again, source);
        assertNotEquals(upload, second);
        World.done(again, second);
        assertPaid(again, home, 6);
    }

    @Test
    void whatIsPaidAlreadyIsFreeInAnEstimate() throws Exception {
        House house = world.house();
        house.start();
        Path source = world.file(World.CHUNK + 5);
        Estimate before = house.estimate(List.of(source, source), Optional.empty());
        assertEquals(List.of(1L, 2L, 0L, 1L), List.of(before.files(), before.chunks(), before.paid(), before.objects()),
                "named twice, it is one");
        world.faults(3, node -> node.diskFull(true));
        UploadId upload = World.add(house, source);
        World.await(house, upload);
        assertEquals(2, World.snapshot(house, upload).paid());
        Estimate after = house.estimate(List.of(source), Optional.empty());
        assertEquals(List.of(1L, 2L, 2L, 1L), List.of(after.files(), after.chunks(), after.paid(), after.objects()));
        assertEquals(before.bytes(), after.bytes());
        assertEquals(after.sample(), after.tokens(), "the root object is left to pay, at most");
        assertTrue(after.gas().compareTo(before.gas()) < 0);
    }

    @Test
    void aFolderThatWasInterruptedGoesOnAsItWas() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        house.start();
        Path dropped = Files.createDirectory(world.fresh("folder"));
        for (int file = 0; file < 3; file++) {
            Files.move(world.file(World.ONE_CHUNK), dropped.resolve("file " + file));
        }
        Added first = add(house, dropped);
        house.pause(Set.copyOf(first.uploads()));
        Added second = add(house, dropped);
        assertEquals(first.uploads(), second.uploads());
        assertEquals(Set.copyOf(first.uploads()), second.resumed());
        World.done(house, second.uploads());
        assertPaid(house, home, 3 + 3 + 1);
    }
}
