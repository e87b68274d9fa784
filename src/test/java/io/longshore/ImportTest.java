package io.longshore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.ledger.Ledger;
import io.longshore.ledger.Waypoints;
import io.longshore.localnet.ChainFaults;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ImportedJournal;
import io.longshore.model.Intent;
import io.longshore.model.Receipt;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.VerifiedExport;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Another machine goes on with what this one began: the same vault, the exported journal, the sources.
class ImportTest {
    private static final char[] PASSPHRASE = "between two machines".toCharArray();

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void open() throws FailureException {
        world = new World(folder);
    }

    @AfterEach
    void close() throws FailureException {
        world.close();
    }

    /// A data folder with the vault of another one.
    private Path withVaultOf(House other) throws FailureException {
        Path vault = world.fresh("vault");
        other.keys().exportVault(vault, PASSPHRASE.clone());
        Path home = world.fresh("home");
        House house = world.house(home);
        house.keys().importVault(vault, Optional.of(PASSPHRASE.clone()));
        world.close(house);
        return home;
    }

    private House onTheOtherMachine(Path home) throws FailureException {
        return House.open(new Options(home, Optional.of(PASSPHRASE.clone()), new Options.Network.At(world.directory()),
                Duration.ofSeconds(20)));
    }

    private void disks(boolean full) {
        for (int node = 0; node < world.network().size(); node++) {
            world.faults(node).diskFull(full);
        }
    }

    /// Pays for files that no provider has room for, and leaves one unpaid.
    private List<UploadId> begin(House house, List<Path> files) throws Exception {
        disks(true);
        List<UploadId> uploads = new ArrayList<>(
                house.add(files.subList(1, files.size()), Optional.empty(), Optional.empty()).uploads());
        World.await(house, uploads);
        uploads.addFirst(World.add(house, files.getFirst(), Amount.ZERO));
        World.await(house, uploads);
        disks(false);
        assertInstanceOf(UploadState.AwaitingApproval.class, World.state(house, uploads.getFirst()));
        for (UploadId upload : uploads.subList(1, uploads.size())) {
            assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        }
        return uploads;
    }

