package io.longshore.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.Handle;
import io.longshore.model.PlannedChunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RestoreTest {
    private static final int CHUNK = 128 * 1024 - 16;

    @TempDir
    private Path temporary;
    private RestoreFixture fixture;
    private Path target;

    @BeforeEach
    void open() throws Exception {
        fixture = new RestoreFixture(temporary, CHUNK);
        target = fixture.target;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 65_537, CHUNK, CHUNK + 1, 64 * CHUNK, 64 * CHUNK + 1, 65 * CHUNK})
    void bringsBackEverySize(int size) throws Exception {
        Path source = fixture.source("file.bin", size);
        Handle handle = fixture.sealing.file(source).handle();
        assertEquals(new Restored(target.resolve("file.bin"), 1, new ByteCount(size), Map.of()),
                fixture.restore(handle));
        assertEquals(-1, Files.mismatch(source, target.resolve("file.bin")));
        assertEquals(List.of("file.bin"), fixture.restored());
    }

    @Test
    void findsItsWayOverSeveralTablePages() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("other"));
        try (RestoreFixture tiny = new RestoreFixture(other, 4096)) {
            Path source = tiny.source("file.bin", 300 * 4096 + 7);
            Sealing.Sealed sealed = tiny.sealing.file(source);
            assertEquals(4 + 1, sealed.index().objects().size());
            tiny.restore(sealed.handle());
            assertEquals(-1, Files.mismatch(source, tiny.target.resolve("file.bin")));
            assertEquals(301 + 4 + 1, tiny.destination.fetched());
        }
    }

    @Test
    void bringsBackTimesAndMode() throws Exception {
        Path source = fixture.source("run.sh", 10);
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("1999-12-31T23:59:59.5Z")));
        Path restored = fixture.restore(fixture.sealing.file(source).handle()).path();
        assertTrue(Files.getPosixFilePermissions(restored)
                .containsAll(PosixFilePermissions.fromString("rwx------")));
        assertEquals(Instant.parse("1999-12-31T23:59:59Z"), Files.getLastModifiedTime(restored).toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"with spaces", "été à Zürich", "🚢⚓️ ship.tar.gz", ".hidden", "-rf", "$(reboot)", "a\nb",
        "%n%s"})
    void bringsBackNames(String name) throws Exception {
        Path source = fixture.source(name, 5);
        assertEquals(target.resolve(name), fixture.restore(fixture.sealing.file(source).handle()).path());
        assertEquals(-1, Files.mismatch(source, target.resolve(name)));
    }

    @Test
    void fetchesAFileOfZerosOnce() throws Exception {
        Path source = Files.write(fixture.sources.resolve("zeros"), new byte[20 * CHUNK]);
        Sealing.Sealed sealed = fixture.sealing.file(source);
        assertEquals(1, sealed.chunks().stream().filter(chunk -> !chunk.isRepeat()).count());
        fixture.restore(sealed.handle());
        assertEquals(2, fixture.destination.fetched());
        assertEquals(-1, Files.mismatch(source, target.resolve("zeros")));
    }

    @Test
    void copiesRepeatedChunksWithinTheFile() throws Exception {
        byte[] content = fixture.content(10 * CHUNK + 100);
        System.arraycopy(content, 0, content, 3 * CHUNK, CHUNK);
        System.arraycopy(content, CHUNK, content, 4 * CHUNK, CHUNK);
        System.arraycopy(content, 0, content, 9 * CHUNK, CHUNK);
        Arrays.fill(content, 6 * CHUNK, 8 * CHUNK, (byte) 0);
        Path source = Files.write(fixture.sources.resolve("repeats"), content);
        Sealing.Sealed sealed = fixture.sealing.file(source);
        assertEquals(List.of(0L, 1L, 2L, 0L, 1L, 5L, 6L, 6L, 8L, 0L, 10L),
                sealed.chunks().stream().map(PlannedChunk::sealedAs).toList());
        fixture.restore(sealed.handle());
        assertArrayEquals(content, Files.readAllBytes(target.resolve("repeats")));
        assertEquals(1 + 7, fixture.destination.fetched());
    }

    @Test
    void takesTheTargetForTheFileWhereNothingStands() throws Exception {
        Path source = fixture.source("file.bin", 10);
        Handle handle = fixture.sealing.file(source).handle();
        Path chosen = target.resolve("chosen.bin");
        assertEquals(chosen, fixture.restore.restore(handle, chosen, false).path());
        assertEquals(-1, Files.mismatch(source, chosen));
        assertInstanceOf(Failure.NotFound.class, RestoreFixture.failure(
                () -> fixture.restore.restore(handle, target.resolve("missing/chosen"), false)));
    }

    @Test
    void replacesNothingUnlessAsked() throws Exception {
        Path source = fixture.source("file.bin", 2 * CHUNK);
        Handle handle = fixture.sealing.file(source).handle();
        Path standing = Files.writeString(target.resolve("file.bin"), "mine");
        assertEquals(new Failure.Exists(standing), fixture.failure(handle));
        assertEquals(new Failure.Exists(standing),
                RestoreFixture.failure(() -> fixture.restore.restore(handle, standing, false)));
        assertEquals("mine", Files.readString(standing));
        // The root objects only: what has no place is not fetched.
        assertEquals(2, fixture.destination.fetched());
        fixture.restore.restore(handle, target, true);
        assertEquals(-1, Files.mismatch(source, standing));
        assertEquals(List.of("file.bin"), fixture.restored());
    }

    @Test
    void replacesNoFolderEvenWhenAsked() throws Exception {
        Handle handle = fixture.sealing.file(fixture.source("file.bin", 1)).handle();
        Path standing = Files.createDirectory(target.resolve("file.bin"));
        assertEquals(new Failure.Exists(standing),
                RestoreFixture.failure(() -> fixture.restore.restore(handle, target, true)));
    }

    @Test
    void bringsBackAFolderWithItsEmptyFolders() throws Exception {
        Path folder = Files.createDirectory(fixture.sources.resolve("été 🚢"));
        Files.createDirectories(folder.resolve("a/b"));
        Files.createDirectories(folder.resolve("empty/within"));
        Files.writeString(folder.resolve("a/b/small.txt"), "small");
        Files.write(folder.resolve("a/large"), fixture.content(3 * CHUNK));
        Files.writeString(folder.resolve("top"), "");
        Handle handle = fixture.sealing.folder(folder).handle();
        assertEquals(new Restored(target.resolve("été 🚢"), 3, new ByteCount(3L * CHUNK + 5), Map.of()),
                fixture.restore(handle));
        assertEquals(RestoreFixture.tree(folder), RestoreFixture.tree(target.resolve("été 🚢")));
        Path chosen = target.resolve("chosen");
        assertEquals(chosen, fixture.restore.restore(handle, chosen, false).path());
        assertEquals(RestoreFixture.tree(folder), RestoreFixture.tree(chosen));
    }

    @Test
    void addsToAFolderThatStandsWithoutReplacingItsFiles() throws Exception {
        Path folder = Files.createDirectory(fixture.sources.resolve("folder"));
        Files.writeString(folder.resolve("kept"), "kept");
        Files.writeString(folder.resolve("standing"), "stored");
        Handle handle = fixture.sealing.folder(folder).handle();
        Path standing = Files.createDirectory(target.resolve("folder")).resolve("standing");
        Files.writeString(standing, "mine");
        Restored restored = fixture.restore(handle);
        assertEquals(Map.of("standing", new Failure.Exists(standing)), restored.failed());
        assertEquals(1, restored.files());
        assertEquals("mine", Files.readString(standing));
        assertEquals("kept", Files.readString(target.resolve("folder/kept")));
        assertEquals(Map.of(), fixture.restore.restore(handle, target, true).failed());
        assertEquals("stored", Files.readString(standing));
    }

    @Test
    void refusesAGroupWhereAFileStands() throws Exception {
        Path folder = Files.createDirectory(fixture.sources.resolve("folder"));
        Handle handle = fixture.sealing.folder(folder).handle();
        Path standing = Files.writeString(target.resolve("folder"), "mine");
        assertEquals(new Failure.Exists(standing),
                RestoreFixture.failure(() -> fixture.restore.restore(handle, target, true)));
        assertFalse(Files.isDirectory(standing));
    }
}
