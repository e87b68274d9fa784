package io.longshore.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import org.h2.Driver;

import io.longshore.ledger.JournalScan.Mark;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// The H2 database of a data folder, opened for one thread. With `WRITE_DELAY=0` every commit is given to the operating
/// system before it returns, so it outlives this process; only the journal outlives a power cut.
final class Database implements AutoCloseable {
    /// The database's name in its folder, without H2's suffix.
    static final String NAME = "ledger";

    private static final String SUFFIX = ".mv.db";

    /// The file it is in.
    static final String FILE = NAME + SUFFIX;

    /// Its name while it is brought to the present version.
    private static final String NEXT = "ledger-next";

    /// `org.h2.api.ErrorCode`: FILE_CORRUPTED_1 and IO_EXCEPTION_1.
    private static final int FILE_CORRUPTED = 90030;
    private static final int IO_EXCEPTION = 90028;

    private final Connection connection;
    private final Sql sql;
    private final LineTable lines;

    private Database(Connection connection) {
        this.connection = connection;
        sql = new Sql(connection);
        lines = new LineTable(sql);
    }

    /// Opens the database, makes it where there is none, and brings it to the present version. The steps to there are made
    /// on a copy, which takes the database's place once it is whole: whatever happens, one of the two is there.
    static Database open(Path home, Disk disk) throws SQLException, FailureException, IOException {
        System.setProperty("h2.allowedClasses", "");
        Path file = home.resolve(FILE);
        Path next = home.resolve(NEXT + SUFFIX);
        Files.deleteIfExists(next);
        if (Files.exists(file)) {
            Database database = new Database(connect(home, NAME, disk));
            boolean due = true;
            try {
                due = Migrations.areDue(database.sql());
                if (!due) {
                    return database.checked();
                }
            } finally {
                if (due) {
                    database.close();
                }
            }
            Files.copy(file, next);
        }
        try (Connection connection = connect(home, NEXT, disk)) {
            Migrations.run(connection);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DiskFile.forceFolder(home);
        return new Database(connect(home, NAME, disk)).checked();
    }

    private static Connection connect(Path home, String name, Disk disk) throws SQLException, FailureException {
        String folder = home.toAbsolutePath().toString();
        if (folder.contains(";")) {
            throw new FailureException(new Failure.Unsupported("a data folder with ; in its path: " + folder));
        }
        Properties owner = new Properties();
        owner.setProperty("user", "longshore");
        owner.setProperty("password", "");
        return new Driver().connect("jdbc:h2:" + disk.scheme() + ":" + folder + "/" + name
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0", owner);
    }

    private Database checked() throws SQLException, FailureException {
        boolean done = false;
        try {
            connection.setAutoCommit(false);
            if (!"0".equals(writeDelay())) {
                throw new FailureException(new Failure.LocalFailure("database", "keeps commits to itself for "
                        + writeDelay() + " ms"));
            }
            done = true;
            return this;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    /// Whether the file is no database any more, rather than out of reach: damaged, or cut short.
    static boolean isDamage(SQLException e) {
        boolean cutShort = false;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            cutShort |= cause instanceof EOFException;
        }
        return e.getErrorCode() == FILE_CORRUPTED || e.getErrorCode() == IO_EXCEPTION && cutShort;
    }

    /// How long H2 says it keeps commits to itself, in milliseconds.
    String writeDelay() throws SQLException, FailureException {
        return sql.first(row -> row.text("setting_value"),
                "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'").orElse("?");
    }

    /// Statements on it.
    Sql sql() {
        return sql;
    }

    /// The journal's lines that it keeps: those that it reflects.
    LineTable lines() {
        return lines;
    }

    /// The last line of the journal that it reflects.
    Mark reflected() throws SQLException, FailureException {
        return sql
                .first(row -> new Mark(row.number("seq"), row.id("hash", Hash::of)), "select seq, hash from reflected")
                .orElse(Mark.START);
    }

    /// Says, within the running transaction, that it reflects the journal up to `mark`.
    void reflect(Mark mark) throws SQLException {
        sql.change("update reflected set seq = ?, hash = ?", mark.seq(), mark.hash());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
