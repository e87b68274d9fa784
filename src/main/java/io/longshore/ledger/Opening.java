package io.longshore.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.ledger.JournalLine.Header;
import io.longshore.ledger.JournalScan.Mark;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Recovery;

/// The opening of a data folder's journal and database: verifies the journal, brings the database up to it, or makes the
/// database anew where it is gone or damaged. Runs on the ledger's thread.
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /// How many lines are replayed in one transaction; lines that were forced together stay together.
    private static final int REPLAYED_AT_ONCE = 500;

    private final Path home;
    private final Database database;
    private final Projection projection;
    private final Journal journal;
    private int uncommitted;
    private long replayed;

    private Opening(Path home, Database database, Journal journal) {
        this.home = home;
        this.database = database;
        this.journal = journal;
        projection = Projection.of(database.sql(), home);
    }

    /// What stands open, and what had to be done for it.
    record Opened(Database database, Projection projection, Journal journal, Recovery recovery) {
        /// Closes both.
        void close() throws FailureException {
            try (journal) {
                database.close();
            } catch (SQLException e) {
                throw Recorder.failure(e);
            }
        }
    }

    /// Opens both.
    static Opened open(Path home, Disk disk) throws FailureException {
        try {
            PrivateFolder.make(home);
            Path file = home.resolve(Ledger.JOURNAL);
            boolean written = Files.exists(file) && Files.size(file) > 0;
            Database database = database(home, disk, written);
            try {
                PrivateFolder.keepPrivate(home.resolve(Database.FILE));
                Mark reflected = database.reflected();
                if (!written && reflected.seq() > 0) {
                    throw JournalScan.failure("is missing or empty, while the database reflects " + reflected.seq()
                            + " of its lines: bring it back");
                }
                return open(home, database, disk.journal().open(file), reflected);
            } catch (FailureException | SQLException | IOException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Recorder.failure(e);
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure("data folder", home + ": " + e.getMessage()), e);
        }
    }

    private static Opened open(Path home, Database database, JournalFile file, Mark reflected)
            throws FailureException, SQLException, IOException {
        try {
            Journal journal = Journal.open(file, reflected);
            return replayed(home, database, journal, reflected);
        } catch (FailureException | SQLException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Opens the database again, after it failed, and brings it up to the journal, which stays open.
    /// @throws FailureException `LocalFailure` if the disk is not well yet
    static Opened again(Path home, Disk disk, Opened before) throws FailureException {
        // What interrupted the database has done its work; left standing, it would close the file again.
        Thread.interrupted();
        try {
            before.database().close();
        } catch (SQLException e) {
            LOG.debug("the database was not closed in order", e);
        }
        try {
            Database database = database(home, disk, true);
            try {
                Mark reflected = database.reflected();
                before.journal().seek(reflected);
                return replayed(home, database, before.journal(), reflected);
            } catch (FailureException | SQLException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Recorder.failure(e);
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure("data folder", home + ": " + e.getMessage()), e);
        }
    }

    private static Opened replayed(Path home, Database database, Journal journal, Mark reflected)
            throws FailureException, SQLException {
        Opening opening = new Opening(home, database, journal);
        opening.supply(reflected);
        journal.replay(opening::replay);
        database.sql().commit();
        boolean rebuilt = reflected.seq() == 0 && opening.replayed > 0;
        return new Opened(database, opening.projection, journal,
                new Recovery(journal.cut(), opening.replayed, rebuilt));
    }

    private static Database database(Path home, Disk disk, boolean journal)
            throws FailureException, SQLException, IOException {
        try {
            return Database.open(home, disk);
        } catch (SQLException e) {
            if (!journal || !Database.isDamage(e)) {
                throw e;
            }
            Files.move(home.resolve(Database.FILE), home.resolve(Database.FILE + ".damaged"),
                    StandardCopyOption.REPLACE_EXISTING);
            return Database.open(home, disk);
        }
    }

    /// Gives the database the lines that one of an earlier version reflects and did not keep.
    private void supply(Mark reflected) throws FailureException, SQLException {
        long last = database.lines().last();
        if (last < reflected.seq()) {
            journal.read(line -> {
                if (line.header().seq() > last && line.header().seq() <= reflected.seq()) {
                    keep(line);
                }
            });
        }
    }

    private void keep(JournalLine line) throws FailureException {
        try {
            database.lines().keep(line);
        } catch (SQLException e) {
            throw Recorder.failure(e);
        }
    }

    private void replay(JournalLine line) throws FailureException {
        Header header = line.header();
        try {
            projection.project(FactCodec.read(line));
            database.lines().keep(line);
            replayed++;
            uncommitted++;
            if (header.last()) {
                database.reflect(new Mark(header.seq(), line.hash()));
                if (uncommitted >= REPLAYED_AT_ONCE) {
                    database.sql().commit();
                    uncommitted = 0;
                }
            }
        } catch (SQLException e) {
            throw Recorder.failure(e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new FailureException(
                    new Failure.Corrupt("journal line " + header.seq() + " in " + home, e.getMessage()), e);
        }
    }
}
