package io.longshore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.BlockTag;
import io.longshore.chain.FoundLog;
import io.longshore.chain.Rpc;
import io.longshore.chain.VaultEvent;
import io.longshore.ledger.Ledger;
import io.longshore.model.Account;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.net.Http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A data folder as it was in the middle of an upload that is paid and not stored, with the end of its database or its
/// journal cut off or zeroed at a sector's edge. What was paid is never paid again, by the vault's own events.
class TornTailTest {
    private static final int SECTOR = 512;
    private static final String DATABASE = "ledger.mv.db";

    /// How far back the database is damaged: more than its last writes.
    private static final long BACK = 96 * 1024;

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

    /// What a kill left.
    ///
    /// @param home the data folder
    /// @param wallet who paid
    /// @param upload paid and not stored
    /// @param file its source
    /// @param rows how many rows the wallet has paid at the vault: all it ever will
    private record Killed(Path home, Account wallet, UploadId upload, Path file, int rows) {}

    private static Killed killed() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        world.faults(3, node -> node.diskFull(true));
        Path file = world.file(World.ONE_CHUNK);
        UploadId upload = World.add(house, file);
        World.until(house, upload, "it is paid", now -> now.paid() == 1);
        Path copy = Files.createDirectories(world.fresh("killed"));
        // The journal last: it may be ahead of the database, never behind.
        for (String name : List.of("vault.json", "wallet.json", DATABASE, Ledger.JOURNAL)) {
            Files.copy(home.resolve(name), copy.resolve(name));
        }
        Account wallet = house.keys().wallet();
        world.close(house);
        world.faults(3, node -> node.clear());
        return new Killed(copy, wallet, upload, file, rows(wallet));
    }

    private static int rows(Account wallet) throws FailureException {
        try (Http http = new Http()) {
            Rpc rpc = new Rpc(http, world.network().chain().rpc(), Duration.ofSeconds(10));
            int rows = 0;
            for (FoundLog found : rpc.logs(world.network().chain().vault(), List.of(VaultEvent.TOPIC), BlockTag.at(0),
                    BlockTag.LATEST)) {
                rows += rpc.transaction(found.transaction()).orElseThrow().from().equals(wallet) ? 1 : 0;
            }
            return rows;
        }
    }

    private static void damage(Path file, long from, boolean cut) throws IOException {
        long size = Files.size(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (cut) {
                channel.truncate(from);
            } else {
                channel.write(ByteBuffer.allocate((int) (size - from)), from);
            }
        }
    }

    private static long edge(Path file, long back, RandomGenerator random) throws IOException {
        long last = (Files.size(file) - 1) / SECTOR;
        long first = Math.max(0, (Files.size(file) - back) / SECTOR);
        return random.nextLong(first, last + 1) * SECTOR;
    }

    private static void tornDatabase(RandomGenerator random) throws Exception {
        Killed killed = killed();
        Path database = killed.home().resolve(DATABASE);
        damage(database, edge(database, BACK, random), random.nextBoolean());
        House house = world.house(killed.home());
        house.resume(house.unfinished());
        world.assertRestores(house, World.done(house, killed.upload()), killed.file());
        world.close(house);
        assertEquals(killed.rows(), rows(killed.wallet()), "nothing is paid again");
        world.books(killed.home()).assertPaidOnce();
    }

    /// Records that were forced are gone: no disk that keeps its word loses them. Mostly the chain or the providers know of
    /// more then, and nothing is paid any more; where no more than an outcome is gone, it is looked up, and all goes on.
    private static void tornJournal(RandomGenerator random) throws Exception {
        Killed killed = killed();
        Path journal = killed.home().resolve(Ledger.JOURNAL);
        damage(journal, edge(journal, Files.size(journal), random), random.nextBoolean());
        FailureException refused = assertThrows(FailureException.class, () -> world.house(killed.home()));
        assertFalse(refused.failure() instanceof Failure.Broken, refused.failure().toString());
        Files.delete(killed.home().resolve(DATABASE));
        House house = world.house(killed.home());
        boolean knowsItsDrive = !house.drives().isEmpty();
        boolean goesOn = goesOn(house);
        world.close(house);
        if (!knowsItsDrive) {
            assertTrue(goesOn, "it is a new data folder");
        } else if (goesOn) {
            world.books(killed.home()).assertPaidOnce();
        } else {
            assertEquals(killed.rows(), rows(killed.wallet()), "nothing is paid again");
        }
    }

    /// Whether what was unfinished, and an upload that is added, are done in the end; otherwise all of them stall.
    private static boolean goesOn(House house) throws Exception {
        try {
            house.resume(house.unfinished());
            for (UploadId upload : house.unfinished()) {
                World.await(house, upload);
            }
            World.await(house, World.add(house, world.file(10)));
        } catch (FailureException e) {
            assertFalse(e.failure() instanceof Failure.Broken, e.failure().toString());
            return false;
        }
        List<UploadState> others = house.snapshot().uploads().stream().map(UploadSnapshot::state)
                .filter(state -> !(state instanceof UploadState.Done)).toList();
        others.forEach(state -> assertInstanceOf(UploadState.Stalled.class, state));
        return others.isEmpty();
    }

    @Test
    @Timeout(120)
    void aDatabaseWhoseEndIsGoneIsBroughtUpToTheJournal() {
        Seeds.check(3, TornTailTest::tornDatabase);
    }

    @Test
    @Timeout(120)
    void aJournalWhoseEndIsGoneLeadsToNoSecondPayment() {
        Seeds.check(2, TornTailTest::tornJournal);
    }

    @Test
    @Tag("long")
    @Timeout(600)
    void endsAreGoneAtManySectors() {
        Seeds.check(5, random -> {
            tornDatabase(random);
            tornJournal(random);
        });
    }

    @Test
    @Tag("soak")
    @Timeout(36_000)
    void endsAreGoneAtAnySector() {
        Seeds.check(200, random -> {
            tornDatabase(random);
            tornJournal(random);
        });
    }
}
