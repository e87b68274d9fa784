package io.longshore.ledger;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.longshore.json.Json;
import io.longshore.ledger.Fact.Ending;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.GroupId;
import io.longshore.model.SourceIdentity;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore.Spent;

/// Uploads in the database: their plans, states, counts and costs. Source and facts stand there in clear; an upload that was
/// read back from the journal has them once somebody has opened them, and waits for the vault until then.
final class UploadTable {
    private final Sql sql;

    UploadTable(Sql sql) {
        this.sql = sql;
    }

    /// Adds a queued upload whose source is not known yet.
    void project(Fact.Planned plan, Instant at) throws SQLException {
        if (exists(plan.upload())) {
            throw new IllegalArgumentException("upload " + plan.upload() + " is there already");
        }
        long number = sql.number("select coalesce(max(number), 0) + 1 from uploads");
        sql.change(
                "insert into uploads (number, id, drive, group_id, kind, file_id, enc, wrapped_dek, size, chunk_size,"
                        + " sealed_source, budget, state, closed, added)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', false, ?)",
                number, plan.upload(), plan.drive(), plan.group(), UploadCodec.word(plan.kind()), plan.file(),
                plan.enc(), plan.wrappedDek(), plan.grid().size(), plan.grid().chunkSize(), plan.sealedSource(),
                plan.budget(), at);
    }

    /// Gives an upload that is not over another source, which is not known in clear yet.
    void project(Fact.Given given) throws SQLException {
        one(given.upload(),
                sql.change("update uploads set sealed_source = ?, source_known = false where id = ? and not closed",
                        given.sealedSource(), given.upload()));
    }

    /// Keeps that an upload came from another journal.
    void imported(UploadId upload) throws SQLException {
        one(upload, sql.change("update uploads set imported = true where id = ?", upload));
    }

    /// Whether an upload came from another journal.
    boolean isImported(UploadId upload) throws SQLException {
        return sql.exists("select 1 from uploads where id = ? and imported", upload);
    }

    /// Keeps how an upload ended.
    void project(Fact.Closed closed) throws SQLException {
        switch (closed.ending()) {
            case Ending.Cancelled(Amount unstored) -> state(closed.upload(), new UploadState.Cancelled(unstored));
            case Ending.Done(var handle) -> state(closed.upload(), new UploadState.Done(handle));
            case Ending.Failed(String code, Amount inVain) -> state(closed.upload(),
                    new UploadState.Failed(FailureCodec.read(Body.empty().text("code", code)), inVain));
        }
    }

    /// Sets what is known of a source.
    void source(UploadId upload, SourceIdentity source, FileFacts facts) throws SQLException {
        one(upload, sql.change("update uploads set source_known = true, source_path = ?, source_size = ?,"
                + " source_modified = ?, source_key = ?, name = ?, path = ?, created = ?, modified = ?, executable = ?,"
                + " content_type = ? where id = ?", source.path().toString(), source.size(), source.modified(),
                source.fileKey(), facts.name(), new String(Json.write(facts.path()), StandardCharsets.UTF_8),
                facts.created(), facts.modified(), facts.executable(), facts.contentType(), upload));
    }

    /// Sets a state, unless the upload is over.
    void state(UploadId upload, UploadState state) throws SQLException {
        sql.change("update uploads set state = ?, detail = ?, closed = ? where id = ? and not closed",
                StateCodec.word(state), StateCodec.detail(state), state.isFinal(), upload);
    }

    /// Sets a final state anew, with the words that its journal record does not have.
    void ending(UploadId upload, UploadState state) throws SQLException {
        sql.change("update uploads set detail = ? where id = ?", StateCodec.detail(state), upload);
    }

    /// Whether there is such an upload.
    boolean exists(UploadId upload) throws SQLException {
        return sql.exists("select 1 from uploads where id = ?", upload);
    }

    /// How many of an upload's chunks are planned.
    long planned(UploadId upload) throws SQLException, FailureException {
        return sql.first(row -> row.number("planned"), "select planned from uploads where id = ?", upload)
                .orElseThrow(() -> new IllegalArgumentException("no upload " + upload));
    }

    /// Whether an upload is over.
    boolean closed(UploadId upload) throws SQLException, FailureException {
        return sql.first(row -> row.is("closed"), "select closed from uploads where id = ?", upload)
                .orElseThrow(() -> new IllegalArgumentException("no upload " + upload));
    }

    /// Sets what the upload may spend.
    void budget(UploadId upload, Optional<Amount> budget) throws SQLException {
        one(upload, sql.change("update uploads set budget = ? where id = ?", budget, upload));
    }

    /// Adds to what an upload has cost.
    void cost(UploadId upload, BigInteger tokens, BigInteger pending, BigInteger gas, int payments, int approvals)
            throws SQLException {
        one(upload, sql.change("update uploads set tokens = tokens + ?, pending = pending + ?, gas = gas + ?,"
                + " payments = payments + ?, approvals = approvals + ? where id = ?", tokens, pending, gas, payments,
                approvals, upload));
    }

