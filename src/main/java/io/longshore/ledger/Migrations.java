package io.longshore.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// The steps from an empty database to the present one: numbered SQL files, each run once, its digest kept so that a file
/// changed afterwards is noticed.
final class Migrations {
    private static final List<String> FILES = List.of("V001__ledger.sql", "V002__drive_terms.sql", "V003__limits.sql",
            "V004__marks.sql", "V005__health.sql", "V006__imports.sql", "V007__lines.sql",
            "V008__lapses.sql", "V009__networks.sql", "V010__sources.sql", "V011__drives.sql",
            "V012__decisions.sql", "V013__anchorages.sql");

    private Migrations() {}

    /// Whether there are steps that this database has not had.
    /// @throws FailureException `Unsupported` if it had steps that this version does not know
    static boolean areDue(Sql sql) throws SQLException, FailureException {
        Map<Integer, Bytes> done = done(sql);
        if (done.size() > FILES.size()) {
            throw new FailureException(new Failure.Unsupported("database version " + done.size()));
        }
        for (int version = 1; version <= FILES.size(); version++) {
            String name = FILES.get(version - 1);
            Bytes known = done.get(version);
            if (known == null) {
                return true;
            }
            if (!known.equals(digest(script(name)))) {
                throw new FailureException(new Failure.Unsupported("a database made with another " + name));
            }
        }
        return false;
    }

    /// Runs the steps that this database has not had. H2 commits each statement of them by itself: a database in which this
    /// did not come to its end is of no use any more.
    static void run(Connection connection) throws SQLException, FailureException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists migrations (version int not null primary key,"
                    + " name varchar not null, digest binary(32) not null,"
                    + " at timestamp with time zone default current_timestamp not null)");
        }
        Sql sql = new Sql(connection);
        Map<Integer, Bytes> done = done(sql);
        for (int version = 1; version <= FILES.size(); version++) {
            if (!done.containsKey(version)) {
                String name = FILES.get(version - 1);
                byte[] script = script(name);
                run(connection, new String(script, StandardCharsets.UTF_8));
                sql.change("insert into migrations (version, name, digest) values (?, ?, ?)", version, name,
                        digest(script));
                sql.commit();
            }
        }
    }

    private static Map<Integer, Bytes> done(Sql sql) throws SQLException, FailureException {
        Map<Integer, Bytes> done = new HashMap<>();
        if (sql.number("select count(*) from information_schema.tables where table_name = 'MIGRATIONS'") > 0) {
            sql.all(row -> done.put(row.small("version"), row.bytes("digest")),
                    "select version, digest from migrations");
        }
        return done;
    }

    private static Bytes digest(byte[] script) {
        return Bytes.of(JournalLine.sha256().digest(script));
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String step : script.split(";\n")) {
                if (!step.isBlank()) {
                    statement.execute(step);
                }
            }
        }
    }

    private static byte[] script(String name) {
        try (InputStream file = Migrations.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("not in this program: " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }
}
