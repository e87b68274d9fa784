package io.longshore.ledger;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import io.longshore.ledger.JournalScan.Mark;
import io.longshore.ledger.Waypoints.Moment;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// Journal and database as one. A fact is tried on the database first, in a transaction, so that nothing reaches the journal
/// that could not be read back; then the journal is forced; then the transaction is committed. If that last step fails,
/// the fact is durable and the database is behind: everything stops until the ledger is opened again, which replays it.
///
/// May be called from any thread.
final class Recorder {
    private final LedgerThread thread;
    private final Database database;
    private final Projection projection;
    private final Journal journal;
    private final InstantSource clock;
    private final Waypoints waypoints;
    private Optional<SQLException> stopped = Optional.empty();

    Recorder(LedgerThread thread, Database database, Projection projection, Journal journal, InstantSource clock,
            Waypoints waypoints) {
        this.thread = thread;
        this.database = database;
        this.projection = projection;
        this.journal = journal;
        this.clock = clock;
        this.waypoints = waypoints;
    }

    /// Work on the database.
    interface Query<T> {
        /// Does it.
        T on(Projection projection) throws SQLException, FailureException;
    }

    /// A change of what only the database knows.
    interface Change {
        /// Makes it.
        void on(Projection projection) throws SQLException, FailureException;

        /// None.
        Change NONE = _ -> {};
    }

    /// What is to be recorded.
    ///
    /// @param facts for the journal; none at all is possible
    /// @param beside what only the database is to know, in the same transaction
    /// @param answer what the caller is told, read afterwards
    record Decision<T>(List<Fact> facts, Change beside, Query<T> answer) {}

    /// Reads.
    <T> T read(Query<T> query) throws FailureException {
        return thread.call(() -> onDatabase(() -> {
            T answer = query.on(projection);
            database.sql().rollback();
            return answer;
        }));
    }

    /// Changes what only the database knows; done when this returns, but not forced.
    void change(Change change) throws FailureException {
        thread.call(() -> onDatabase(() -> {
            change.on(projection);
            database.sql().commit();
            return Optional.empty();
        }));
    }

    /// Decides on the ledger's thread what is to be recorded, and records it; forced when this returns.
    <T> T record(Query<Decision<T>> decide) throws FailureException {
        return thread.call(() -> onDatabase(() -> {
            Decision<T> decision = decide.on(projection);
            List<JournalLine> lines = journal.prepare(clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    decision.facts().stream().map(FactCodec::write).toList());
            for (JournalLine line : lines) {
                projection.project(FactCodec.read(line));
            }
            decision.beside().on(projection);
            if (!lines.isEmpty()) {
                database.reflect(new Mark(lines.getLast().header().seq(), lines.getLast().hash()));
            }
            T answer = decision.answer().on(projection);
            if (lines.isEmpty()) {
                commit();
                return answer;
            }
            List<String> names = FactCodec.names(decision.facts());
            waypoints.reached(Moment.FORCING, names);
            journal.append(lines);
            waypoints.reached(Moment.FORCED, names);
            commit();
            waypoints.reached(Moment.REFLECTED, names);
            return answer;
        }));
    }

    private void commit() throws FailureException {
        try {
            database.sql().commit();
        } catch (SQLException e) {
            stopped = Optional.of(e);
            throw failure(e);
        }
    }

    private interface DatabaseWork<T> {
        T call() throws SQLException, FailureException;
    }

    private <T> T onDatabase(DatabaseWork<T> work) throws FailureException {
        if (stopped.isPresent()) {
            throw failure(stopped.get());
        }
        boolean done = false;
        try {
            T answer = work.call();
            done = true;
            return answer;
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            if (!done) {
                takeBack();
            }
        }
    }

    private void takeBack() throws FailureException {
        try {
            database.sql().rollback();
        } catch (SQLException e) {
            stopped = Optional.of(e);
            throw failure(e);
        }
    }

    /// An exception of the database as a failure.
    static FailureException failure(SQLException e) {
        return new FailureException(new Failure.LocalFailure("database", e.getErrorCode() + ": " + e.getMessage()), e);
    }
}
