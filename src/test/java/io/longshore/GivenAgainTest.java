package io.longshore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A second machine has the same files elsewhere: what the first one paid for goes on with them if their content is the same.
class GivenAgainTest {
    private static final char[] PASSPHRASE = "on the second machine".toCharArray();

    @TempDir
    private Path folder;

    private World world;
    private Path other;
    private Path vault;
    private List<Receipt> receipts;
    private List<UploadId> begun;

    @BeforeEach
    void open() throws FailureException {
        world = new World(folder);
    }

    @AfterEach
    void close() throws FailureException {
        world.close();
    }

    private void disks(boolean full) {
        for (int node = 0; node < world.network().size(); node++) {
            world.faults(node).diskFull(full);
        }
    }

    private House onTheOtherMachine() throws FailureException {
        return House.open(new Options(other, Optional.of(PASSPHRASE.clone()),
                new Options.Network.At(world.directory()), World.PATIENCE));
    }

    private Path withVault() throws FailureException {
        Path home = world.fresh("home");
        House house = world.house(home);
        house.keys().importVault(vault, Optional.of(PASSPHRASE.clone()));
        world.close(house);
        return home;
    }

    /// Pays for files that no provider has room for, and gives another data folder the vault and the export.
    private Path begin(List<Path> files) throws Exception {
        disks(true);
        House first = world.house();
        begun = List.copyOf(first.add(files, Optional.empty(), Optional.empty()).uploads());
        World.await(first, begun);
        disks(false);
        receipts = first.receipts();
        for (UploadId upload : begun) {
            if (World.snapshot(first, upload).kind() == UploadPlan.Kind.FILE) {
                assertInstanceOf(UploadState.Stalled.class, World.state(first, upload));
                assertNotEquals(Amount.ZERO, World.snapshot(first, upload).cost().tokens());
            }
        }
        Path export = world.fresh("export");
        first.export(export, false);
        vault = world.fresh("vault");
        first.keys().exportVault(vault, PASSPHRASE.clone());
        world.close(first);
        other = withVault();
        return export;
    }

    /// The same file as another machine has it: elsewhere, another inode, another time.
    private Path moved(Path file) throws Exception {
        Path copy = Files.createDirectory(world.fresh("elsewhere")).resolve(file.getFileName());
        Files.write(copy, Files.readAllBytes(file));
        Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2021-03-04T05:06:07Z")));
        Files.delete(file);
        return copy;
    }

    private static void assertAwaited(House house, UploadId upload, Path path) {
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        Failure.SourceAwaited awaited = assertInstanceOf(Failure.SourceAwaited.class, stalled.failure());
        assertEquals(path, awaited.path());
    }

    @Test
    void theUploadGoesOnWithAFileOfTheSameContentAndTheJournalKnowsIt() throws Exception {
        List<Path> files = List.of(world.file(World.CHUNK + World.ONE_CHUNK), world.file(100));
        Path export = begin(files);
        List<Path> copies = List.of(moved(files.getFirst()), moved(files.getLast()));
        try (House second = onTheOtherMachine()) {
            second.importJournal(export);
            second.resume(Set.copyOf(begun));
            World.await(second, begun);
            for (int file = 0; file < files.size(); file++) {
                assertAwaited(second, begun.get(file), files.get(file));
            }
            disks(true);
            Longshore.Added added = second.add(copies, Optional.empty(), Optional.empty());
            assertEquals(Set.copyOf(begun), Set.copyOf(added.uploads()));
            assertEquals(Set.copyOf(begun), added.resumed());
            World.await(second, begun);
            for (UploadId upload : begun) {
                Failure why = assertInstanceOf(UploadState.Stalled.class, World.state(second, upload)).failure();
                assertTrue(!(why instanceof Failure.SourceAwaited), why.toString());
            }
            disks(false);
        }
        Files.delete(other.resolve("ledger.mv.db"));
        Path back = world.fresh("export");
        try (House again = onTheOtherMachine()) {
            assertTrue(again.recovery().rebuilt());
            again.resume(Set.copyOf(begun));
            World.done(again, begun);
            for (int file = 0; file < files.size(); file++) {
                world.assertRestores(again, World.snapshot(again, begun.get(file)).handle().orElseThrow(),
                        copies.get(file));
            }
            assertEquals(receipts.size(), again.receipts().size());
            again.export(back, false);
        }
        assertTrue(Files.readString(back).contains("\"type\":\"source\""));
        Exports.verify(back, Optional.of(world.network().chain().rpc()));
        Books books = world.books(other);
        books.assertPaidOnce();
        books.assertEachPaidOnce();
        other = withVault();
        try (House third = onTheOtherMachine()) {
            assertEquals(Set.copyOf(begun), Set.copyOf(third.importJournal(back).uploads()));
        }
    }

