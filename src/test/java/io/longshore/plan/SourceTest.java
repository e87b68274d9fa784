package io.longshore.plan;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.SourceIdentity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SourceTest {
    private static final int CHUNK = 40_000;

    @TempDir
    private Path folder;
    private Path path;
    private byte[] content;
    private SourceIdentity identity;
    private Grid grid;

    @BeforeEach
    void write() throws IOException {
        content = new byte[2 * CHUNK + 1];
        new Random(1).nextBytes(content);
        path = folder.toRealPath().resolve("source");
        Files.write(path, content);
        identity = FolderScan.of(List.of(path)).files().getFirst().source();
        grid = new Grid(identity.size(), new ByteCount(CHUNK));
    }

    @Test
    void readsEachChunkWhole() throws FailureException {
        byte[] buffer = new byte[CHUNK];
        try (Source source = Source.open(identity, grid)) {
            assertEquals(1, source.read(2, buffer));
            assertEquals(content[2 * CHUNK], buffer[0]);
            assertEquals(CHUNK, source.read(1, buffer));
            assertArrayEquals(Arrays.copyOfRange(content, CHUNK, 2 * CHUNK), buffer);
            assertThrows(IndexOutOfBoundsException.class, () -> source.read(3, buffer));
        }
    }

    @Test
    void readsASmallSourceAsAWhole() throws Exception {
        Files.write(path, new byte[]{1, 2, 3});
        SourceIdentity small = FolderScan.of(List.of(path)).files().getFirst().source();
        try (Source source = Source.open(small, new Grid(small.size(), new ByteCount(CHUNK)))) {
            assertArrayEquals(new byte[]{1, 2, 3}, source.content());
        }
    }

    @Test
    void readsOnAnInterruptedThreadAndAfterwards() throws FailureException {
        byte[] buffer = new byte[CHUNK];
        try (Source source = Source.open(identity, grid)) {
            Thread.currentThread().interrupt();
            assertEquals(CHUNK, source.read(0, buffer));
            assertTrue(Thread.interrupted());
            assertEquals(CHUNK, source.read(1, buffer));
        }
    }

    @Test
    void noticesAByteWrittenInPlace() throws Exception {
        changes("it was written to", () -> {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.seek(CHUNK);
                file.write(content[CHUNK] ^ 1);
            }
            // The clock of the file system may be too coarse to tell two writes apart within a test.
            Files.setLastModifiedTime(path, FileTime.from(identity.modified().plusMillis(20)));
        });
    }

    @Test
    void noticesThatItWasTruncated() throws Exception {
        changes("it is shorter than it was", () -> {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(CHUNK);
            }
        });
    }

    @Test
    void noticesThatItHasGrown() throws Exception {
        changes("it has grown", () -> {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.seek(content.length);
                file.write(1);
            }
        });
    }

    @Test
    void noticesThatItIsGone() throws Exception {
        changes("it is gone", () -> Files.delete(path));
    }

    @Test
    void noticesAnotherFileOfTheSameSizeAndTime() throws Exception {
        changes("another file has taken its place", () -> {
            Path other = folder.resolve("other");
            Files.write(other, content);
            Files.setLastModifiedTime(other, FileTime.from(identity.modified()));
            Files.delete(path);
            Files.move(other, path);
        });
    }

    @Test
    void noticesAFolderOrLinkInItsPlace() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(path, elsewhere);
        Files.createSymbolicLink(path, elsewhere);
        assertEquals(new Failure.SourceChanged(path, "it is no longer a file"),
                failure(() -> Source.open(identity, grid)));
        Files.delete(path);
        Files.createDirectory(path);
        assertEquals(new Failure.SourceChanged(path, "it is no longer a file"),
                failure(() -> Source.open(identity, grid)));
    }

    private void changes(String how, Change change) throws Exception {
        byte[] buffer = new byte[CHUNK];
        try (Source source = Source.open(identity, grid)) {
            source.read(0, buffer);
            change.make();
            Failure expected = new Failure.SourceChanged(path, how);
            assertEquals(expected, failure(() -> source.read(1, buffer)));
            assertEquals(expected, failure(source::verifyUnchanged));
            assertEquals(expected, failure(() -> Source.open(identity, grid)));
        }
    }

    private static Failure failure(Executable call) {
        return assertInstanceOf(FailureException.class, assertThrows(Exception.class, call)).failure();
    }

    private interface Change {
        void make() throws IOException;
    }
}
