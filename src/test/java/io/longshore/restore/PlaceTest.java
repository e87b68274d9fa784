package io.longshore.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PlaceTest {
    @TempDir
    private Path temporary;
    private Path folder;

    @BeforeEach
    void findRealFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void goesIntoAFolderAndOtherwiseIsTheTargetItself() throws FailureException {
        assertEquals(folder.resolve("name"), Place.of(folder, "name"));
        assertEquals(folder.resolve("chosen"), Place.of(folder.resolve("chosen"), "name"));
        assertInstanceOf(Failure.NotFound.class, failure(() -> Place.of(folder.resolve("missing/chosen"), "name")));
    }

    @Test
    void followsLinksInTheTargetItself() throws Exception {
        Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertEquals(folder.resolve("real/name"), Place.of(folder.resolve("link"), "name"));
        assertEquals(folder.resolve("real/chosen"), Place.of(folder.resolve("link/chosen"), "name"));
    }

    @Test
    void makesTheFoldersOnTheWayButNotTheLast() throws FailureException {
        Path base = folder.resolve("group");
        assertEquals(base.resolve("a/b/c"), Place.below(base, List.of("a", "b", "c")));
        assertTrue(Files.isDirectory(base.resolve("a/b")));
        assertFalse(Files.exists(base.resolve("a/b/c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/x", "a//x", "a/", "", "./x", "a\\..\\..\\x", "c:x", "a/nul",
        "x\0"})
    void refusesHostilePathsAndMakesNothing(String path) throws IOException {
        Path base = folder.resolve("group");
        assertInstanceOf(Failure.HostileName.class, failure(() -> Place.below(base, Place.components(path))));
        assertFalse(Files.exists(base));
    }

    @Test
    void refusesHostileNamesEvenWhereTheyAreNotUsed() {
        assertEquals(new Failure.HostileName(".."), failure(() -> Place.of(folder, "..")));
        assertEquals(new Failure.HostileName("a/b"), failure(() -> Place.of(folder.resolve("chosen"), "a/b")));
    }

    @Test
    void followsNoLinkBelowTheTarget() throws Exception {
        Path base = Files.createDirectory(folder.resolve("group"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(base.resolve("link"), outside);
        assertEquals(new Failure.Exists(base.resolve("link")),
                failure(() -> Place.below(base, List.of("link", "deep", "x"))));
        assertEquals(new Failure.Exists(base.resolve("link")), failure(() -> Place.folder(base.resolve("link"))));
        assertFalse(Files.exists(outside.resolve("deep")));
        Files.writeString(base.resolve("file"), "x");
        assertEquals(new Failure.Exists(base.resolve("file")), failure(() -> Place.below(base, List.of("file", "x"))));
    }

    private static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }
}
