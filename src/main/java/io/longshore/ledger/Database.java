package io.longshore.ledger;

import java.io.EOFException;
import java.nio.file.Path;
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

    /// The file it is in.
    static final String FILE = NAME + ".mv.db";

    /// `org.h2.api.ErrorCode`: FILE_CORRUPTED_1 and IO_EXCEPTION_1.
    private static final int FILE_CORRUPTED = 90030;
    private static final int IO_EXCEPTION = 90028;

    private final Connection connection;
    private final Sql sql;

    private Database(Connection connection) {
        this.connection = connection;
        sql = new Sql(connection);
    }

    /// Opens the database, makes it where there is none, and brings it to the present version.
    static Database open(Path home, Disk disk) throws SQLException, FailureException {
        System.setProperty("h2.allowedClasses", "");
        String folder = home.toAbsolutePath().toString();
        if (folder.contains(";")) {
            throw new FailureException(new Failure.Unsupported("a data folder with ; in its path: " + folder));
        }
        Properties owner = new Properties();
        owner.setProperty("user", "longshore");
        owner.setProperty("password", "");
        Connection connection = new Driver()
                .connect("jdbc:h2:" + disk.scheme() + ":" + folder + "/" + NAME
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0", owner);
        try {
            connection.setAutoCommit(false);
            Database database = new Database(connection);
            if (!"0".equals(database.writeDelay())) {
                throw new FailureException(new Failure.LocalFailure("database", "keeps commits to itself for "
                        + database.writeDelay() + " ms"));
            }
            Migrations.run(connection);
            return database;
        } catch (SQLException | FailureException e) {
            connection.close();
            throw e;
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
