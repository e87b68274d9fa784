package io.longshore.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Random;

import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.ledger.FailingDisk.Fault;
import io.longshore.ledger.FailingDisk.Part;
import io.longshore.ledger.JournalScan.Mark;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DatabaseTest {
    @TempDir
    private Path home;

    /// A connection beside the ledger's own, as H2 gives within one process.
    static Connection beside(Path home) throws SQLException {
        Properties owner = new Properties();
        owner.setProperty("user", "longshore");
        owner.setProperty("password", "");
        return new Driver().connect("jdbc:h2:file:" + home.toAbsolutePath() + "/" + Database.NAME, owner);
    }

    static void execute(Path home, String sql) throws SQLException {
        try (Connection connection = beside(home); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void givesEveryCommitToTheSystem() throws Exception {
        try (Database database = Database.open(home, Disk.REAL)) {
            assertEquals("0", database.writeDelay());
            assertEquals(Mark.START, database.reflected());
        }
    }

    @Test
    void runsNoCodeOfOthers() throws Exception {
        try (Database database = Database.open(home, Disk.REAL)) {
            SQLException refused = assertThrows(SQLException.class, () -> database.sql()
                    .change("create alias run for 'java.lang.System.getProperty(java.lang.String)'"));
            assertEquals(90134, refused.getErrorCode(), refused.getMessage());
        }
    }

    @Test
    void refusesWhatANewerVersionMade() throws Exception {
        Database.open(home, Disk.REAL).close();
        execute(home,
                "insert into migrations (version, name, digest) values (999, 'V999', X'" + "00".repeat(32) + "')");
        assertInstanceOf(Failure.Unsupported.class,
                assertThrows(FailureException.class, () -> Database.open(home, Disk.REAL)).failure());
    }

    @Test
    void refusesStepsThatWereChangedAfterwards() throws Exception {
        Database.open(home, Disk.REAL).close();
        execute(home, "update migrations set digest = X'" + "00".repeat(32) + "'");
        assertInstanceOf(Failure.Unsupported.class,
                assertThrows(FailureException.class, () -> Database.open(home, Disk.REAL)).failure());
    }

    @Test
    void refusesAFolderWhoseNameWouldBeASetting() {
        Path strange = home.resolve("a;TRACE_LEVEL_FILE=4");
        assertInstanceOf(Failure.Unsupported.class,
                assertThrows(FailureException.class, () -> Database.open(strange, Disk.REAL)).failure());
    }

    @Test
    void keepsCommitsAndTakesBackTheRest() throws Exception {
        try (Database database = Database.open(home, Disk.REAL)) {
            database.reflect(new Mark(7, JournalLine.START));
            database.sql().commit();
            database.reflect(new Mark(8, JournalLine.START));
            database.sql().rollback();
        }
        try (Database database = Database.open(home, Disk.REAL)) {
            assertEquals(7, database.reflected().seq());
        }
        assertTrue(Files.exists(home.resolve(Database.FILE)));
    }

    @Test
    void breaksOffAnywhereOnItsWayToThePresentVersionAndIsMadeTheNextTime() throws Exception {
        for (Fault fault : List.of(Fault.ERROR, Fault.DONE, Fault.FULL)) {
            boolean failed = true;
            for (int number = 1; failed; number += 5) {
                Path folder = Files.createDirectories(home.resolve(fault + "-" + number));
                try (FailingDisk disk = new FailingDisk(folder)) {
                    disk.fail(Part.DATABASE, number, fault, new Random(number));
                    try (Database database = Database.open(folder, disk.disk())) {
                        assertEquals(Mark.START, database.reflected());
                    } catch (SQLException e) {
                        assertTrue(disk.hasFailed(), e.toString());
                    }
                    failed = disk.hasFailed();
                    disk.recover();
                    try (Database database = Database.open(folder, disk.disk())) {
                        assertEquals(Mark.START, database.reflected());
                    }
                }
            }
        }
    }

    @Test
    void anOlderDatabaseKeepsWhatItHasOnItsWayToThePresentVersion() throws Exception {
        try (Database database = Database.open(home, Disk.REAL)) {
            database.reflect(new Mark(7, JournalLine.START));
            database.sql().commit();
        }
        execute(home, "alter table drives drop column vault");
        execute(home, "delete from migrations where version = 2");
        assertThrows(SQLException.class, () -> Database.open(home, Disk.REAL), "it has some of the columns still");
        for (String column : List.of("token", "registry", "ceiling")) {
            execute(home, "alter table drives drop column " + column);
        }
        try (Database database = Database.open(home, Disk.REAL)) {
            assertEquals(7, database.reflected().seq());
            assertFalse(Migrations.areDue(database.sql()));
        }
    }
}
