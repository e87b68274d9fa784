package io.longshore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ImportedJournal;
import io.longshore.model.Receipt;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.VerifiedExport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
        List<Path> files = files(40);
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
}
