package io.longshore.plan;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Seeds;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DestinationKind;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.model.IndexObject;
import io.longshore.model.PlannedChunk;
import io.longshore.model.SourceIdentity;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.seal.ChunkCipher;
import io.longshore.seal.DataKey;
import io.longshore.seal.FileKeys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PlannerTest {
    private static final int CHUNK = 4096;

    private final byte[] plain = new byte[CHUNK];
    private final byte[] scratch = new byte[CHUNK + Grid.SEAL_OVERHEAD];

    @TempDir
    private Path folder;

    /// A source with its plan and keys.
    private record Case(byte[] content, UploadPlan plan, FileKeys keys) {
        Source open() throws FailureException {
            return Source.open(plan.source(), plan.grid());
        }

        Planner planner(Source source, List<PlannedChunk> before) {
            return new Planner(plan, keys, source, before.stream().map(PlannedChunk::leaf).toList());
        }

        byte[] chunk(long index) {
            int at = (int) plan.grid().offset(index);
            return Arrays.copyOfRange(content, at, at + plan.grid().length(index));
        }
    }

    @Test
    void makesTheSamePlanHoweverItIsCut() {
        Seeds.check(20, random -> {
            Case made = make(random);
            List<PlannedChunk> whole = plan(made, List.of(), Integer.MAX_VALUE);
            assertEquals(made.plan.grid().count(), whole.size());
            List<PlannedChunk> cut = new ArrayList<>();
            while (cut.size() < whole.size()) {
                cut.addAll(plan(made, cut, 1 + random.nextInt(10)));
            }
            assertEquals(whole, cut);
        });
    }

    @Test
    void refersEachChunkToTheFirstWithItsContent() {
        Seeds.check(10, random -> {
            Case made = make(random);
            Map<Bytes, PlannedChunk> firsts = new HashMap<>();
            for (PlannedChunk chunk : plan(made, List.of(), Integer.MAX_VALUE)) {
                byte[] content = made.chunk(chunk.index());
                PlannedChunk first = firsts.computeIfAbsent(Bytes.of(content), _ -> chunk);
                assertEquals(new PlannedChunk(chunk.index(), first.index(), first.nonce(), first.tag(),
                        first.address(), first.leaf()), chunk);
                assertEquals(MerkleTree.leaf(content), chunk.leaf());
            }
        });
    }

    @Test
    void plansWhatIsSealedAgain() {
        Seeds.check(3, random -> {
            Case made = make(random);
            ChunkCipher cipher = new ChunkCipher(made.keys, made.plan.file(), made.plan.grid().count());
            for (PlannedChunk chunk : plan(made, List.of(), Integer.MAX_VALUE)) {
                byte[] content = made.chunk(chunk.index());
                assertTrue(cipher.sealAgain(chunk, content, content.length, scratch));
                assertEquals(chunk.address().bytes(),
                        Hashes.sha256(Arrays.copyOf(scratch, content.length + Grid.SEAL_OVERHEAD)).bytes());
            }
        });
    }

    @Test
    void stopsWhereTheSourceChangedAndPlansNothingOfTheNewContent() {
        Seeds.check(8, random -> {
            Case made = make(random);
            int before = random.nextInt((int) made.plan.grid().count());
            try (Source source = made.open()) {
                Planner planner = made.planner(source, List.of());
                for (int i = 0; i < before; i++) {
                    planner.next(plain, scratch);
                }
                damage(made.plan.source(), random);
                Failure failure = assertThrows(FailureException.class, () -> planner.next(plain, scratch)).failure();
                assertEquals("LS-SOURCE-CHANGED", failure.code());
                assertEquals(before, planner.planned());
            }
        });
    }

    @Test
    void plansNothingOfAnInlineSource() throws Exception {
        Case made = make(new byte[65_536]);
        assertEquals(List.of(), plan(made, List.of(), 1));
    }

    @Test
    void indexesTheSameBytesEachTime() {
        Seeds.check(5, random -> {
            Case made = make(random);
            List<PlannedChunk> chunks = plan(made, List.of(), Integer.MAX_VALUE);
            List<Hash> leaves = chunks.stream().map(PlannedChunk::leaf).toList();
            Indexer.Planned planned = (first, most) -> chunks.subList((int) first,
                    (int) Math.min(first + most, chunks.size()));
            Path index = folder.resolve("index");
            Indexer.Index once = new Indexer(made.plan, made.keys, DestinationKind.NETWORK, index)
                    .chunked(planned, leaves);
            List<byte[]> bytes = new ArrayList<>();
            for (IndexObject object : once.objects()) {
                bytes.add(Files.readAllBytes(object.file()));
                assertEquals(Hashes.sha256(bytes.getLast()).bytes(), object.address().bytes());
                assertEquals(bytes.getLast().length, object.size().value());
                assertEquals(object.ordinal() == once.objects().size() - 1, object.root());
                // As a run leaves it that was killed while it wrote.
                Files.write(object.file(), Arrays.copyOf(bytes.getLast(), 100));
            }
            assertEquals(once.objects().getLast().address(), once.handle().root());
            assertEquals(once, new Indexer(made.plan, made.keys, DestinationKind.NETWORK, index)
                    .chunked(planned, leaves));
            for (IndexObject object : once.objects()) {
                assertArrayEquals(bytes.get(object.ordinal()), Files.readAllBytes(object.file()));
            }
        });
    }

    @Test
    void indexesOnAnInterruptedThread() throws Exception {
        Case made = make(new byte[]{1, 2, 3});
        Thread.currentThread().interrupt();
        Indexer.Index index = new Indexer(made.plan, made.keys, DestinationKind.NETWORK, folder.resolve("index"))
                .inline(made.content);
        assertTrue(Thread.interrupted());
        assertEquals(1, index.objects().size());
        assertFalse(Files.readAllBytes(index.objects().getFirst().file()).length == 0);
    }

    private List<PlannedChunk> plan(Case made, List<PlannedChunk> before, int most) throws FailureException {
        List<PlannedChunk> chunks = new ArrayList<>();
        try (Source source = made.open()) {
            Planner planner = made.planner(source, before);
            while (chunks.size() < most) {
                Optional<PlannedChunk> next = planner.next(plain, scratch);
                if (next.isEmpty()) {
                    break;
                }
                chunks.add(next.get());
            }
        }
        return chunks;
    }

    /// Between 17 and 216 chunks out of a few contents, so that many repeat, the last one shorter.
    private Case make(RandomGenerator random) throws IOException, FailureException {
        byte[] content = new byte[65_537 + random.nextInt(200 * CHUNK)];
        int contents = 1 + random.nextInt(60);
        for (int at = 0; at < content.length; at += CHUNK) {
            Arrays.fill(content, at, Math.min(content.length, at + CHUNK), (byte) random.nextInt(contents));
        }
        return make(content);
    }

    private Case make(byte[] content) throws IOException, FailureException {
        Path path = Files.write(folder.resolve("source"), content);
        FolderScan.Found found = FolderScan.of(List.of(path)).files().getFirst();
        SecureRandom random = new SecureRandom();
        FileId file = new FileId(draw(random, FileId.SIZE));
        FileKeys keys = DataKey.random(random).keys(file);
        UploadPlan plan = new UploadPlan(new UploadId(draw(random, UploadId.SIZE)),
                new DriveId(draw(random, DriveId.SIZE)),
                Optional.empty(),
                UploadPlan.Kind.FILE, found.source(),
                new FileFacts("name", List.of(), Instant.EPOCH, Instant.EPOCH, false, "text/plain"), file,
                draw(random, 32), draw(random, 48), new Grid(found.source().size(), new ByteCount(CHUNK)), Bytes.of());
        return new Case(content, plan, keys);
    }

    private static void damage(SourceIdentity source, RandomGenerator random) throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> Files.delete(source.path());
            case 1 -> {
                try (RandomAccessFile file = new RandomAccessFile(source.path().toFile(), "rw")) {
                    file.setLength(random.nextLong(file.length()));
                }
            }
            default -> {
                try (RandomAccessFile file = new RandomAccessFile(source.path().toFile(), "rw")) {
                    file.setLength(file.length() + 1);
                }
            }
        }
    }

    private static Bytes draw(SecureRandom random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
