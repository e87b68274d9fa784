package io.longshore.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.ledger.JournalScan.Mark;
import io.longshore.ledger.Opening.Opened;
import io.longshore.ledger.Waypoints.Moment;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// Journal and database as one. A fact is tried on the database first, in a transaction, so that nothing reaches the journal
/// that could not be read back; then the journal is forced; then the transaction is committed. If that last step fails,
/// the fact is durable and the database is behind: it is opened again, and brought up to the journal. What fails before
/// that has not happened; once the disk is well again the ledger goes on.
///
/// May be called from any thread.
final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final LedgerThread thread;
    private final Path home;
    private final Ledger.Options options;
    private Opened opened;
    private boolean stopped;

    /// @param opened what is open on the thread
    Recorder(LedgerThread thread, Path home, Ledger.Options options, Opened opened) {
        this.thread = thread;
        this.home = home;
        this.options = options;
        this.opened = opened;
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
            T answer = query.on(opened.projection());
            sql().rollback();
            return answer;
        }));
    }

    /// Changes what only the database knows; done when this returns, but not forced.
    void change(Change change) throws FailureException {
        thread.call(() -> onDatabase(() -> {
            change.on(opened.projection());
            commit();
            return Optional.empty();
        }));
    }

    /// Decides on the ledger's thread what is to be recorded, and records it; forced when this returns.
    <T> T record(Query<Decision<T>> decide) throws FailureException {
        return thread.call(() -> onDatabase(() -> {
            Projection projection = opened.projection();
            Decision<T> decision = decide.on(projection);
            List<JournalLine> lines = opened.journal().prepare(
                    options.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                    decision.facts().stream().map(FactCodec::write).toList());
            for (JournalLine line : lines) {
                projection.project(FactCodec.read(line));
                opened.database().lines().keep(line);
            }
            decision.beside().on(projection);
            if (!lines.isEmpty()) {
                opened.database().reflect(new Mark(lines.getLast().header().seq(), lines.getLast().hash()));
            }
            T answer = decision.answer().on(projection);
            if (lines.isEmpty()) {
                commit();
                return answer;
            }
            List<String> names = FactCodec.names(decision.facts());
            options.waypoints().reached(Moment.FORCING, names);
            opened.journal().append(lines);
            options.waypoints().reached(Moment.FORCED, names);
            reflect(decision);
            options.waypoints().reached(Moment.REFLECTED, names);
            return answer;
        }));
    }

    /// The facts are durable: that the database could not keep them is no reason to say otherwise.
    private void reflect(Decision<?> decision) throws SQLException, FailureException {
        try {
            commit();
        } catch (SQLException e) {
            LOG.warn("the database failed, and is opened again", e);
            reopen();
            decision.beside().on(opened.projection());
            commit();
        }
    }

    /// A database that fails here may have kept the change or not, and answers nobody any more.
    private void commit() throws SQLException {
        try {
            sql().commit();
        } catch (SQLException e) {
            stopped = true;
            throw e;
        }
    }

    private Sql sql() {
        return opened.database().sql();
    }

    private void reopen() throws FailureException {
        stopped = true;
        opened = Opening.again(home, options.disk(), opened);
        LOG.warn("the database in {} is open again: {}", home, opened.recovery());
        if (options.opener().isPresent()) {
            try {
                Unsealing.of(opened, options.opener().get());
            } catch (SQLException e) {
                throw failure(e);
            }
        }
        stopped = false;
    }

    /// Opens what is known as sealed only.
    /// @return how many sources and groups are sealed still
    int unseal(SourceOpener opener) throws FailureException {
        return thread.call(() -> onDatabase(() -> Unsealing.of(opened, opener)));
    }

    /// What is open now; for the ledger's thread.
    Opened opened() {
        return opened;
    }

    private interface DatabaseWork<T> {
        T call() throws SQLException, FailureException;
    }

    private <T> T onDatabase(DatabaseWork<T> work) throws FailureException {
        if (stopped) {
            reopen();
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
            sql().rollback();
        } catch (SQLException e) {
            stopped = true;
            throw failure(e);
        }
    }

    /// An exception of the database as a failure.
    static FailureException failure(SQLException e) {
        return new FailureException(new Failure.LocalFailure("database", e.getErrorCode() + ": " + e.getMessage()), e);
    }
}
