package io.longshore.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.json.Json;
import io.longshore.ledger.JournalScan.Mark;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalTest {
    private static final JournalRecord ONE = new JournalRecord("plan",
            "{\"upload\":\"u1\"}".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void writesTheLinesOfTheVectors() throws Exception {
        List<String> vectors = Json.tree(Files.readAllBytes(Path.of("src/test/resources/vectors/format-v1.json")))
                .required("journal").valueStream().map(line -> line.stringValue()).toList();
        Path file = folder.resolve("journal.log");
        try (Journal journal = open(file)) {
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
            journal.append(journal.prepare(Samples.NOW, List.of(entry("intent", "{\"nonce\":0}"))));
            journal.append(journal.prepare(Samples.NOW, List.of(entry("receipt", "{\"block\":3}"))));
        }
        assertEquals(vectors, Files.readAllLines(file));
        try (Journal journal = open(file)) {
            assertEquals(3, journal.mark().seq());
            assertEquals(vectors.getLast().substring(0, 64), journal.mark().hash().bytes().hex());
        }
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Path file = folder.resolve("journal.log");
        List<String> written = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            try (Journal journal = open(file)) {
                assertEquals(written.size(), journal.mark().seq(), "seed " + seed);
                for (int batch = random.nextInt(6); batch > 0; batch--) {
                    List<JournalRecord> records = records(random, 1 + random.nextInt(4));
                    journal.append(journal.prepare(Samples.NOW, records));
                    records.forEach(each -> written.add(new String(each.body(), StandardCharsets.UTF_8)));
                }
            }
        }
        try (Journal journal = open(file)) {
            List<String> read = new ArrayList<>();
            journal.replay(line -> read.add(Json.tree(line.json()).required("body").toString()));
            assertEquals(written, read, "seed " + seed);
        }
    }

    @Test
    void cutsATornTailWhereverItIsTorn() throws Exception {
        Path file = folder.resolve("journal.log");
        long keep;
        try (Journal journal = open(file)) {
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
            keep = Files.size(file);
            journal.append(journal.prepare(Samples.NOW, List.of(ONE, entry("intent", "{}"), entry("attempt", "{}"))));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = (int) keep; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            reopened(file, 1, length - keep, keep);
            byte[] zeroed = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length);
            Files.write(file, zeroed);
            reopened(file, 1, whole.length - keep, keep);
        }
        Files.write(file, whole);
        reopened(file, 4, 0, whole.length);
    }

    @Test
    void cutsASetOfLinesWhoseMiddleNeverReachedTheDisk() throws Exception {
        Path file = folder.resolve("journal.log");
        try (Journal journal = open(file)) {
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
            journal.append(journal.prepare(Samples.NOW, List.of(ONE, entry("intent", "{\"a\":1}"), ONE)));
        }
        byte[] bytes = Files.readAllBytes(file);
        int first = indexOf(bytes, (byte) '\n', 0) + 1;
        int second = indexOf(bytes, (byte) '\n', first) + 1;
        int third = indexOf(bytes, (byte) '\n', second) + 1;
        Arrays.fill(bytes, second, third - 1, (byte) 0);
        Files.write(file, bytes);
        reopened(file, 1, bytes.length - first, first);
    }

    private void reopened(Path file, long lines, long cut, long size) throws Exception {
        try (Journal journal = open(file)) {
            assertEquals(lines, journal.mark().seq());
            assertEquals(cut, journal.cut());
        }
        assertEquals(size, Files.size(file));
    }

    @Test
    void refusesEveryFlippedBitBeforeTheLastRecord() throws Exception {
        Path file = folder.resolve("journal.log");
        long last;
        try (Journal journal = open(file)) {
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
            journal.append(journal.prepare(Samples.NOW, List.of(ONE, ONE)));
            last = Files.size(file);
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < last; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(file, flipped);
            FailureException refused = assertThrows(FailureException.class, () -> open(file).close(), "byte " + at);
            assertInstanceOf(Failure.LocalFailure.class, refused.failure());
            assertArrayEquals(flipped, Files.readAllBytes(file));
        }
    }

    @Test
    void noticesEveryFlippedBitInTheLastRecord() throws Exception {
        Path file = folder.resolve("journal.log");
        Mark mark;
        long keep;
        try (Journal journal = open(file)) {
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
            keep = Files.size(file);
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
            mark = journal.mark();
        }
        byte[] whole = Files.readAllBytes(file);
        for (int at = (int) keep; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(file, flipped);
            assertThrows(FailureException.class, () -> Journal.open(DiskFile.open(file), mark).close(), "byte " + at);
            try (Journal journal = open(file)) {
                assertEquals(1, journal.mark().seq());
                assertEquals(whole.length - keep, journal.cut());
            } catch (FailureException e) {
                assertArrayEquals(flipped, Files.readAllBytes(file), "byte " + at);
            }
        }
    }

    @Test
    void refusesAJournalThatTheDatabaseIsAheadOfOrDoesNotKnow() throws Exception {
        Path file = folder.resolve("journal.log");
        Mark mark;
        try (Journal journal = open(file)) {
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
            mark = journal.mark();
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
        }
        assertTrue(refusal(file, new Mark(3, mark.hash())).toString().contains("line 3"));
        assertTrue(refusal(file, new Mark(2, mark.hash())).toString().contains("not the one"));
        try (Journal journal = Journal.open(DiskFile.open(file), mark)) {
            List<Long> seqs = new ArrayList<>();
            journal.replay(line -> seqs.add(line.header().seq()));
            assertEquals(List.of(2L), seqs);
        }
    }

    private static Failure refusal(Path file, Mark mark) {
        return assertThrows(FailureException.class, () -> Journal.open(DiskFile.open(file), mark).close()).failure();
    }

    @Test
    void refusesNewerVersionsByName() throws Exception {
        Path file = folder.resolve("journal.log");
        String json = "{\"v\":2,\"seq\":1,\"at\":\"2026-01-02T03:04:05Z\",\"type\":\"plan\",\"body\":{}}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Files.writeString(file,
                JournalLine.chain(JournalLine.START, bytes, 0, bytes.length).bytes().hex() + " " + json + "\n");
        assertEquals(new Failure.Unsupported("journal version 2"), refusal(file, Mark.START));
        String strange = "{\"type\":\"plan\"}";
        byte[] other = strange.getBytes(StandardCharsets.UTF_8);
        Files.writeString(file,
                JournalLine.chain(JournalLine.START, other, 0, other.length).bytes().hex() + " " + strange + "\n");
        assertInstanceOf(Failure.Unsupported.class, refusal(file, Mark.START));
    }

    @Test
    void stopsAtEveryFailingWriteAndForceAndKeepsWhatWasConfirmed() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int failing = 0; failing < 40; failing++) {
            Path file = folder.resolve("journal-" + failing);
            FaultyFile faulty = new FaultyFile(DiskFile.open(file), failing, random.nextLong());
            long confirmed = 0;
            try (Journal journal = Journal.open(faulty, Mark.START)) {
                boolean failed = false;
                for (int i = 0; i < 12; i++) {
                    List<JournalLine> lines = journal.prepare(Samples.NOW, records(random, 1 + random.nextInt(3)));
                    try {
                        journal.append(lines);
                        assertTrue(!failed, "nothing is appended after a failure, seed " + seed);
                        confirmed = journal.mark().seq();
                    } catch (FailureException e) {
                        assertInstanceOf(Failure.LocalFailure.class, e.failure());
                        failed = true;
                    }
                }
            } catch (FailureException e) {
                assertEquals(0, confirmed, "seed " + seed);
            }
            try (Journal journal = open(file)) {
                assertTrue(journal.mark().seq() >= confirmed, "seed " + seed + ", failing " + failing);
                long before = journal.mark().seq();
                journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
                assertEquals(before + 1, journal.mark().seq());
            }
        }
    }

    private static List<JournalRecord> records(SplittableRandom random, int count) {
        List<JournalRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(entry("t" + random.nextInt(5), "{\"n\":" + random.nextInt() + ",\"s\":\""
                    + "x".repeat(random.nextInt(200)) + "\"}"));
        }
        return records;
    }

    private static JournalRecord entry(String type, String body) {
        return new JournalRecord(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static int indexOf(byte[] bytes, byte wanted, int from) {
        int at = from;
        while (bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static Journal open(Path file) throws FailureException, IOException {
        return Journal.open(DiskFile.open(file), Mark.START);
    }
}
