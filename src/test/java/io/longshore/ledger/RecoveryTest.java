package io.longshore.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Seeds;
import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.IntentId;
import io.longshore.model.Recovery;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecoveryTest {
    private static final Ledger.Options OPTIONS = new Ledger.Options(InstantSource.fixed(Samples.NOW),
            Optional.empty());

    @TempDir
    private Path folder;

    private static Ledger.Options on(JournalFile.Opener files) {
        return new Ledger.Options(OPTIONS.clock(), OPTIONS.opener(), OPTIONS.waypoints(), new Disk(files, "file"));
    }

    @Test
    void anOlderDatabaseIsBroughtUpToTheJournal() throws Exception {
        Seeds.check(2, random -> {
            Path home = folder.resolve("seed" + random.nextLong());
            Path database = home.resolve(Database.FILE);
            List<Path> copies = new ArrayList<>();
            for (int part = 0; part < 3; part++) {
                try (Ledger ledger = Ledger.open(home, OPTIONS)) {
                    Scenario scenario = new Scenario(home, ledger, random, _ -> {});
                    for (int step = 0; step < 40; step++) {
                        scenario.step();
                    }
                    Confirmed.countsAreRight(ledger);
                    Confirmed.booksAddUp(ledger);
                }
                copies.add(Files.copy(database, home.resolve("copy" + part)));
            }
            List<String> picture;
            try (Ledger ledger = Ledger.open(home, OPTIONS)) {
                assertTrue(ledger.recovery().isNothing());
                picture = Picture.of(ledger);
            }
            for (Path copy : copies) {
                Files.copy(copy, database, StandardCopyOption.REPLACE_EXISTING);
                try (Ledger ledger = Ledger.open(home, OPTIONS)) {
                    assertEquals(copy.equals(copies.getLast()), ledger.recovery().replayed() == 0);
                    assertEquals(picture, Picture.of(ledger));
                }
            }
            Files.delete(database);
            try (Ledger ledger = Ledger.open(home, OPTIONS)) {
                assertTrue(ledger.recovery().rebuilt());
                assertEquals(picture, Picture.of(ledger));
            }
        });
    }

    private static void live(Path home, int steps) throws Exception {
        Seeds.check(1, random -> {
            try (Ledger ledger = Ledger.open(home, OPTIONS)) {
                Scenario scenario = new Scenario(home, ledger, random, _ -> {});
                for (int step = 0; step < steps; step++) {
                    scenario.step();
                }
            }
        });
    }

    @Test
    void aMissingJournalStopsIt() throws Exception {
        live(folder, 3);
        byte[] journal = Files.readAllBytes(folder.resolve(Ledger.JOURNAL));
        Files.delete(folder.resolve(Ledger.JOURNAL));
        assertJournalRefused("missing");
        assertTrue(Files.notExists(folder.resolve(Ledger.JOURNAL)), "none is made in its place");
        Files.write(folder.resolve(Ledger.JOURNAL), Arrays.copyOf(journal, journal.length - 1));
        assertJournalRefused("older than the database");
        Files.write(folder.resolve(Ledger.JOURNAL), journal);
        Ledger.open(folder, OPTIONS).close();
    }

    private void assertJournalRefused(String why) {
        Failure failure = assertThrows(FailureException.class, () -> Ledger.open(folder, OPTIONS)).failure();
        Failure.JournalDamaged damaged = assertInstanceOf(Failure.JournalDamaged.class, failure);
        assertTrue(damaged.detail().contains(why), damaged.detail());
    }

    @Test
    void aDamagedDatabaseIsPutAsideAndMadeAnew() throws Exception {
        live(folder, 20);
        List<String> picture;
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            picture = Picture.of(ledger);
        }
        byte[] database = Files.readAllBytes(folder.resolve(Database.FILE));
        for (byte[] damaged : List.of(new byte[8192], Arrays.copyOf(database, 5000), "no database".getBytes())) {
            Files.write(folder.resolve(Database.FILE), damaged);
            try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
                assertTrue(ledger.recovery().rebuilt());
                assertEquals(picture, Picture.of(ledger));
            }
        }
    }

    @Test
    void aTornJournalIsCutAndSaid() throws Exception {
        live(folder, 5);
        long size = Files.size(folder.resolve(Ledger.JOURNAL));
        Files.writeString(folder.resolve(Ledger.JOURNAL), "0123456789", StandardOpenOption.APPEND);
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            assertEquals(new Recovery(10, 0, false), ledger.recovery());
        }
        assertEquals(size, Files.size(folder.resolve(Ledger.JOURNAL)));
    }

    @Test
    void nothingHappenedWhenTheDiskFails() throws Exception {
        for (int failing = 1; failing < 12; failing++) {
            int good = failing;
            Path home = folder.resolve("home" + failing);
            List<String> confirmed = new ArrayList<>();
            Seeds.check(1, random -> {
                JournalFile.Opener files = path -> new FaultyFile(DiskFile.open(path), good, random.nextBoolean(),
                        good);
                try (Ledger ledger = Ledger.open(home, on(files))) {
                    Scenario scenario = new Scenario(home, ledger, random, confirmed::add);
                    assertThrows(FailureException.class, () -> {
                        while (true) {
                            scenario.step();
                        }
                    });
                    Confirmed.check(ledger, confirmed);
                    Confirmed.booksAddUp(ledger);
                } catch (FailureException e) {
                    assertInstanceOf(Failure.LocalFailure.class, e.failure());
                }
            });
            try (Ledger ledger = Ledger.open(home, OPTIONS)) {
                Confirmed.check(ledger, confirmed);
            }
        }
    }

    @Test
    void aFactThatTheDatabaseCouldNotKeepIsBroughtBackFromTheJournal() throws Exception {
        AtomicBoolean pull = new AtomicBoolean();
        JournalFile.Opener files = path -> new PullingFile(DiskFile.open(path), pull, folder);
        Samples samples = new Samples(1);
        Drive drive = samples.drive();
        UploadPlan first = samples.plan(drive.id(), 1, Optional.empty());
        UploadPlan second = samples.plan(drive.id(), 1, Optional.empty());
        try (Ledger ledger = Ledger.open(folder, on(files))) {
            ledger.drives().put(drive);
            ledger.uploads().add(first, Optional.of(Amount.of("7")));
            pull.set(true);
            ledger.uploads().add(second, Optional.of(Amount.of("8")));
            pull.set(false);
            // What only the database was to know is there too.
            Upload added = ledger.uploads().find(second.upload()).orElseThrow();
            assertEquals(Optional.of(Amount.of("8")), added.budget());
            assertEquals(second.source(), added.plan().source());
            ledger.uploads().state(second.upload(), new UploadState.Paused());
        }
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            assertTrue(ledger.recovery().isNothing());
            assertEquals(2, ledger.uploads().all().size());
            assertEquals(new UploadState.Paused(), ledger.uploads().find(second.upload()).orElseThrow().state());
        }
    }

    @Test
    void theBudgetAnUploadWasAddedWithSurvivesTheLossOfTheDatabase() throws Exception {
        Samples samples = new Samples(1);
        Drive drive = samples.drive();
        UploadPlan limited = samples.plan(drive.id(), 1, Optional.empty());
        UploadPlan open = samples.plan(drive.id(), 1, Optional.empty());
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            ledger.drives().put(drive);
            ledger.uploads().add(limited, Optional.of(Amount.of("7")));
            ledger.uploads().add(open, Optional.empty());
        }
        Files.delete(folder.resolve(Database.FILE));
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            assertEquals(Optional.of(Amount.of("7")),
                    ledger.uploads().find(limited.upload()).orElseThrow().budget());
            assertEquals(Optional.empty(), ledger.uploads().find(open.upload()).orElseThrow().budget());
        }
    }

    @Test
    void anInterruptOfItsThreadFailsOneCallAtMost() throws Exception {
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            Thread thread = Thread.getAllStackTraces().keySet().stream()
                    .filter(each -> each.getName().equals("ledger")).findFirst().orElseThrow();
            Samples samples = new Samples(1);
            Drive drive = samples.drive();
            ledger.drives().put(drive);
            Set<UploadId> confirmed = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                thread.interrupt();
                UploadPlan plan = samples.plan(drive.id(), 1, Optional.empty());
                try {
                    ledger.uploads().add(plan, Optional.empty());
                    confirmed.add(plan.upload());
                } catch (FailureException e) {
                    assertInstanceOf(Failure.LocalFailure.class, e.failure());
                }
            }
            assertTrue(Thread.getAllStackTraces().containsKey(thread), "it lives");
            ledger.uploads().add(samples.plan(drive.id(), 1, Optional.empty()), Optional.empty());
            Set<UploadId> known = new HashSet<>();
            ledger.uploads().all().forEach(upload -> known.add(upload.id()));
            assertTrue(known.containsAll(confirmed));
        }
        Ledger.open(folder, OPTIONS).close();
    }

    /// Takes the database away right after a force.
    private static final class PullingFile implements JournalFile {
        private final JournalFile file;
        private final AtomicBoolean pull;
        private final Path home;

        PullingFile(JournalFile file, AtomicBoolean pull, Path home) {
            this.file = file;
            this.pull = pull;
            this.home = home;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) throws IOException {
            return file.read(position, into, offset, length);
        }

        @Override
        public void write(long position, byte[] bytes) throws IOException {
            file.write(position, bytes);
        }

        @Override
        public void force() throws IOException {
            file.force();
            if (pull.get()) {
                try {
                    DatabaseTest.execute(home, "shutdown immediately");
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void reopen() throws IOException {
            file.reopen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Test
    void aFlippedBitInAReceiptACheckpointOrAKeyIsNoticed() throws Exception {
        live(folder, 60);
        for (String table : List.of("receipts", "checkpoints", "intents")) {
            Database.open(folder, Disk.REAL).close();
            DatabaseTest.execute(folder, "update " + table + " set body = body || X'20'");
        }
        DatabaseTest.execute(folder, "update drives set public_key = X'" + "01".repeat(32) + "'");
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            assertCorrupt(() -> ledger.payments().receipts());
            assertCorrupt(() -> ledger.payments().find(new IntentId(1)));
            assertCorrupt(() -> ledger.drives().all());
            DriveId drive = ledger.uploads().all().getFirst().plan().drive();
            assertCorrupt(() -> ledger.leaves().checkpoints(drive, 10));
        }
    }

    private interface Asking {
        Object ask() throws FailureException;
    }

    private static void assertCorrupt(Asking asking) {
        assertInstanceOf(Failure.Corrupt.class, assertThrows(FailureException.class, asking::ask).failure());
    }

    @Test
    void interruptsReachNobodyButTheirThread() throws Exception {
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            List<Thread> workers = new ArrayList<>();
            List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
            Drive drive = new Samples(0).drive();
            ledger.drives().put(drive);
            for (int worker = 0; worker < 8; worker++) {
                Samples samples = new Samples(worker + 1);
                workers.add(Thread.ofVirtual().start(() -> {
                    try {
                        for (int i = 0; i < 40; i++) {
                            Thread.currentThread().interrupt();
                            UploadPlan plan = samples.plan(drive.id(), 1, Optional.empty());
                            ledger.uploads().add(plan, Optional.empty());
                            assertTrue(ledger.uploads().find(plan.upload()).isPresent());
                            assertTrue(Thread.interrupted(), "the interrupt is kept for later");
                        }
                    } catch (FailureException | AssertionError e) {
                        thrown.add(e);
                    }
                }));
            }
            while (workers.stream().anyMatch(Thread::isAlive)) {
                workers.forEach(Thread::interrupt);
                Thread.onSpinWait();
            }
            assertEquals(List.of(), thrown);
            assertEquals(8 * 40, ledger.uploads().all().size());
        }
    }
}
