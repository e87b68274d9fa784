package io.longshore.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DataFolderTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOW);

    @TempDir
    private Path folder;

    @Test
    void isHeldOnceInAProcess() throws Exception {
        Path home = folder.resolve("new").resolve("home");
        DataFolder held = DataFolder.lock(home, CLOCK);
        assertTrue(refusal(home).owner().contains("process " + ProcessHandle.current().pid()));
        assertTrue(refusal(home).owner().contains(Samples.NOW.toString()));
        held.close();
        DataFolder.lock(home, CLOCK).close();
    }

    @Test
    void isHeldByOneProcess() throws Exception {
        Path home = folder.resolve("home");
        try (Child child = Child.start(Holder.class, home.toString())) {
            assertEquals("held", child.line());
            assertTrue(refusal(home).owner().contains("process " + child.pid()));
            assertTrue(refusal(home).owner().contains("process " + child.pid()), "asking twice takes nothing away");
            child.kill();
            DataFolder.lock(home, CLOCK).close();
        }
    }

    /// Takes the folder and waits to be killed.
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            DataFolder.lock(Path.of(arguments[0]), InstantSource.system());
            System.out.println("held");
            System.in.read();
        }
    }

    @Test
    void isForItsOwnerOnly() throws Exception {
        Assumptions.assumeTrue(DiskFile.POSIX, "this file system has no POSIX permissions");
        Path home = folder.resolve("home");
        DataFolder.lock(home, CLOCK).close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
    }

    private static Failure.DataFolderInUse refusal(Path home) {
        return assertInstanceOf(Failure.DataFolderInUse.class,
                assertThrows(FailureException.class, () -> DataFolder.lock(home, CLOCK)).failure());
    }
}
