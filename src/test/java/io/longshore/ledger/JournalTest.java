package io.longshore.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Seeds;
import io.longshore.Vectors;
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
        List<String> vectors = Vectors.of("journal").valueStream().map(line -> line.stringValue()).toList();
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
    void anInterruptWhileItIsReadClosesItForNobodyElse() throws Exception {
        try (Journal journal = open(folder.resolve("journal.log"))) {
            journal.append(journal.prepare(Samples.NOW, List.of(ONE, ONE)));
            Thread.currentThread().interrupt();
            Failure failure = assertThrows(FailureException.class, () -> journal.seek(Mark.START)).failure();
            assertInstanceOf(Failure.LocalFailure.class, failure);
            Thread.interrupted();
            journal.seek(Mark.START);
            List<Long> read = new ArrayList<>();
            journal.replay(line -> read.add(line.header().seq()));
            assertEquals(List.of(1L, 2L), read);
            journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
            assertEquals(3, journal.mark().seq());
        }
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        Seeds.check(100, random -> {
            MemoryFile file = new MemoryFile(new byte[0]);
            List<String> written = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                Journal journal = Journal.open(file, Mark.START);
                assertEquals(written.size(), journal.mark().seq());
                for (int set = random.nextInt(6); set > 0; set--) {
                    List<JournalRecord> records = records(random, 1 + random.nextInt(4));
                    journal.append(journal.prepare(Samples.NOW, records));
                    records.forEach(each -> written.add(new String(each.body(), StandardCharsets.UTF_8)));
                }
            }
            List<String> read = new ArrayList<>();
            Journal.open(file, Mark.START).replay(line -> read.add(Json.tree(line.json()).required("body").toString()));
            assertEquals(written, read);
        });
    }

    /// A journal of so many records in each force.
    private static byte[] journal(int... sets) throws FailureException {
        MemoryFile file = new MemoryFile(new byte[0]);
        Journal journal = Journal.open(file, Mark.START);
        for (int count : sets) {
            journal.append(journal.prepare(Samples.NOW, Collections.nCopies(count, ONE)));
        }
        return file.content();
    }

    @Test
    void cutsATornTailWhereverItIsTorn() throws Exception {
        byte[] keep = journal(1);
        byte[] whole = journal(1, 3);
        for (int length = keep.length; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            assertCut(torn, keep);
            assertCut(Arrays.copyOf(torn, whole.length), keep);
        }
        assertCut(whole, whole);
    }

    @Test
    void cutsASetOfLinesWhoseMiddleNeverReachedTheDisk() throws Exception {
        byte[] keep = journal(1);
        byte[] whole = journal(1, 3);
        for (int from = keep.length; from < whole.length - 1; from += 7) {
            byte[] hole = whole.clone();
            Arrays.fill(hole, from, Math.min(from + 64, whole.length - 1), (byte) 0);
            assertCut(hole, keep);
        }
    }

    private static void assertCut(byte[] content, byte[] kept) throws FailureException {
        MemoryFile file = new MemoryFile(content);
        Journal journal = Journal.open(file, Mark.START);
        assertArrayEquals(kept, file.content());
        assertEquals(content.length - kept.length, journal.cut());
    }

    @Test
    void refusesEveryFlippedBitBeforeTheLastRecord() throws Exception {
        int last = journal(1, 2).length;
        byte[] whole = journal(1, 2, 1);
        for (int bit = 0; bit < 8 * last; bit++) {
            MemoryFile file = new MemoryFile(flipped(whole, bit));
            FailureException refused = assertThrows(FailureException.class, () -> Journal.open(file, Mark.START),
                    "bit " + bit);
            assertInstanceOf(Failure.JournalDamaged.class, refused.failure());
            assertArrayEquals(flipped(whole, bit), file.content());
        }
    }

    @Test
    void noticesEveryFlippedBitInTheLastRecord() throws Exception {
        byte[] keep = journal(1);
        byte[] whole = journal(1, 1);
        Mark mark = Journal.open(new MemoryFile(whole), Mark.START).mark();
        for (int bit = 8 * keep.length; bit < 8 * whole.length; bit++) {
            byte[] flipped = flipped(whole, bit);
            assertThrows(FailureException.class, () -> Journal.open(new MemoryFile(flipped), mark), "bit " + bit);
            MemoryFile file = new MemoryFile(flipped);
            try {
                assertEquals(1, Journal.open(file, Mark.START).mark().seq(), "bit " + bit);
                assertArrayEquals(keep, file.content());
            } catch (FailureException e) {
                assertArrayEquals(flipped, file.content(), "bit " + bit);
            }
        }
    }

    private static byte[] flipped(byte[] content, int bit) {
        byte[] flipped = content.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    @Test
    void survivesAnythingAtItsEnd() throws Exception {
        Seeds.check(300, random -> {
            MemoryFile file = new MemoryFile(new byte[0]);
            Journal journal = Journal.open(file, Mark.START);
            for (int set = random.nextInt(4); set > 0; set--) {
                journal.append(journal.prepare(Samples.NOW, records(random, 1 + random.nextInt(4))));
            }
            byte[] keep = file.content();
            journal.append(journal.prepare(Samples.NOW, records(random, 1 + random.nextInt(4))));
            byte[] torn = Arrays.copyOf(file.content(), random.nextInt(keep.length, file.content().length));
            byte[] noise = Seeds.bytes(random, random.nextInt(200));
            byte[] end = Arrays.copyOf(torn, torn.length + noise.length);
            System.arraycopy(noise, 0, end, torn.length, noise.length);
            assertCut(end, keep);
        });
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
    void takesBackEveryFailingWriteAndForceAndKeepsWhatWasConfirmed() throws Exception {
        for (int failing = 0; failing < 26; failing++) {
            int good = failing;
            Seeds.check(10, random -> {
                MemoryFile disk = new MemoryFile(new byte[0]);
                boolean once = random.nextBoolean();
                long confirmed = confirmedOn(new FaultyFile(disk, good, once, random.nextLong()), random);
                Journal journal = Journal.open(disk, Mark.START);
                assertTrue(once ? journal.mark().seq() == confirmed : journal.mark().seq() >= confirmed);
                journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
                Journal.open(disk, journal.mark());
            });
        }
    }

    /// Appends what can be appended; returns how many lines were confirmed.
    private static long confirmedOn(FaultyFile file, RandomGenerator random) {
        long confirmed = 0;
        try {
            Journal journal = Journal.open(file, Mark.START);
            for (int i = 0; i < 12; i++) {
                try {
                    journal.append(journal.prepare(Samples.NOW, records(random, 1 + random.nextInt(3))));
                    confirmed = journal.mark().seq();
                } catch (FailureException e) {
                    assertInstanceOf(Failure.LocalFailure.class, e.failure());
                    assertEquals(confirmed, journal.mark().seq());
                }
            }
        } catch (FailureException e) {
            assertInstanceOf(Failure.LocalFailure.class, e.failure());
        }
        return confirmed;
    }

    @Test
    void goesOnOnceTheDiskIsWellAgain() throws Exception {
        MemoryFile disk = new MemoryFile(new byte[0]);
        FaultyFile file = new FaultyFile(disk, 5, false, 1);
        Journal journal = Journal.open(file, Mark.START);
        journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
        byte[] before = disk.content();
        for (int tries = 0; tries < 3; tries++) {
            assertThrows(FailureException.class, () -> journal.append(journal.prepare(Samples.NOW, List.of(ONE, ONE))));
        }
        file.recover();
        journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
        assertArrayEquals(before, Arrays.copyOf(disk.content(), before.length));
        assertEquals(2, Journal.open(disk, Mark.START).mark().seq());
    }

    @Test
    void aFileThatLostWhatWasConfirmedIsNotMended() throws Exception {
        MemoryFile disk = new MemoryFile(new byte[0]);
        FaultyFile file = new FaultyFile(disk, 5, false, 1);
        Journal journal = Journal.open(file, Mark.START);
        journal.append(journal.prepare(Samples.NOW, List.of(ONE)));
        assertThrows(FailureException.class, () -> journal.append(journal.prepare(Samples.NOW, List.of(ONE))));
        file.recover();
        disk.truncate(10);
        assertThrows(FailureException.class, () -> journal.append(journal.prepare(Samples.NOW, List.of(ONE))));
    }

    /// A system that, when a force fails, marks what was to be forced as if it had been: it is read, and never written.
    private static final class ForgettingFile implements JournalFile {
        private final MemoryFile seen = new MemoryFile(new byte[0]);
        private final MemoryFile kept = new MemoryFile(new byte[0]);
        private final List<Runnable> unwritten = new ArrayList<>();
        private boolean fails;

        @Override
        public long size() {
            return seen.size();
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) {
            return seen.read(position, into, offset, length);
        }

        @Override
        public void write(long position, byte[] bytes) {
            seen.write(position, bytes);
            unwritten.add(() -> kept.write(position, bytes));
        }

        @Override
        public void force() throws IOException {
            if (!fails) {
                unwritten.forEach(Runnable::run);
            }
            unwritten.clear();
            if (fails) {
                throw new IOException("input/output error");
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            if (fails) {
                throw new IOException("input/output error");
            }
            seen.truncate(size);
            kept.truncate(size);
        }

        @Override
        public void reopen() {
            // nothing closes it
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    @Test
    void whatItFindsAtItsEndIsOnTheDiskBeforeItCounts() throws Exception {
        ForgettingFile file = new ForgettingFile();
        Journal first = Journal.open(file, Mark.START);
        first.append(first.prepare(Samples.NOW, List.of(ONE)));
        file.fails = true;
        assertThrows(FailureException.class, () -> first.append(first.prepare(Samples.NOW, List.of(ONE, ONE))));
        file.fails = false;
        assertEquals(3, Journal.open(file, Mark.START).mark().seq());
        assertArrayEquals(file.seen.content(), file.kept.content());
    }

    private static List<JournalRecord> records(RandomGenerator random, int count) {
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

    private static Journal open(Path file) throws FailureException, IOException {
        return Journal.open(DiskFile.open(file), Mark.START);
    }
}