    /// Adds to what was paid for an upload in vain.
    void inVain(UploadId upload, Amount tokens) throws SQLException {
        one(upload, sql.change("update uploads set in_vain = in_vain + ? where id = ?", tokens, upload));
    }

    /// What was paid for an upload in vain.
    Amount inVain(UploadId upload) throws SQLException, FailureException {
        return sql.first(row -> row.amount("in_vain"), "select in_vain from uploads where id = ?", upload)
                .orElse(Amount.ZERO);
    }

    private static void one(UploadId upload, int changed) {
        if (changed != 1) {
            throw new IllegalArgumentException("no upload " + upload);
        }
    }

    /// The upload of that id.
    Optional<Upload> find(UploadId upload) throws SQLException, FailureException {
        return sql.first(UploadTable::upload, "select * from uploads where id = ?", upload);
    }

    /// All uploads, in order.
    List<Upload> all() throws SQLException, FailureException {
        return sql.all(UploadTable::upload, "select * from uploads order by number");
    }

    /// The uploads of a drive that are not over, in order.
    List<Upload> unfinished(DriveId drive) throws SQLException, FailureException {
        return sql.all(UploadTable::upload, "select * from uploads where drive = ? and not closed order by number",
                drive);
    }

    /// How much content the uploads of a drive have that were not given up and have not failed.
    ByteCount content(DriveId drive) throws SQLException {
        return new ByteCount(sql.number("select coalesce(sum(size), 0) from uploads where drive = ?"
                + " and state not in ('cancelled', 'failed')", drive));
    }

    /// The uploads of a group, in order.
    List<Upload> group(GroupId group) throws SQLException, FailureException {
        return sql.all(UploadTable::upload, "select * from uploads where group_id = ? order by number", group);
    }

    /// How an upload's source is cut.
    Grid grid(UploadId upload) throws SQLException, FailureException {
        return sql.first(UploadTable::grid, "select size, chunk_size from uploads where id = ?", upload)
                .orElseThrow(() -> new IllegalArgumentException("no upload " + upload));
    }

    /// What an upload has cost.
    Spent spent(UploadId upload) throws SQLException, FailureException {
        return sql.first(row -> new Spent(row.amount("tokens"), row.amount("pending"), row.wei("gas"),
                row.small("payments"), row.small("approvals")),
                "select tokens, pending, gas, payments, approvals from uploads where id = ?", upload)
                .orElse(new Spent(Amount.ZERO, Amount.ZERO, Wei.ZERO, 0, 0));
    }

    /// How many of an upload's chunks a majority holds.
    long stored(UploadId upload) throws SQLException, FailureException {
        return sql.first(row -> row.number("stored"), "select stored from uploads where id = ?", upload).orElse(0L);
    }

    /// How many of an upload's chunks are paid, or stored without payment.
    long paid(UploadId upload) throws SQLException, FailureException {
        return sql.first(row -> row.number("paid"), "select paid from uploads where id = ?", upload).orElse(0L);
    }

    private static Grid grid(Columns row) throws SQLException {
        return new Grid(new ByteCount(row.number("size")), new ByteCount(row.number("chunk_size")));
    }

    private static Upload upload(Columns row) throws SQLException, FailureException {
        boolean known = row.is("source_known");
        UploadId id = row.id("id", UploadId::of);
        Grid grid = grid(row);
        UploadPlan plan = new UploadPlan(id, row.id("drive", DriveId::of), row.optionalId("group_id", GroupId::of),
                UploadCodec.kind(row.text("kind")), known ? source(row) : unknownSource(grid),
                known ? facts(row) : unknownFacts(id), row.id("file_id", FileId::of), row.bytes("enc"),
                row.bytes("wrapped_dek"), grid, row.bytes("sealed_source"));
        UploadState state = StateCodec.read(row.text("state"), row.optionalText("detail"));
        return new Upload(plan, known || state.isFinal() ? state : new UploadState.AwaitingVault(),
                row.optionalAmount("budget"), row.instant("added"), row.number("planned"), row.is("indexed"),
                row.optionalText("handle").map(UploadCodec::handle));
    }

    private static SourceIdentity source(Columns row) throws SQLException {
        return new SourceIdentity(Path.of(row.text("source_path")), new ByteCount(row.number("source_size")),
                row.instant("source_modified"), row.text("source_key"));
    }

    private static FileFacts facts(Columns row) throws SQLException {
        return new FileFacts(row.text("name"), List.of(Json.read(row.text("path"), String[].class)),
                row.instant("created"), row.instant("modified"), row.is("executable"), row.text("content_type"));
    }

    private static SourceIdentity unknownSource(Grid grid) {
        return new SourceIdentity(Path.of(""), grid.size(), Instant.EPOCH, "");
    }

    private static FileFacts unknownFacts(UploadId id) {
        return new FileFacts(id.toString(), List.of(), Instant.EPOCH, Instant.EPOCH, false, "application/octet-stream");
    }
}
