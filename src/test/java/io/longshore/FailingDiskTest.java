package io.longshore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.BlockTag;
import io.longshore.chain.Rpc;
import io.longshore.ledger.FailingDisk;
import io.longshore.ledger.FailingDisk.Fault;
import io.longshore.ledger.FailingDisk.Part;
import io.longshore.ledger.Ledger;
import io.longshore.model.Account;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.net.Http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The whole engine on a disk of which one write, force or truncation fails, or all from there on: nothing is sent to the
/// chain that the journal does not know, it stops in a clear state, and once the disk is well again it goes on, in the same
/// program or the next one, and pays each chunk once.
class FailingDiskTest {
    private static final String INTENT = "\"type\":\"intent\"";

    @TempDir
    private static Path folder;
    private static World world;

    /// What became of each round before the disk was well again.
    private final Map<String, Integer> ends = new TreeMap<>();

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

    /// How many operations there are on a part while one chunk is uploaded from a new data folder.
    private static int operations(Part part) throws Exception {
        Path home = world.fresh("home");
        try (FailingDisk disk = new FailingDisk(home)) {
            House house = world.house(home, disk.disk());
            World.done(house, World.add(house, world.file(World.ONE_CHUNK)));
            world.close(house);
            return disk.count(part);
        }
    }

    private void fails(Part part, int number, Fault fault, RandomGenerator random) throws Exception {
        String what = part + " " + number + " " + fault;
        Path home = world.fresh("home");
        Path file = world.file(World.ONE_CHUNK);
        try (FailingDisk disk = new FailingDisk(home)) {
            disk.fail(part, number, fault, random);
            House house = opened(home, disk);
            UploadId upload = added(house, file, disk);
            World.await(house, upload);
            assertNothingUnknownToTheJournal(home, house);
            assertTrue(isClear(house, upload), () -> what + ": " + World.state(house, upload));
            House next = afterwards(house, home, disk, random);
            next.resume(next.unfinished());
            world.assertRestores(next, World.done(next, upload), file);
            World.done(next, World.add(next, world.file(10)));
            world.close(next);
        } catch (AssertionError | FailureException e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        }
        world.books(home).assertPaidOnce();
    }

    private House opened(Path home, FailingDisk disk) throws FailureException {
        try {
            return world.house(home, disk.disk());
        } catch (FailureException e) {
            assertInstanceOf(Failure.LocalFailure.class, e.failure());
            ends.merge("not opened", 1, Integer::sum);
            disk.recover();
            return world.house(home, disk.disk());
        }
    }

    private UploadId added(House house, Path file, FailingDisk disk) throws FailureException {
        try {
            return World.add(house, file);
        } catch (FailureException e) {
            assertInstanceOf(Failure.LocalFailure.class, e.failure());
            ends.merge("not added", 1, Integer::sum);
            disk.recover();
            // It may have been planned, and only its start failed.
            Optional<UploadId> planned = house.unfinished().stream().findFirst();
            if (planned.isEmpty()) {
                return World.add(house, file);
            }
            house.resume(Set.of(planned.get()));
            return planned.get();
        }
    }

    /// The failure is said, or nothing was to be said.
    private boolean isClear(House house, UploadId upload) {
        return switch (World.state(house, upload)) {
            case UploadState.Done _ -> {
                ends.merge("done", 1, Integer::sum);
                yield true;
            }
            case UploadState.Stalled(Failure failure) -> {
                ends.merge("stalled", 1, Integer::sum);
                yield failure instanceof Failure.LocalFailure;
            }
            default -> false;
        };
    }

    /// Goes on in the same engine, or in another one; the old one is closed before the disk is well again, or after.
    private House afterwards(House house, Path home, FailingDisk disk, RandomGenerator random)
            throws FailureException {
        if (random.nextBoolean()) {
            disk.recover();
            return house;
        }
        if (random.nextBoolean()) {
            disk.recover();
        }
        world.close(house);
        disk.recover();
        return world.house(home, disk.disk());
    }

    private static void assertNothingUnknownToTheJournal(Path home, House house) throws FailureException, IOException {
        Account wallet = house.keys().wallet();
        try (Http http = new Http()) {
            Rpc rpc = new Rpc(http, world.network().chain().rpc(), Duration.ofSeconds(10));
            long sent = rpc.nonce(wallet, BlockTag.PENDING);
            String journal = Files.readString(home.resolve(Ledger.JOURNAL), StandardCharsets.ISO_8859_1);
            long intents = journal.lines().filter(line -> line.contains(INTENT)).count();
            assertTrue(sent <= intents, sent + " transactions, " + intents + " intents");
        }
    }

    private void sample(int rounds) throws Exception {
        Map<Part, Integer> operations = Map.of(Part.JOURNAL, operations(Part.JOURNAL), Part.DATABASE,
                operations(Part.DATABASE));
        Seeds.check(rounds, random -> {
            Part part = Part.values()[random.nextInt(Part.values().length)];
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            fails(part, random.nextInt(1, operations.get(part) + 1), fault, random);
        });
    }

    @Test
    @Timeout(120)
    void whicheverOperationFailsItGoesOnWhenTheDiskIsWellAgain() throws Exception {
        sample(10);
    }

    @Test
    @Tag("long")
    @Timeout(600)
    void wheneverTheDiskIsFullTheJournalKeepsWhatWasPaid() throws Exception {
        int operations = operations(Part.JOURNAL);
        Seeds.check(1, random -> {
            for (int number = 1; number <= operations; number += 2) {
                fails(Part.JOURNAL, number, Fault.FULL, random);
            }
        });
        System.out.println("the journal's disk full at every other of " + operations + " operations: " + ends);
        assertTrue(ends.getOrDefault("stalled", 0) > 0, "it was felt");
    }

    @Test
    @Tag("soak")
    @Timeout(36_000)
    void everyOperationFailsInEveryWay() throws Exception {
        List<String> counts = new ArrayList<>();
        Seeds.check(1, random -> {
            for (Part part : Part.values()) {
                int operations = operations(part);
                counts.add(part + " " + operations);
                for (Fault fault : Fault.values()) {
                    for (int number = 1; number <= operations; number++) {
                        fails(part, number, fault, random);
                    }
                }
            }
        });
        System.out.println("every operation of " + counts + " in " + Fault.values().length + " ways: " + ends);
        assertEquals(2, counts.size());
    }
}
