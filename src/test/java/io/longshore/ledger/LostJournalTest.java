package io.longshore.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Seeds;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LostJournalTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOW);
    private static final Ledger.Options OPTIONS = new Ledger.Options(CLOCK, Optional.empty());

    @TempDir
    private Path folder;

    private Path journal(Path home) {
        return home.resolve(Ledger.JOURNAL);
    }

    private static void live(Path home, RandomGenerator random, int steps) throws FailureException {
        try (Ledger ledger = Ledger.open(home, OPTIONS)) {
            Scenario scenario = new Scenario(home, ledger, random, _ -> {});
            for (int step = 0; step < steps; step++) {
                scenario.step();
            }
        }
    }

    private static List<String> picture(Path home) throws FailureException {
        try (Ledger ledger = Ledger.open(home, OPTIONS)) {
            return Picture.of(ledger);
        }
    }

    private static LostJournal lost(Path home) throws FailureException {
        return LostJournal.in(home, Disk.REAL).orElseThrow();
    }

    private void assertRefused(Path home) {
        assertInstanceOf(Failure.JournalDamaged.class,
                assertThrows(FailureException.class, () -> Ledger.open(home, OPTIONS)).failure());
    }

    /// The journal is the one that was lost, up to `lines`, and then says that it was made anew; and a database made from it
    /// says the same as before.
    private void assertMadeAnew(Path home, byte[] before, int lines, List<String> picture) throws Exception {
        List<String> old = new String(before).lines().toList();
        List<String> made = Files.readAllLines(journal(home));
        assertEquals(old.subList(0, lines), made.subList(0, lines));
        assertEquals(lines + 1, made.size());
        assertTrue(made.getLast().contains("\"type\":\"rebuilt\""), made.getLast());
        assertEquals(picture, picture(home));
        Files.delete(home.resolve(Database.FILE));
        try (Ledger ledger = Ledger.open(home, OPTIONS)) {
            assertTrue(ledger.recovery().rebuilt());
            assertEquals(picture, Picture.of(ledger));
        }
    }

    @Test
    void whatIsMissingIsMadeAnewFromTheDatabaseLineByLine() {
        Seeds.check(3, random -> {
            Path home = folder.resolve("missing" + random.nextLong());
            live(home, random, 60);
            List<String> picture = picture(home);
            byte[] before = Files.readAllBytes(journal(home));
            int lines = Files.readAllLines(journal(home)).size();
            Files.delete(journal(home));
            assertRefused(home);
            LostJournal lost = lost(home);
            assertEquals(lines, lost.kept());
            assertEquals(0, lost.saved());
            assertTrue(Files.notExists(journal(home)), "looking changes nothing");
            assertEquals(Optional.empty(), lost.rebuild(CLOCK));
            assertMadeAnew(home, before, lines, picture);
            live(home, random, 10);
        });
    }

    @Test
    void aDamagedOneIsKeptBesideTheNewOne() {
        Seeds.check(3, random -> {
            Path home = folder.resolve("damaged" + random.nextLong());
            live(home, random, 60);
            List<String> picture = picture(home);
            byte[] before = Files.readAllBytes(journal(home));
            byte[] damaged = before.clone();
            damaged[random.nextInt(before.length / 2)] ^= 1;
            Files.write(journal(home), damaged);
            assertRefused(home);
            Path aside = lost(home).rebuild(CLOCK).orElseThrow();
            assertArrayEquals(damaged, Files.readAllBytes(aside));
            assertMadeAnew(home, before, new String(before).lines().toList().size(), picture);
            // The second time, what was put aside the first time stays.
            Files.write(journal(home), Arrays.copyOf(before, 100));
            Path other = lost(home).rebuild(CLOCK).orElseThrow();
            assertArrayEquals(damaged, Files.readAllBytes(aside));
            assertEquals(100, Files.size(other));
        });
    }

    @Test
    void whatAnOlderDatabaseHasNotSeenIsSavedFromADamagedJournal() {
        Seeds.check(3, random -> {
            Path home = folder.resolve("older" + random.nextLong());
            live(home, random, 30);
            Path yesterday = Files.copy(home.resolve(Database.FILE), home.resolve("yesterday"));
            List<String> then = Files.readAllLines(journal(home));
            live(home, random, 30);
            List<String> picture = picture(home);
            byte[] before = Files.readAllBytes(journal(home));
            List<String> lines = new String(before).lines().toList();
            byte[] damaged = before.clone();
            damaged[random.nextInt(String.join("\n", then).length())] ^= 1;
            Files.write(journal(home), damaged);
            Files.copy(yesterday, home.resolve(Database.FILE), StandardCopyOption.REPLACE_EXISTING);
            LostJournal lost = lost(home);
            assertEquals(then.size(), lost.kept());
            assertEquals(lines.size() - then.size(), lost.saved());
            lost.rebuild(CLOCK);
            assertMadeAnew(home, before, lines.size(), picture);
        });
    }

    @Test
    void whatFollowsDamageThatNobodyHasSeenIsLostAndSaidSo() throws Exception {
        live(folder, new SplittableRandom(1), 20);
        Path yesterday = Files.copy(folder.resolve(Database.FILE), folder.resolve("yesterday"));
        live(folder, new SplittableRandom(2), 20);
        List<String> lines = new ArrayList<>(Files.readAllLines(journal(folder)));
        Files.copy(yesterday, folder.resolve(Database.FILE), StandardCopyOption.REPLACE_EXISTING);
        long kept;
        try (Database database = Database.open(folder, Disk.REAL)) {
            kept = database.reflected().seq();
        }
        int good = lastOfASet(lines, (int) kept + 4);
        lines.set(good, lines.get(good).replace("\"type\"", "\"tipe\""));
        Files.writeString(journal(folder), String.join("\n", lines) + "\n");
        LostJournal lost = lost(folder);
        assertEquals(kept, lost.kept());
        assertEquals(good - kept, lost.saved());
        lost.rebuild(CLOCK);
        try (Ledger ledger = Ledger.open(folder, OPTIONS)) {
            assertEquals(good - kept + 1, ledger.recovery().replayed());
            Confirmed.booksAddUp(ledger);
        }
    }

    /// How many lines lead to the end of a set, `from` of them at least.
    private static int lastOfASet(List<String> lines, int from) {
        int end = from;
        while (lines.get(end).contains("\"part\":[") && !lines.get(end).contains("\"part\":[1,")) {
            end++;
        }
        return end;
    }

    @Test
    void aWholeJournalIsLeftAlone() throws Exception {
        live(folder, new SplittableRandom(1), 5);
        assertTrue(LostJournal.in(folder, Disk.REAL).isEmpty());
    }

    @Test
    void linesThatAreNotTheJournalsAreNotUsed() throws Exception {
        live(folder, new SplittableRandom(1), 20);
        Files.delete(journal(folder));
        for (String tampering : List.of(
                "update lines set json = substring(json, 1, 20) where seq = 3",
                "delete from lines where seq = 4", "update reflected set seq = seq - 1")) {
            Path home = Files.createDirectories(folder.resolve("copy" + tampering.hashCode()));
            Files.copy(folder.resolve(Database.FILE), home.resolve(Database.FILE));
            DatabaseTest.execute(home, tampering);
            assertInstanceOf(Failure.Corrupt.class,
                    assertThrows(FailureException.class, () -> LostJournal.in(home, Disk.REAL)).failure(), tampering);
            assertTrue(Files.notExists(journal(home)));
        }
    }

    @Test
    void aDatabaseFromBeforeItKeptLinesGetsThemFromTheJournal() throws Exception {
        live(folder, new SplittableRandom(1), 30);
        List<String> picture = picture(folder);
        byte[] before = Files.readAllBytes(journal(folder));
        DatabaseTest.execute(folder, "delete from lines");
        Ledger.open(folder, OPTIONS).close();
        Files.delete(journal(folder));
        lost(folder).rebuild(CLOCK);
        assertMadeAnew(folder, before, new String(before).lines().toList().size(), picture);
    }

    @Test
    void aDiskThatFailsLeavesTheOldOneInItsPlace() throws Exception {
        live(folder, new SplittableRandom(1), 20);
        byte[] before = Files.readAllBytes(journal(folder));
        byte[] damaged = before.clone();
        damaged[200] ^= 1;
        Files.write(journal(folder), damaged);
        for (int good = 0; good < 2; good++) {
            int left = good;
            Disk failing = new Disk(path -> new FaultyFile(DiskFile.open(path), left, false, left), "file");
            LostJournal lost = LostJournal.in(folder, failing).orElseThrow();
            assertInstanceOf(Failure.LocalFailure.class,
                    assertThrows(FailureException.class, () -> lost.rebuild(CLOCK)).failure());
            assertArrayEquals(damaged, Files.readAllBytes(journal(folder)));
        }
        lost(folder).rebuild(CLOCK);
        Ledger.open(folder, OPTIONS).close();
    }

    @Test
    void withoutADatabaseNothingIsMade() throws Exception {
        live(folder, new SplittableRandom(1), 5);
        Files.delete(folder.resolve(Database.FILE));
        assertThrows(FailureException.class, () -> LostJournal.in(folder, Disk.REAL));
        assertTrue(Files.notExists(folder.resolve(Database.FILE)), "no empty one is made either");
    }
}
