package io.longshore;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.longshore.model.Address;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Row;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A source that changes between plan and placement: nothing of the new content leaves, and nobody else is held up.
@Timeout(120)
class ChangedSourceTest {
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

    /// What may happen to a file.
    private enum Change {
        /// One byte differs, and size and times are as they were.
        FLIPPED {
            @Override
            void make(Path file) throws IOException {
                FileTime modified = Files.getLastModifiedTime(file);
                try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
                    random.seek(random.length() - 1);
                    int last = random.read();
                    random.seek(random.length() - 1);
                    random.write(last ^ 1);
                }
                Files.setLastModifiedTime(file, modified);
            }
        },
        /// It is shorter.
        TRUNCATED {
            @Override
            void make(Path file) throws IOException {
                try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
                    random.setLength(random.length() / 2);
                }
            }
        },
        /// It is longer.
        GROWN {
            @Override
            void make(Path file) throws IOException {
                Files.write(file, new byte[]{1}, StandardOpenOption.APPEND);
            }
        },
        /// It is gone.
        DELETED {
            @Override
            void make(Path file) throws IOException {
                Files.delete(file);
            }
        },
        /// Another one of the same size stands in its place.
        REPLACED {
            @Override
            void make(Path file) throws IOException {
                Path other = Files.write(file.resolveSibling(file.getFileName() + ".new"),
                        new byte[(int) Files.size(file)]);
                FileTime modified = Files.getLastModifiedTime(file);
                Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(file, modified);
            }
        };

        abstract void make(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void endsInWordsAndNothingOfOtherContentLeaves(Change change) throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        Set<Address> before = world.lying();
        Path changed = world.file(World.CHUNK + World.ONE_CHUNK);
        Path neighbour = world.file(World.ONE_CHUNK);

        world.network().chain().faults().holdMining();
        List<UploadId> both = house.add(List.of(changed, neighbour), Optional.empty(), Optional.empty()).uploads();
        UploadId queued = World.add(house, world.file(World.ONE_CHUNK));
        // Both are planned by now, in one wave, whose payment waits.
        world.awaitWaiting(house);
        change.make(changed);
        world.network().chain().faults().releaseMining();

        World.await(house, both);
        UploadState.Failed failed = assertInstanceOf(UploadState.Failed.class, World.state(house, both.getFirst()));
        assertInstanceOf(Failure.SourceChanged.class, failed.failure());
        assertEquals(World.snapshot(house, both.getFirst()).cost().tokens(), failed.inVain());
        assertTrue(!failed.inVain().isZero(), "what was spent in vain is shown");
        world.assertRestores(house, World.done(house, both.get(1)), neighbour);
        World.done(house, queued);
        world.awaitOneRoot(house.drives().getFirst());
        house.close();

        Books books = world.books(home);
        books.assertPaidOnce();
        Set<Address> planned = new HashSet<>(books.rows().stream().map(Row::address).toList());
        Set<Address> sent = new HashSet<>(world.lying());
        sent.removeAll(before);
        assertTrue(planned.containsAll(sent), "every chunk that left was planned");
    }

    @ParameterizedTest
    @EnumSource(names = {"TRUNCATED", "GROWN", "DELETED"})
    void whilePausedIsNoticedAtOnce(Change change) throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        Path changed = world.file(World.ONE_CHUNK);
        UploadId upload = World.add(house, changed);
        house.pause(Set.of(upload));
        change.make(changed);
        house.resume(Set.of(upload));
        World.await(house, upload);
        UploadState.Failed failed = assertInstanceOf(UploadState.Failed.class, World.state(house, upload));
        assertInstanceOf(Failure.SourceChanged.class, failed.failure());
        assertEquals(World.snapshot(house, upload).cost().tokens(), failed.inVain());
        house.close();
        world.books(home).assertNothingTwice();
    }
}
