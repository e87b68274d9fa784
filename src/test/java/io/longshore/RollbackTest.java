package io.longshore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.BlockTag;
import io.longshore.chain.Rpc;
import io.longshore.ledger.Disk;
import io.longshore.ledger.Ledger;
import io.longshore.ledger.Waypoints;
import io.longshore.model.Commitment;
import io.longshore.model.Failure;
import io.longshore.model.Failure.OlderThanTheWorld.Sign;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.RebuiltJournal;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.net.Http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Data folders, or parts of them, that are older than the world: what can be brought up is, and what cannot stops everything.
@Timeout(240)
class RollbackTest {
    private static final String DATABASE = "ledger.mv.db";

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

    private static Path copied(Path home, String name) throws IOException {
        Path copy = world.fresh(name);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(home.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.deleteIfExists(copy.resolve("owner.json"));
        return copy;
    }

    /// A data folder with one upload that was done in it.
    private static Path used() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        world.close(house);
        return home;
    }

    @Test
    void yesterdaysDatabaseUnderANewerJournalPaysNothingTwice() throws Exception {
        // A copy of the database before each of these became durable, once the upload was there.
        List<String> moments = List.of("plan", "wave", "intent:pay", "outcome:confirmed", "index_object", "leaf",
                "closed");
        for (String moment : moments) {
            Path home = used();
            Path yesterday = world.fresh("yesterday");
            Path source = world.file(World.ONE_CHUNK);
            Waypoints waypoints = (at, records) -> {
                if (at == Waypoints.Moment.FORCING && records.contains(moment) && Files.notExists(yesterday)) {
                    copy(home.resolve(DATABASE), yesterday);
                }
            };
            House house = House.open(new Options(home, Optional.empty(), new Options.Network.At(world.directory()),
                    World.PATIENCE, InstantSource.system(), waypoints, Disk.REAL));
            UploadId upload;
            try {
                upload = World.add(house, source);
                World.done(house, upload);
            } finally {
                house.close();
            }
            assertTrue(Files.exists(yesterday), moment);
            Files.copy(yesterday, home.resolve(DATABASE), StandardCopyOption.REPLACE_EXISTING);
            House again = world.house(home);
            assertTrue(again.recovery().replayed() > 0, moment);
            assertFalse(again.recovery().rebuilt(), moment);
            again.resume(again.unfinished());
            Handle handle = World.done(again, upload);
            world.assertRestores(again, handle, source);
            assertEquals(0, World.snapshot(again, upload).cost().payments(), moment);
            world.close(again);
            world.books(home).assertPaidOnce();
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void withoutItsJournalItGoesOnFromTheDatabaseOnceTheUserSaysSo() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        world.faults(3, node -> node.diskFull(true));
        Path source = world.file(World.ONE_CHUNK);
        UploadId upload = World.add(house, source);
        World.await(house, upload);
        world.close(house);
        world.calm();
        Files.delete(home.resolve(Ledger.JOURNAL));
        assertInstanceOf(Failure.JournalDamaged.class,
                assertThrows(FailureException.class, () -> world.house(home)).failure());
        assertTrue(JournalRepair.look(home, InstantSource.system()).isPresent());
        RebuiltJournal rebuilt = JournalRepair.rebuild(home, InstantSource.system()).orElseThrow();
        assertEquals(Optional.empty(), rebuilt.aside());
        assertTrue(JournalRepair.look(home, InstantSource.system()).isEmpty());
        House again = world.house(home);
        again.resume(Set.of(upload));
        world.assertRestores(again, World.done(again, upload), source);
        assertEquals(0, World.snapshot(again, upload).cost().payments(), "in this run");
        world.close(again);
        world.books(home).assertPaidOnce();
    }

    /// What the world knows of a data folder's wallet and drive.
    private record Traces(long transactions, List<Commitment> commitments, int chunks) {}

    private static Traces traces(House house) throws Exception {
        try (Http http = new Http()) {
            var wallet = house.keys().wallet();
            long transactions = new Rpc(http, world.network().chain().rpc(), World.SOON).nonce(wallet,
                    BlockTag.PENDING);
            return new Traces(transactions, world.commitments(house.drives().getFirst()), world.lying().size());
        }
    }

    /// Resumes and adds in a folder that is older than the world: both are refused, shown, and leave no trace.
    private static void assertStops(Path home, Sign sign, Optional<UploadId> unfinished) throws Exception {
        House house = world.house(home);
        Traces before = traces(house);
        if (unfinished.isPresent()) {
            assertOlder(sign, assertThrows(FailureException.class, () -> house.resume(Set.of(unfinished.get())))
                    .failure());
            World.until(house, unfinished.get(), "it is stalled",
                    upload -> upload.state() instanceof UploadState.Stalled(Failure.OlderThanTheWorld _));
            assertOlder(sign, ((UploadState.Stalled) World.state(house, unfinished.get())).failure());
        }
        Path more = world.file(World.ONE_CHUNK);
        assertOlder(sign, assertThrows(FailureException.class, () -> World.add(house, more)).failure());
        assertEquals(before, traces(house), "nothing was signed, sent or committed");
        world.close(house);
        // Who only looks is told, too.
        House looking = House.open(new Options(home, Optional.empty(), new Options.Network.None()));
        try {
            for (UploadId upload : unfinished.stream().toList()) {
                assertOlder(sign, ((UploadState.Stalled) World.state(looking, upload)).failure());
            }
        } finally {
            looking.close();
        }
    }

    private static void assertOlder(Sign sign, Failure failure) {
        assertEquals(sign, assertInstanceOf(Failure.OlderThanTheWorld.class, failure).sign());
    }

    @Test
    void aFolderFromBeforeAPaymentStops() throws Exception {
        Path home = used();
        Path older = copied(home, "older");
        House house = world.house(home);
        World.done(house, World.add(house, world.file(World.ONE_CHUNK)));
        world.close(house);
        assertStops(older, Sign.TRANSACTIONS, Optional.empty());
        assertGoesOn(copied(home, "newest"));
        // The copy was used meanwhile: now the first one is older.
        assertStops(home, Sign.TRANSACTIONS, Optional.empty());
    }

    private static void assertGoesOn(Path home) throws Exception {
        House house = world.house(home);
        Path source = world.file(World.ONE_CHUNK);
        world.assertRestores(house, World.done(house, World.add(house, source)), source);
        world.close(house);
        world.books(home).assertPaidOnce();
    }

    @Test
    void aFolderFromBetweenPaymentAndLeafStops() throws Exception {
        Path home = used();
        world.faults(3, node -> node.diskFull(true));
        House house = world.house(home);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        world.close(house);
        world.faults(3, node -> node.clear());
        Path older = copied(home, "older");
        House newer = world.house(home);
        newer.resume(Set.of(upload));
        World.done(newer, upload);
        world.close(newer);
        assertStops(older, Sign.TRANSACTIONS, Optional.of(upload));
        assertGoesOn(home);
    }

    @Test
    void aFolderFromBeforeLeavesThatNoCheckpointFollowedStops() throws Exception {
        Path home = used();
        world.faults(3, node -> node.diskFull(true));
        House house = world.house(home);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        world.close(house);
        world.faults(3, node -> node.clear());
        Path older = copied(home, "older");
        // The chain falls silent when the leaf is made: it is committed, and no transaction follows.
        Waypoints waypoints = (at, records) -> {
            if (at == Waypoints.Moment.FORCING && records.contains("leaf")) {
                world.network().stopChain();
            }
        };
        House newer = House.open(new Options(home, Optional.empty(), new Options.Network.At(world.directory()),
                World.PATIENCE, InstantSource.system(), waypoints, Disk.REAL));
        try {
            newer.resume(Set.of(upload));
            World.done(newer, upload);
        } finally {
            newer.close();
        }
        world.network().startChain();
        assertStops(older, Sign.LEAVES, Optional.of(upload));
        assertGoesOn(home);
    }

    @Test
    void twoFoldersWithOneWalletStopEachOther() throws Exception {
        Path home = used();
        House house = world.house(home);
        Path exported = world.fresh("wallet");
        house.keys().exportWallet(exported, "pass".toCharArray());
        world.close(house);
        Path other = world.fresh("home");
        House second = world.house(other);
        second.keys().importWallet(exported, Optional.of("pass".toCharArray()));
        // What the chain knows of the wallet from before it came here is nothing against this folder.
        UploadId upload = World.add(second, world.file(World.ONE_CHUNK));
        World.done(second, upload);
        world.close(second);
        assertStops(home, Sign.TRANSACTIONS, Optional.empty());
    }
}
