package io.longshore.cli;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SignalsTest {
    @TempDir
    private Path home;

    @BeforeEach
    void needsPosix() {
        Assumptions.assumeTrue(File.separatorChar == '/', "Windows has no kill command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aRealSignalEndsTheCommandInOrder(String signal) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Whoever runs the tests in the background of a shell has SIGINT ignored, which is inherited.
        String giveBack = "exec env --default-signal=INT \"$@\"";
        Assumptions.assumeTrue(
                new ProcessBuilder("sh", "-c", giveBack, "sh", "true").start().waitFor() == 0 || signal.equals("TERM"),
                "this env cannot make sure that SIGINT is not ignored");
        Process process = new ProcessBuilder("sh", "-c", signal.equals("INT") ? giveBack : "exec \"$@\"", "sh", java,
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                SignalledCommand.class.getName(), home.toString()).start();
        try (BufferedReader err = process.errorReader(); BufferedReader out = process.inputReader()) {
            // The first line of progress: the work is waiting.
            assertTrue(err.readLine().contains("12 of 130 chunks stored"));
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals(130, process.exitValue());
            List<String> said = err.lines().toList();
            assertTrue(said.contains("Interrupted. Kept: 12 of 130 chunks stored, 64 paid; 1.5 tokens spent."),
                    said.toString());
            assertTrue(said.contains("Go on with: longshore resume 0xa1b2c3d4e5f60708"), said.toString());
            assertEquals(1, out.lines().count());
        } finally {
            process.destroyForcibly();
        }
    }
}
