package io.longshore.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LogFileTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogFileTest.class);

    @TempDir
    private Path folder;

    @Test
    void writesToTheDataFolderWhileOpenAndNothingToStandardOutput() throws Exception {
        Path home = folder.resolve("home");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            try (LogFile _ = LogFile.in(home)) {
                LOG.warn("first\nline {}", "\u001b[31m");
            }
            LOG.warn("after");
        } finally {
            System.setOut(before);
        }
        List<String> lines = Files.readAllLines(home.resolve("log/longshore.log"));
        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().endsWith("first?line ?[31m"), lines.getFirst());
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheFolderToItsOwner() throws Exception {
        Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"),
                "this file system has no owners");
        Path home = folder.resolve("home");
        LogFile.in(home).close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
        assertTrue(Files.isDirectory(home.resolve("log")));
    }
}
