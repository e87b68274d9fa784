package io.longshore.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Seeds;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ImportedJournal;
import io.longshore.model.Receipt;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.store.PaymentStore.Spent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Journals with random lives, taken over by others.
class ImportedLedgerTest {
    private static final int SEEDS = 4;
    private static final int STEPS = 40;

    @TempDir
    private Path folder;

    private int homes;

    private Path home() {
        return folder.resolve("home" + ++homes);
    }

    private static Ledger open(Path home) throws FailureException {
        return Ledger.open(home, new Ledger.Options(InstantSource.fixed(Samples.NOW), Optional.empty()));
    }

    private static void live(Path home, RandomGenerator random, int steps) throws FailureException {
        try (Ledger ledger = open(home)) {
            Scenario scenario = new Scenario(home, ledger, random, _ -> {});
            for (int step = 0; step < steps; step++) {
                scenario.step();
            }
        }
    }

    private static List<Bytes> lines(Path home) throws IOException {
        return Files.readAllLines(home.resolve(Ledger.JOURNAL)).stream()
                .map(line -> Bytes.of(line.getBytes(StandardCharsets.UTF_8))).toList();
    }

    private static Optional<Hash> origin(Path home) throws IOException {
        if (Files.notExists(home.resolve(Ledger.JOURNAL))) {
            return Optional.empty();
        }
        return lines(home).stream().findFirst().map(line -> JournalLine.of(line).hash());
    }

    /// The lines up to the end of some set.
    private static List<Bytes> beginning(List<Bytes> lines, RandomGenerator random) {
        int end = random.nextInt(1, lines.size());
        while (end > 1 && !JournalLine.of(lines.get(end - 1)).header().last()) {
            end--;
        }
        return lines.subList(0, end);
    }

    private static ImportedJournal take(Path into, List<Bytes> lines) throws FailureException, IOException {
        Optional<Hash> own = origin(into);
        try (Ledger ledger = open(into)) {
            return ledger.imports().take(own, lines, List.of());
        }
    }

    /// What a ledger says, wherever it is.
    private static List<String> picture(Path home) throws FailureException {
        try (Ledger ledger = open(home)) {
            return Picture.of(ledger).stream().map(line -> line.replace(home.toString(), "")).toList();
        }
    }

    private static Map<UploadId, Spent> spent(Path home) throws FailureException {
        try (Ledger ledger = open(home)) {
            Map<UploadId, Spent> spent = new HashMap<>();
            for (Upload upload : ledger.uploads().all()) {
                spent.put(upload.id(), ledger.payments().spent(upload.id()));
            }
            return spent;
        }
    }

    private static List<Hash> transactions(Path home) throws FailureException {
        try (Ledger ledger = open(home)) {
            return ledger.payments().receipts().stream().map(Receipt::transaction).toList();
        }
    }

    @Test
    void uploadsAndMoneyAreAsTheyWereThereAndSoTheyAreAfterTheDatabaseIsLost() {
        Seeds.check(SEEDS, random -> {
            Path there = home();
            live(there, random, STEPS);
            Path here = home();
            live(here, random, random.nextInt(STEPS));
            Map<UploadId, Spent> all = spent(here);
            ImportedJournal imported = take(here, lines(there));
            assertEquals(spent(there).size(), imported.uploads().size());
            all.putAll(spent(there));
            assertEquals(all, spent(here));
            assertTrue(transactions(here).containsAll(transactions(there)));
            List<String> picture = picture(here);
            Files.delete(here.resolve(Database.FILE));
            assertEquals(picture, picture(here));
        });
    }

    @Test
    void theSameOrALongerExportAddsOnlyWhatIsNew() {
        Seeds.check(SEEDS, random -> {
            Path there = home();
            live(there, random, STEPS);
            List<Bytes> lines = lines(there);
            Path atOnce = home();
            take(atOnce, lines);
            Path bit = home();
            List<Bytes> beginning = beginning(lines, random);
            ImportedJournal first = take(bit, beginning);
            assertEquals(0, take(bit, beginning).records());
            ImportedJournal rest = take(bit, lines);
            assertEquals(0, take(bit, lines).records());
            assertEquals(0, take(bit, beginning).records());
            assertEquals(lines.size(), first.records() + rest.records());
            assertEquals(picture(atOnce), picture(bit));
        });
    }

    @Test
    void whatComesBackByAThirdJournalIsKnownAndWhatThatPaidCountsOnce() {
        Seeds.check(SEEDS, random -> {
            Path first = home();
            live(first, random, STEPS);
            Path second = home();
            take(second, lines(first));
            live(second, random, STEPS);
            Path third = home();
            take(third, lines(second));
            assertEquals(spent(second), spent(third));
            assertEquals(0, take(third, lines(first)).records());
            take(first, lines(second));
            assertEquals(spent(second), spent(first));
            assertEquals(transactions(second).stream().sorted().toList(),
                    transactions(first).stream().sorted().toList());
        });
    }

    @Test
    void whereverTheWriteOfAnImportEndsItIsThereWholeOrNotAtAll() {
        Seeds.check(2, random -> {
            Path there = home();
            live(there, random, STEPS / 2);
            Path here = home();
            live(here, random, 5);
            byte[] before = Files.readAllBytes(here.resolve(Ledger.JOURNAL));
            List<String> picture = picture(here);
            take(here, lines(there));
            byte[] after = Files.readAllBytes(here.resolve(Ledger.JOURNAL));
            assertTrue(Arrays.equals(before, Arrays.copyOf(after, before.length)));
            for (int times = 0; times < 6; times++) {
                Path killed = home();
                Files.createDirectories(killed);
                Files.write(killed.resolve(Ledger.JOURNAL),
                        Arrays.copyOf(after, random.nextInt(before.length, after.length)));
                assertEquals(picture, picture(killed));
            }
        });
    }

    @Test
    void anotherHistoryOfAJournalIsRefusedAndSoIsWhatThisFolderHasLost() {
        Seeds.check(2, random -> {
            Path there = home();
            live(there, random, STEPS);
            List<Bytes> lines = lines(there);
            List<Bytes> beginning = beginning(lines.subList(0, lines.size() / 2), random);
            Path other = with(beginning);
            live(other, random, 3);
            Path here = home();
            take(here, lines);
            List<String> picture = picture(here);
            assertInstanceOf(Failure.Refused.class,
                    assertThrows(FailureException.class, () -> take(here, lines(other))).failure());
            assertEquals(picture, picture(here));
            Path rolledBack = with(beginning);
            assertInstanceOf(Failure.Disagreement.class,
                    assertThrows(FailureException.class, () -> take(rolledBack, lines)).failure());
        });
    }

    private Path with(List<Bytes> lines) throws IOException {
        Path home = Files.createDirectories(home());
        Files.write(home.resolve(Ledger.JOURNAL),
                lines.stream().map(line -> new String(line.toArray(), StandardCharsets.UTF_8)).toList());
        return home;
    }
}
