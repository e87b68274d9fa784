package io.longshore.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Seeds;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.PlannedChunk;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.place.Buffers;
import io.longshore.plan.FolderScan;
import io.longshore.plan.Planner;
import io.longshore.plan.Source;
import io.longshore.seal.DataKey;
import io.longshore.seal.FileKeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class ReadAheadTest {
    private static final int CHUNK = 4096;
    private static final int COUNT = 20;

    private final SecureRandom random = new SecureRandom();
    private final Buffers buffers = new Buffers(ReadAhead.BUFFERS, CHUNK + Grid.SEAL_OVERHEAD);
    private final FileId file = new FileId(draw(FileId.SIZE));
    private final FileKeys keys = DataKey.random(random).keys(file);

    @TempDir
    private Path folder;

    @AfterEach
    void allBuffersAreBack() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < ReadAhead.BUFFERS; i++) {
                buffers.borrow();
            }
        });
    }

    @Test
    void plansWhatPlanningOneByOnePlans() {
        Seeds.check(20, seeded -> {
            byte[] content = new byte[COUNT * CHUNK];
            for (int at = 0; at < content.length; at += CHUNK) {
                Arrays.fill(content, at, at + CHUNK, (byte) seeded.nextInt(4));
            }
            UploadPlan plan = plan(content);
            List<PlannedChunk> expected = new ArrayList<>();
            byte[] plain = new byte[CHUNK];
            byte[] scratch = new byte[CHUNK + Grid.SEAL_OVERHEAD];
            try (Source source = Source.open(plan.source(), plan.grid())) {
                Planner planner = new Planner(plan, keys, source, List.of());
                for (Optional<PlannedChunk> next = planner.next(plain, scratch); next
                        .isPresent(); next = planner.next(plain, scratch)) {
                    expected.add(next.get());
                }
            }
            List<PlannedChunk> planned = new ArrayList<>();
            try (Source source = Source.open(plan.source(), plan.grid());
                    ReadAhead chunks = new ReadAhead(new Planner(plan, keys, source, List.of()), buffers)) {
                for (Optional<PlannedChunk> next = chunks.next(); next.isPresent(); next = chunks.next()) {
                    planned.add(next.get());
                }
                assertEquals(Optional.empty(), chunks.next());
            }
            assertEquals(COUNT, planned.size());
            assertEquals(expected, planned);
        });
    }

    @Test
    void mayBeLeftAfterAnyChunk() {
        Seeds.check(20, seeded -> {
            UploadPlan plan = plan(new byte[COUNT * CHUNK]);
            int most = seeded.nextInt(COUNT);
            try (Source source = Source.open(plan.source(), plan.grid());
                    ReadAhead chunks = new ReadAhead(new Planner(plan, keys, source, List.of()), buffers)) {
                for (int i = 0; i < most; i++) {
                    assertEquals(i, chunks.next().orElseThrow().index());
                }
            }
        });
    }

    @Test
    void saysThatTheSourceChangedAfterTheChunksThatWereReadBefore() throws Exception {
        UploadPlan plan = plan(new byte[COUNT * CHUNK]);
        try (Source source = Source.open(plan.source(), plan.grid());
                ReadAhead chunks = new ReadAhead(new Planner(plan, keys, source, List.of()), buffers)) {
            assertEquals(0, chunks.next().orElseThrow().index());
            Files.delete(plan.source().path());
            Failure failure = assertThrows(FailureException.class, () -> {
                // What was read before it was deleted is planned; what comes after is not.
                assertEquals(1, chunks.next().orElseThrow().index());
                chunks.next();
            }).failure();
            assertInstanceOf(Failure.SourceChanged.class, failure);
            assertInstanceOf(Failure.SourceChanged.class,
                    assertThrows(FailureException.class, chunks::next).failure());
        }
    }

    private UploadPlan plan(byte[] content) throws IOException, FailureException {
        Path path = Files.write(folder.resolve("source"), content);
        FolderScan.Found found = FolderScan.of(List.of(path)).files().getFirst();
        return new UploadPlan(new UploadId(draw(UploadId.SIZE)), new DriveId(draw(DriveId.SIZE)), Optional.empty(),
                UploadPlan.Kind.FILE, found.source(),
                new FileFacts("name", List.of(), Instant.EPOCH, Instant.EPOCH, false, "text/plain"), file, draw(32),
                draw(48), new Grid(found.source().size(), new ByteCount(CHUNK)), Bytes.of());
    }

    private Bytes draw(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
