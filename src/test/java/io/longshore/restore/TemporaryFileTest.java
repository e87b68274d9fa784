package io.longshore.restore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TemporaryFileTest {
    private static final Instant THEN = Instant.parse("2001-02-03T04:05:06Z");
    private static final FileFacts FACTS = facts(false);

    private final Random random = new Random(1);

    @TempDir
    private Path folder;
    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = folder.resolve("target");
    }

    @Test
    void appearsWholeOrNotAtAll() throws Exception {
        byte[] content = new byte[300_000];
        random.nextBytes(content);
        try (TemporaryFile file = TemporaryFile.of(target, random)) {
            file.write(200_000, Arrays.copyOfRange(content, 200_000, 300_000), 100_000);
            file.write(0, content, 200_000);
            assertFalse(Files.exists(target));
            assertEquals(1, names().size());
            file.place(FACTS, new ByteCount(300_000), false);
        }
        assertArrayEquals(content, Files.readAllBytes(target));
        assertEquals(List.of("target"), names());
        assertEquals(THEN, Files.getLastModifiedTime(target).toInstant());
        assertFalse(Files.isExecutable(target));
        try (TemporaryFile file = TemporaryFile.of(folder.resolve("other"), random)) {
            file.write(0, content, 1000);
        }
        assertEquals(List.of("target"), names());
    }

    @Test
    void readsBackWhatItWroteAndZerosPastTheEnd() throws Exception {
        byte[] content = new byte[200_000];
        random.nextBytes(content);
        try (TemporaryFile file = TemporaryFile.of(target, random)) {
            file.write(0, content, content.length);
            byte[] back = new byte[content.length];
            file.read(0, back, back.length);
            assertArrayEquals(content, back);
            file.read(150_000, back, 200_000);
            assertArrayEquals(Arrays.copyOf(Arrays.copyOfRange(content, 150_000, 200_000), 200_000), back);
        }
    }

    @Test
    void hasItsSizeEvenWhereItEndsInZeros() throws Exception {
        try (TemporaryFile file = TemporaryFile.of(target, random)) {
            file.write(0, new byte[1_000_000], 1_000_000);
            file.place(FACTS, new ByteCount(1_000_000), false);
        }
        assertArrayEquals(new byte[1_000_000], Files.readAllBytes(target));
    }

    @Test
    void runsWhereTheSourceRan() throws Exception {
        try (TemporaryFile file = TemporaryFile.of(target, random)) {
            file.place(facts(true), ByteCount.ZERO, false);
        }
        assertTrue(Files.getPosixFilePermissions(target).contains(PosixFilePermission.OWNER_EXECUTE));
    }

    @Test
    void replacesNothingUnlessAsked() throws Exception {
        Files.writeString(target, "mine");
        refuses(false, "mine");
        try (TemporaryFile file = TemporaryFile.of(target, random)) {
            file.write(0, new byte[]{'y'}, 1);
            file.place(FACTS, new ByteCount(1), true);
        }
        assertEquals("y", Files.readString(target));
        assertEquals(List.of("target"), names());
    }

    @Test
    void replacesALinkNotWhatItLeadsTo() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "other");
        Files.createSymbolicLink(target, other);
        refuses(false, "other");
        try (TemporaryFile file = TemporaryFile.of(target, random)) {
            file.place(FACTS, ByteCount.ZERO, true);
        }
        assertFalse(Files.isSymbolicLink(target));
        assertEquals("other", Files.readString(other));
    }

    @Test
    void neverReplacesAFolder() throws Exception {
        Files.createDirectory(target);
        try (TemporaryFile file = TemporaryFile.of(target, random)) {
            assertEquals(new Failure.Exists(target), failure(() -> file.place(FACTS, ByteCount.ZERO, true)));
        }
        assertEquals(List.of("target"), names());
    }

    @Test
    void deletesWhatAKilledRunLeftForTheSameTargetOnly() throws Exception {
        String left = leaveBehind(target);
        String others = leaveBehind(folder.resolve("other"));
        assertEquals(List.of(left, others).stream().sorted().toList(), names());
        TemporaryFile.of(target, random).close();
        assertEquals(List.of(others), names());
    }

    @Test
    void leavesALivingRunAlone() throws Exception {
        try (TemporaryFile living = TemporaryFile.of(target, random)) {
            TemporaryFile.of(target, random).close();
            assertEquals(1, names().size());
            living.place(FACTS, ByteCount.ZERO, false);
        }
        assertEquals(List.of("target"), names());
    }

    /// Has the name of a temporary file of `of`, as a run that was killed leaves it: nobody holds its lock.
    private String leaveBehind(Path of) throws Exception {
        List<String> before = names();
        String name;
        try (TemporaryFile _ = TemporaryFile.of(of, random)) {
            name = names().stream().filter(each -> !before.contains(each)).findFirst().orElseThrow();
        }
        FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
        return name;
    }

    private void refuses(boolean overwrite, String content) throws Exception {
        try (TemporaryFile file = TemporaryFile.of(target, random)) {
            file.write(0, new byte[]{'x'}, 1);
            assertEquals(new Failure.Exists(target), failure(() -> file.place(FACTS, new ByteCount(1), overwrite)));
        }
        assertEquals(content, Files.readString(target));
        assertTrue(names().stream().noneMatch(name -> name.endsWith(".part")));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static FileFacts facts(boolean executable) {
        return new FileFacts("target", List.of(), THEN, THEN, executable, "text/plain");
    }

    private static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }
}
