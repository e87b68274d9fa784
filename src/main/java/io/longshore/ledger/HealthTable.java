package io.longshore.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;

/// How providers have fared, in the database; the journal does not know.
final class HealthTable {
    private final Sql sql;

    HealthTable(Sql sql) {
        this.sql = sql;
    }

    /// How a provider has fared.
    Optional<ProviderHistory> find(DriveId drive, ProviderId provider) throws SQLException, FailureException {
        return sql.first(HealthTable::history, "select * from health where drive = ? and provider = ?", drive,
                provider);
    }

    /// How all providers of a drive have fared.
    Map<ProviderId, ProviderHistory> all(DriveId drive) throws SQLException, FailureException {
        Map<ProviderId, ProviderHistory> all = new LinkedHashMap<>();
        sql.all(row -> all.put(new ProviderId(new Account(row.bytes("provider"))), history(row)),
                "select * from health where drive = ?", drive);
        return all;
    }

    private static ProviderHistory history(Columns row) throws SQLException, FailureException {
        List<Duration> latencies = new ArrayList<>();
        ByteBuffer packed = ByteBuffer.wrap(row.array("latencies"));
        while (packed.hasRemaining()) {
            latencies.add(Duration.ofNanos(packed.getLong()));
        }
        Optional<String> error = row.optionalText("last_error");
        return new ProviderHistory(row.number("requests"), row.number("failures"), row.small("in_row"),
                row.number("recent"), latencies,
                error.isPresent() ? Optional.of(failure(error.get())) : Optional.empty(),
                row.optionalText("last_seen").map(Instant::parse), Instant.parse(row.text("since")));
    }

    private static Failure failure(String json) throws FailureException {
        try {
            return FailureCodec.read(Body.of(Json.read(json, JsonNode.class)));
        } catch (Json.Malformed | JacksonException | IllegalArgumentException e) {
            throw new FailureException(new Failure.Corrupt("history of a provider", e.getMessage()), e);
        }
    }

    /// Keeps how a provider has fared.
    void keep(DriveId drive, ProviderId provider, ProviderHistory history) throws SQLException {
        ByteBuffer packed = ByteBuffer.allocate(history.latencies().size() * Long.BYTES);
        history.latencies().forEach(latency -> packed.putLong(latency.toNanos()));
        sql.change("merge into health (drive, provider, requests, failures, in_row, recent, latencies, last_error,"
                + " last_seen, since) key (drive, provider) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", drive, provider,
                history.requests(), history.failures(), history.inRow(), history.window(), packed.array(),
                history.lastError().map(failure -> new String(FailureCodec.write(failure).bytes(),
                        StandardCharsets.UTF_8)),
                history.lastSeen().map(Instant::toString), history.since().toString());
    }
}
