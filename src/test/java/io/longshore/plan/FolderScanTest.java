package io.longshore.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FileFacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class FolderScanTest {
    @TempDir
    private Path temporary;
    private Path folder;

    @BeforeEach
    void findRealFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void tellsTheFactsOfAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("été 🚢.TAR.gz"), "four");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-02-29T12:00:01.987654321Z")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        FolderScan.Scan scan = FolderScan.of(List.of(folder.resolve(".").resolve("été 🚢.TAR.gz")));
        FolderScan.Found found = scan.files().getFirst();
        FileFacts facts = found.facts();
        assertEquals("été 🚢.TAR.gz", facts.name());
        assertEquals(List.of(), facts.path());
        assertEquals(Instant.parse("2024-02-29T12:00:01Z"), facts.modified());
        assertEquals(0, facts.created().getNano());
        assertTrue(facts.executable());
        assertEquals("application/gzip", facts.contentType());
        assertEquals(file, found.source().path());
        assertEquals(new ByteCount(4), found.source().size());
        assertEquals(Instant.parse("2024-02-29T12:00:01.987654321Z"), found.source().modified());
        assertFalse(found.source().fileKey().isEmpty());
        assertEquals(List.of(), scan.groups());
    }

    @Test
    void namesOneSourceAlikeWhateverLinkLedThere() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Files.writeString(folder.resolve("real/file"), "x");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertEquals(FolderScan.of(List.of(folder.resolve("real/file"))).files(),
                FolderScan.of(List.of(folder.resolve("link/file"))).files());
    }

    @Test
    void listsAFolderInOrderWithItsEmptyFolders() throws IOException {
        Path top = Files.createDirectory(folder.resolve("top"));
        Files.createDirectories(top.resolve("b/deep/er"));
        Files.createDirectories(top.resolve("empty/within"));
        Files.createDirectories(top.resolve("linked"));
        Files.writeString(top.resolve("b/deep/z.txt"), "z");
        Files.writeString(top.resolve("b/a.txt"), "a");
        Files.writeString(top.resolve("c"), "");
        Path link = Files.createSymbolicLink(top.resolve("linked/away"), folder);
        FolderScan.Scan scan = FolderScan.of(List.of(top));
        FolderScan.Group group = scan.groups().getFirst();
        assertEquals("top", group.folder().facts().name());
        assertEquals(top, group.folder().source().path());
        assertEquals(List.of(List.of("b", "a.txt"), List.of("b", "deep", "z.txt"), List.of("c")),
                group.members().stream().map(member -> member.facts().path()).toList());
        assertEquals("z.txt", group.members().get(1).facts().name());
        assertEquals(List.of("b/deep/er", "empty/within", "linked"), group.emptyFolders());
        assertEquals(List.of(link), scan.links());
        assertEquals(Map.of(), scan.skipped());
    }

    @Test
    void namesLinksWithoutFollowingThem() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        FolderScan.Scan scan = FolderScan.of(List.of(link));
        assertEquals(List.of(link), scan.links());
        assertEquals(List.of(), scan.files());
    }

    @Test
    void leavesOutWhatIsMissingSpecialOrCannotBeRestored() throws Exception {
        Path top = Files.createDirectory(folder.resolve("top"));
        Path pipe = top.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo makes no pipe here");
        Path hostile = Files.writeString(top.resolve("12:30.log"), "x");
        Path device = Files.createDirectory(top.resolve("aux"));
        Files.writeString(device.resolve("within"), "x");
        Files.writeString(top.resolve("good"), "x");
        Path missing = folder.resolve("missing");
        FolderScan.Scan scan = FolderScan.of(List.of(missing, top));
        assertEquals(Set.of(missing, pipe, hostile, device), scan.skipped().keySet());
        assertInstanceOf(Failure.SourceUnreadable.class, scan.skipped().get(missing));
        assertInstanceOf(Failure.SourceUnreadable.class, scan.skipped().get(pipe));
        assertInstanceOf(Failure.Unsupported.class, scan.skipped().get(hostile));
        assertInstanceOf(Failure.Unsupported.class, scan.skipped().get(device));
        assertEquals(1, scan.groups().getFirst().members().size());
    }

    @Test
    void leavesOutNamesThatAreNoText() throws Exception {
        Path top = Files.createDirectory(folder.resolve("top"));
        assumeTrue(
                new ProcessBuilder("sh", "-c", "cd \"$1\" && : > \"$(printf 'a\\377b')\"", "sh", top.toString()).start()
                        .waitFor() == 0,
                "this file system wants names in UTF-8");
        FolderScan.Scan scan = FolderScan.of(List.of(top));
        assertEquals(1, scan.skipped().size());
        assertEquals(List.of(), scan.groups().getFirst().members());
    }

    @Test
    void leavesOutWhatItMayNotRead() throws IOException {
        Path top = Files.createDirectory(folder.resolve("top"));
        Path file = Files.writeString(top.resolve("secret"), "x");
        Path closed = Files.createDirectory(top.resolve("closed"));
        Files.setPosixFilePermissions(file, Set.of());
        Files.setPosixFilePermissions(closed, Set.of());
        assumeFalse(Files.isReadable(file), "this user may read everything");
        FolderScan.Scan scan = FolderScan.of(List.of(top));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertEquals(Set.of(file, closed), scan.skipped().keySet());
    }
}
