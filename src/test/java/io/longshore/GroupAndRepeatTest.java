package io.longshore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Longshore.Added;
import io.longshore.Longshore.Restored;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Content that repeats, and folders.
@Timeout(120)
class GroupAndRepeatTest {
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

    @Test
    void aFileOfZerosCostsOneChunk() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        Path zeros = Files.write(world.fresh("zeros"), new byte[4 * World.CHUNK]);
        UploadId upload = World.add(house, zeros);
        Handle handle = World.done(house, upload);
        UploadSnapshot done = World.snapshot(house, upload);
        assertEquals(4, done.chunks());
        assertEquals(4, done.stored());
        assertEquals(4, done.paid());
        assertEquals(2, done.sentChunks(), "one chunk and the root object");
        world.assertRestores(house, handle, zeros);
        house.close();
        Books books = world.books(home);
        books.assertPaidOnce();
        assertEquals(2, books.rows().size());
    }

    @Test
    void sizesAroundTheGridComeBackAsTheyWere() throws Exception {
        House house = world.house();
        for (int size : new int[]{0, 1, 65_536, 65_537, World.CHUNK, World.CHUNK + 1}) {
            Path source = world.file(size);
            UploadId upload = World.add(house, source);
            world.assertRestores(house, World.done(house, upload), source);
            assertEquals(size <= 65_536 ? 0 : Math.ceilDiv(size, World.CHUNK), World.snapshot(house, upload).chunks());
        }
    }

    /// A folder with files, one in a folder of its own, and an empty folder.
    private Path folder() throws Exception {
        Path top = Files.createDirectories(world.fresh("folder"));
        Files.createDirectories(top.resolve("empty").resolve("inner"));
        Files.createDirectories(top.resolve("déjà vu 🎉"));
        Files.copy(world.file(World.ONE_CHUNK), top.resolve("large"));
        Files.copy(world.file(100), top.resolve("déjà vu 🎉").resolve("small file"));
        Files.copy(world.file(200), top.resolve("doomed"));
        return top;
    }

    private static UploadId list(House house, Added added) throws Exception {
        World.until("all are known", () -> house.snapshot().uploads().stream()
                .filter(upload -> added.uploads().contains(upload.id())).count() == added.uploads().size());
        return house.snapshot().uploads().stream().filter(upload -> added.uploads().contains(upload.id()))
                .filter(upload -> upload.kind() == UploadPlan.Kind.GROUP).findFirst().orElseThrow().id();
    }

    @Test
    void aFolderComesBackWithItsEmptyFolders() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        Path source = folder();
        Added added = house.add(List.of(source), Optional.empty(), Optional.empty());
        World.done(house, added.uploads());
        Handle handle = World.snapshot(house, list(house, added)).handle().orElseThrow();
        Path target = world.fresh("restored");
        Restored restored = house.restore(handle, target, Optional.empty(), false);
        assertEquals(3, restored.files());
        assertTrue(Files.isDirectory(target.resolve("empty").resolve("inner")));
        for (String name : List.of("large", "déjà vu 🎉/small file", "doomed")) {
            assertArrayEquals(Files.readAllBytes(source.resolve(name)), Files.readAllBytes(target.resolve(name)));
        }
        house.close();
        world.books(home).assertPaidOnce();
    }

    @Test
    void aFolderWithAMemberThatFailsGoesOnWithoutIt() throws Exception {
        House house = world.house();
        World.done(house, World.add(house, world.file(10)));
        Path source = folder();
        world.network().chain().faults().holdMining();
        Added added = house.add(List.of(source), Optional.empty(), Optional.empty());
        world.awaitWaiting(house);
        Files.writeString(source.resolve("large"), "something else");
        world.network().chain().faults().releaseMining();
        World.await(house, added.uploads());
        UploadId list = list(house, added);
        assertInstanceOf(UploadState.Done.class, World.state(house, list));
        assertEquals(1, added.uploads().stream()
                .filter(upload -> World.state(house, upload) instanceof UploadState.Failed).count());
        Path target = world.fresh("restored");
        Restored restored = house.restore(World.snapshot(house, list).handle().orElseThrow(), target, Optional.empty(),
                false);
        assertEquals(2, restored.files());
        assertFalse(Files.exists(target.resolve("large")));
    }

    @Test
    void aFolderThatIsPausedWholeGoesOnWhole() throws Exception {
        House house = world.house();
        World.done(house, World.add(house, world.file(10)));
        world.network().chain().faults().holdMining();
        Added added = house.add(List.of(folder()), Optional.empty(), Optional.empty());
        house.pause(Set.copyOf(added.uploads()));
        world.network().chain().faults().releaseMining();
        World.await(house, added.uploads());
        assertTrue(added.uploads().stream().allMatch(each -> World.state(house, each) instanceof UploadState.Paused));
        house.resume(Set.copyOf(added.uploads()));
        World.done(house, added.uploads());
    }
}
