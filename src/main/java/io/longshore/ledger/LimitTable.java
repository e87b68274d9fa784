package io.longshore.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Limits;
import io.longshore.model.Receipt;
import io.longshore.model.UploadId;
import io.longshore.model.Wei;

/// The limits of the wallet in the database, what was paid when, and which uploads may go past the limit of a day.
final class LimitTable {
    private final Sql sql;

    LimitTable(Sql sql) {
        this.sql = sql;
    }

    /// Keeps what the limits are now.
    void project(Fact.Limited limited) throws SQLException {
        sql.change("merge into limits (one, per_day, gas_price) key (one) values (true, ?, ?)",
                limited.limits().perDay(), limited.limits().gasPrice());
    }

    /// Keeps when a wave was paid.
    void spent(Receipt receipt) throws SQLException {
        sql.change("insert into spending (wave, chain_id, block_time, tokens) values (?, ?, ?, ?)", receipt.wave(),
                receipt.chain(), receipt.blockTime().getEpochSecond(), receipt.total());
    }

    /// The limits.
    Limits limits() throws SQLException, FailureException {
        return sql.first(row -> new Limits(row.optionalAmount("per_day"),
                row.optionalAmount("gas_price").map(Amount::atto).map(Wei::new)),
                "select per_day, gas_price from limits").orElse(Limits.NONE);
    }

    /// What was paid on a chain in blocks made after a moment.
    Amount spent(ChainId chain, Instant after) throws SQLException, FailureException {
        return sql.first(row -> row.optionalAmount("spent"),
                "select sum(tokens) as spent from spending where chain_id = ? and block_time > ?", chain,
                after.getEpochSecond()).orElse(Optional.empty()).orElse(Amount.ZERO);
    }

    /// Whether an upload may go past the limit of a day.
    boolean isPast(UploadId upload) throws SQLException {
        return sql.exists("select 1 from past_day where upload = ?", upload);
    }

    /// Keeps that it may.
    void letPast(UploadId upload) throws SQLException {
        sql.change("merge into past_day (upload) key (upload) values (?)", upload);
    }
}