    private List<Path> files(int count) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int file = 0; file < count; file++) {
            files.add(world.file(World.ONE_CHUNK + file));
        }
        return files;
    }

    @Test
    void whatOneMachinePaidForTheOtherFinishesWithoutPayingAgain() throws Exception {
        Path home = world.fresh("home");
        House first = world.house(home);
        List<Path> files = files(36);
        List<UploadId> uploads = begin(first, files);
        List<Receipt> receipts = first.receipts();
        assertTrue(receipts.size() >= 2, receipts.toString());
        Path export = world.fresh("export");
        first.export(export, false);
        Path other = withVaultOf(first);
        world.close(first);

        Path again = world.fresh("export");
        try (House second = onTheOtherMachine(other)) {
            ImportedJournal imported = second.importJournal(export);
            assertEquals(uploads.size(), imported.uploads().size());
            assertEquals(Set.copyOf(uploads), Set.copyOf(imported.unfinished()));
            assertEquals(receipts.size(), imported.receipts());
            assertEquals(receipts.stream().mapToLong(receipt -> receipt.rows().size()).sum(), imported.rows());
            assertEquals(receipts.stream().map(Receipt::total).reduce(Amount.ZERO, Amount::plus), imported.total());
            assertEquals(Optional.of(receipts.getFirst().blockTime()), imported.first());
            second.resume(Set.copyOf(uploads));
            World.await(second, uploads);
            assertInstanceOf(UploadState.AwaitingApproval.class, World.state(second, uploads.getFirst()),
                    "its budget came with it");
            second.approve(Set.of(uploads.getFirst()), Optional.empty());
            World.done(second, uploads);
            for (int file = 0; file < files.size(); file += 13) {
                Handle handle = World.snapshot(second, uploads.get(file)).handle().orElseThrow();
                world.assertRestores(second, handle, files.get(file));
            }
            second.export(again, false);
        }
        world.books(other).assertPaidOnce();
        VerifiedExport verified = Exports.verify(again, Optional.of(world.network().chain().rpc()));
        assertEquals(world.books(other).payments(), verified.receipts());
        assertEquals(0, verified.again());

        try (House back = world.house(home)) {
            ImportedJournal returned = back.importJournal(again);
            assertEquals(List.of(), returned.uploads());
            assertTrue(returned.receipts() > 0, returned.toString());
            World.done(back, uploads);
        }
        world.books(home).assertPaidOnce();
    }

    @Test
    void whatAnotherWalletSignedIsLookedUpAndNeverPaidBesides() throws Exception {
        Path home = world.fresh("home");
        ChainFaults chain = world.network().chain().faults();
        Waypoints held = (moment, records) -> {
            if (moment == Waypoints.Moment.FORCED && records.contains("intent:pay")) {
                chain.holdMining();
            }
        };
        Path source = world.file(World.ONE_CHUNK);
        Path export = world.fresh("export");
        Path other;
        UploadId upload;
        try (House first = House.open(new Options(home, Optional.empty(), new Options.Network.At(world.directory()),
                World.PATIENCE, InstantSource.system(), held))) {
            upload = World.add(first, source);
            World.until("the wallet is known", () -> first.snapshot().wallet().isPresent());
            world.awaitWaiting(first);
            first.export(export, false);
            other = withVaultOf(first);
        }
        chain.forgetWaiting();
        chain.releaseMining();
        try (House second = onTheOtherMachine(other)) {
            ImportedJournal imported = second.importJournal(export);
            assertEquals(0, imported.receipts());
            second.resume(Set.of(upload));
            world.assertRestores(second, World.done(second, upload), source);
        }
        Books books = world.books(other);
        books.assertPaidOnce();
        assertEquals(2, books.intents().stream().map(Intent::from).distinct().count(), books.intents().toString());
    }

    @Test
    void whatIsDoneIsListedAndRestoredAndWhoSharesTheWalletStopsTheOlderFolder() throws Exception {
        Path home = world.fresh("home");
        House first = world.house(home);
        Path source = world.file(World.ONE_CHUNK);
        UploadId upload = World.add(first, source);
        Handle handle = World.done(first, upload);
        Path export = world.fresh("export");
        first.export(export, false);
        String secret = world.directory().getPath();
        assertFalse(Files.readString(export).contains(secret), "the network's secret path is told");
        Path wallet = world.fresh("wallet");
        first.keys().exportWallet(wallet, PASSPHRASE.clone());
        Path other = withVaultOf(first);

        try (House second = onTheOtherMachine(other)) {
            second.keys().importWallet(wallet, Optional.of(PASSPHRASE.clone()));
            assertEquals(List.of(), second.importJournal(export).unfinished());
            assertEquals(new ImportedJournal(0, List.of(), List.of(), 0, 0, Amount.ZERO, Wei.ZERO, Optional.empty(), 0),
                    second.importJournal(export));
            assertEquals(new UploadState.Done(handle), World.state(second, upload));
            world.assertRestores(second, handle, source);
            World.done(second, World.add(second, world.file(World.ONE_CHUNK)));
            assertEquals(1, second.drives().size());
            assertNotEquals(first.drives().getFirst().bucket(), second.drives().getFirst().bucket());
        }
        world.books(other).assertPaidOnce();
        world.close(first);
        House older = world.house(home);
        FailureException stopped = assertThrows(FailureException.class,
                () -> World.add(older, world.file(World.ONE_CHUNK)));
        assertInstanceOf(Failure.OlderThanTheWorld.class, stopped.failure());
    }

    @Test
    void anotherVaultsJournalAndADamagedOneAreRefusedAndNothingOfThemIsRecorded() throws Exception {
        House first = world.house();
        World.done(first, World.add(first, world.file(10)));
        Path export = world.fresh("export");
        first.export(export, false);
        Path home = world.fresh("home");
        House stranger = world.house(home);
        assertInstanceOf(Failure.WrongVault.class,
                assertThrows(FailureException.class, () -> stranger.importJournal(export)).failure());
        Path damaged = Files.writeString(world.fresh("damaged"),
                Files.readString(export).replaceFirst("\"nonce\":0", "\"nonce\":1"));
        assertInstanceOf(Failure.Corrupt.class,
                assertThrows(FailureException.class, () -> stranger.importJournal(damaged)).failure());
        assertEquals(List.of(), stranger.snapshot().uploads());
        assertEquals(0, Files.size(home.resolve(Ledger.JOURNAL)));
        assertInstanceOf(Failure.Refused.class,
                assertThrows(FailureException.class, () -> first.importJournal(export)).failure());
    }
}