    @Test
    void aFolderIsGivenAgainWhole() throws Exception {
        Path home = Files.createDirectories(world.fresh("first").resolve("holiday/empty")).getParent();
        Path file = Files.move(world.file(World.ONE_CHUNK), home.resolve("one"));
        Path small = Files.move(world.file(100), Files.createDirectory(home.resolve("deep")).resolve("two"));
        Path export = begin(List.of(home));
        Path elsewhere = Files.createDirectories(world.fresh("second").resolve("holiday/empty")).getParent();
        Files.createDirectory(elsewhere.resolve("deep"));
        Files.copy(file, elsewhere.resolve("one"));
        Files.copy(small, elsewhere.resolve("deep/two"));
        Files.move(home, world.fresh("gone"));
        try (House second = onTheOtherMachine()) {
            second.importJournal(export);
            second.resume(Set.copyOf(begun));
            World.await(second, begun);
            Longshore.Added added = second.add(List.of(elsewhere), Optional.empty(), Optional.empty());
            assertEquals(Set.copyOf(begun), Set.copyOf(added.uploads()));
            assertEquals(Set.copyOf(begun), added.resumed());
            World.done(second, begun);
            world.assertRestores(second, World.snapshot(second, begun.getFirst()).handle().orElseThrow(),
                    elsewhere.resolve(World.snapshot(second, begun.getFirst()).path().getFileName().toString()
                            .equals("one") ? "one" : "deep/two"));
        }
        world.books(other).assertPaidOnce();
    }

    @Test
    void aFileOfAnotherContentIsAnotherUploadAndTheOldOneStaysAsItIs() throws Exception {
        Path file = world.file(World.CHUNK + World.ONE_CHUNK);
        Path small = world.file(100);
        Path export = begin(List.of(file, small));
        Set<Address> paid = receipts.stream().flatMap(receipt -> receipt.rows().stream()).map(RowPayment::address)
                .collect(Collectors.toSet());
        Path copy = moved(file);
        Path smallCopy = moved(small);
        for (Path changed : List.of(copy, smallCopy)) {
            byte[] bytes = Files.readAllBytes(changed);
            bytes[bytes.length - 1] ^= 1;
            Files.write(changed, bytes);
        }
        try (House second = onTheOtherMachine()) {
            second.importJournal(export);
            Longshore.Added added = second.add(List.of(copy, smallCopy), Optional.empty(), Optional.empty());
            assertEquals(Set.of(), added.resumed());
            assertTrue(Collections.disjoint(begun, added.uploads()));
            World.done(second, added.uploads());
            world.assertRestores(second,
                    World.snapshot(second, added.uploads().getFirst()).handle().orElseThrow(), copy);
            second.resume(Set.copyOf(begun));
            World.await(second, begun);
            assertAwaited(second, begun.getFirst(), file);
            assertAwaited(second, begun.getLast(), small);
            for (UploadId upload : begun) {
                assertEquals(0, World.snapshot(second, upload).stored());
            }
        }
        assertTrue(Collections.disjoint(paid, world.lying()), "something of the old upload was sent");
        world.books(other).assertPaidOnce();
    }

    @Test
    void resumingTakesAFileOfTheSameContentInTheSamePlaceAndNoOther() throws Exception {
        List<Path> files = List.of(world.file(World.ONE_CHUNK), world.file(World.ONE_CHUNK));
        Path export = begin(files);
        Path changed = files.getLast();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            if (file.equals(changed)) {
                bytes[0] ^= 1;
            }
            Files.delete(file);
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2021-03-04T05:06:07Z")));
        }
        try (House second = onTheOtherMachine()) {
            second.importJournal(export);
            second.resume(Set.copyOf(begun));
            world.assertRestores(second, World.done(second, begun.getFirst()), files.getFirst());
            World.await(second, begun);
            assertAwaited(second, begun.getLast(), changed);
            assertEquals(receipts.size(), second.receipts().size());
        }
        world.books(other).assertPaidOnce();
    }
}
