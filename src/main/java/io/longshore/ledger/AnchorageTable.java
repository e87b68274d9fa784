package io.longshore.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Trials;
import io.longshore.model.store.AnchorageStore.Heard;

/// How the making of checkpoints goes, in the database.
final class AnchorageTable {
    private final Sql sql;

    AnchorageTable(Sql sql) {
        this.sql = sql;
    }

    /// Keeps whether they are being made; why the last one failed is not in the journal.
    void project(Fact.Held held) throws SQLException {
        keep(held.drive(), new Trials(held.paused(), held.failures(), Optional.empty(), Optional.empty()));
    }

    /// Forgets a drive.
    void forget(DriveId drive) throws SQLException {
        sql.change("delete from anchorages where drive = ?", drive);
    }

    /// How the attempts go.
    Trials trials(DriveId drive) throws SQLException, FailureException {
        return sql.first(AnchorageTable::trials, "select * from anchorages where drive = ?", drive)
                .orElse(Trials.NONE);
    }

    private static Trials trials(Columns row) throws SQLException, FailureException {
        Optional<String> last = row.optionalText("last_failure");
        return new Trials(row.is("paused"), row.small("failures"),
                last.isPresent() ? Optional.of(AnchorageCodec.failure(last.get())) : Optional.empty(),
                row.optionalText("failed_at").map(Instant::parse));
    }

    /// Keeps how they go.
    void keep(DriveId drive, Trials trials) throws SQLException {
        sql.change("merge into anchorages (drive, paused, failures, last_failure, failed_at) key (drive)"
                + " values (?, ?, ?, ?, ?)", drive, trials.paused(), trials.failures(),
                trials.last().map(AnchorageCodec::text), trials.failedAt().map(Instant::toString));
    }

    /// What the providers said when they were last heard.
    Optional<Heard> heard(DriveId drive) throws SQLException, FailureException {
        return sql.first(row -> new Heard(Instant.parse(row.text("heard_at")),
                AnchorageCodec.standings(row.text("standings")), row.optionalText("apart").map(Instant::parse)),
                "select * from anchorages where drive = ? and heard_at is not null", drive);
    }

    /// Keeps what they said.
    void keep(DriveId drive, Heard heard) throws SQLException {
        sql.change("merge into anchorages (drive, heard_at, standings, apart) key (drive) values (?, ?, ?, ?)", drive,
                heard.at().toString(), AnchorageCodec.text(heard.standings()),
                heard.apart().map(Instant::toString));
    }
}
