package io.longshore.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import io.longshore.model.Account;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.DecisionId;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;

/// Decisions in the database.
final class DecisionTable {
    private final Sql sql;

    DecisionTable(Sql sql) {
        this.sql = sql;
    }

    /// The number of the decision that is recorded next.
    DecisionId next() throws SQLException {
        return new DecisionId(sql.number("select coalesce(max(number), 0) + 1 from decisions"));
    }

    /// Keeps a decision.
    void project(Fact.Decided decided, Instant at) throws SQLException {
        if (!decided.id().equals(next())) {
            throw new IllegalArgumentException("decision " + decided.id() + " where " + next() + " is next");
        }
        sql.change("insert into decisions (number, drive, at, leaves, choice, provider) values (?, ?, ?, ?, ?, ?)",
                decided.id().value(), decided.drive(), at, decided.count(), decided.choice().word(),
                decided.choice().about());
    }

    /// Keeps what came of one.
    void project(Fact.DecisionEnded ended) throws SQLException {
        if (sql.change("update decisions set outcome = ? where number = ? and outcome is null",
                ended.outcome().word(), ended.id().value()) != 1) {
            throw new IllegalArgumentException("no decision " + ended.id() + " is under way");
        }
    }

    /// A decision.
    Decision find(DecisionId decision) throws SQLException, FailureException {
        return sql.first(DecisionTable::decision, "select * from decisions where number = ?", decision.value())
                .orElseThrow(() -> new IllegalArgumentException("no decision " + decision));
    }

    /// What was decided about a drive, newest first.
    List<Decision> of(DriveId drive, int most) throws SQLException, FailureException {
        return sql.all(DecisionTable::decision, "select * from decisions where drive = ? order by number desc"
                + " fetch first ? rows only", drive, most);
    }

    private static Decision decision(Columns row) throws SQLException {
        return new Decision(new DecisionId(row.number("number")), row.id("drive", DriveId::of), row.instant("at"),
                row.number("leaves"), Choice.of(row.text("choice"),
                        row.optionalId("provider", bytes -> new ProviderId(Account.of(bytes)))),
                row.optionalText("outcome").map(Decision.Outcome::of));
    }
}
