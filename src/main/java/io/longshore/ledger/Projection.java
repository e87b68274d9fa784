package io.longshore.ledger;

import java.nio.file.Path;
import java.sql.SQLException;

import io.longshore.ledger.Fact.Anchored;
import io.longshore.ledger.Fact.Attempted;
import io.longshore.ledger.Fact.Closed;
import io.longshore.ledger.Fact.Decided;
import io.longshore.ledger.Fact.DecisionEnded;
import io.longshore.ledger.Fact.Drafted;
import io.longshore.ledger.Fact.DriveGone;
import io.longshore.ledger.Fact.DriveKept;
import io.longshore.ledger.Fact.Expired;
import io.longshore.ledger.Fact.Extended;
import io.longshore.ledger.Fact.Folders;
import io.longshore.ledger.Fact.Given;
import io.longshore.ledger.Fact.Held;
import io.longshore.ledger.Fact.Imported;
import io.longshore.ledger.Fact.Indexed;
import io.longshore.ledger.Fact.Leafed;
import io.longshore.ledger.Fact.Limited;
import io.longshore.ledger.Fact.Paid;
import io.longshore.ledger.Fact.Planned;
import io.longshore.ledger.Fact.Rebuilt;
import io.longshore.ledger.Fact.Released;
import io.longshore.ledger.Fact.Settled;
import io.longshore.ledger.Fact.Waved;
import io.longshore.model.FailureException;
import io.longshore.model.Row;

/// The database as what the journal makes of it. [#project] is the only way a fact gets into the database, whether it is
/// new or read back; what only the database knows goes to the tables directly.
///
/// @param drives drives
/// @param uploads uploads, their states and costs
/// @param sealed what is known as sealed only
/// @param objects index objects
/// @param chunks planned chunks
/// @param waves waves
/// @param payments intents and receipts
/// @param leaves leaves and checkpoints
/// @param limits the limits of the wallet
/// @param health how providers have fared
/// @param anchorages how the making of checkpoints goes
/// @param foreign what came from other journals
/// @param lapses payments that came to nothing, or that are refused
/// @param decisions what the user decided about conflicts
/// @param evidence what is looked up to show others
record Projection(DriveTable drives, UploadTable uploads, SealedTable sealed, IndexTable objects, ChunkTable chunks,
        WaveTable waves, PaymentTable payments, LeafTable leaves, LimitTable limits, HealthTable health,
        AnchorageTable anchorages, ForeignTable foreign, LapseTable lapses, DecisionTable decisions,
        EvidenceTable evidence) {
    /// On a database, for the data folder `home`.
    static Projection of(Sql sql, Path home) {
        UploadTable uploads = new UploadTable(sql);
        ChunkTable chunks = new ChunkTable(sql);
        WaveTable waves = new WaveTable(sql, uploads, chunks);
        LimitTable limits = new LimitTable(sql);
        PaymentTable payments = new PaymentTable(sql, uploads, waves, limits);
        return new Projection(new DriveTable(sql), uploads, new SealedTable(sql), new IndexTable(sql, home), chunks,
                waves, payments, new LeafTable(sql, waves), limits, new HealthTable(sql), new AnchorageTable(sql),
                new ForeignTable(sql, new ImportedWaves(sql, uploads, chunks, waves)),
                new LapseTable(sql, waves, uploads, payments), new DecisionTable(sql),
                new EvidenceTable(sql, payments));
    }

    /// Makes a fact part of the database, within the running transaction.
    /// @throws IllegalArgumentException if it does not fit what is there
    /// @throws IllegalStateException if what is there has not come that far, or is past it
    void project(FactCodec.Recorded recorded) throws SQLException, FailureException {
        switch (recorded.fact()) {
            case DriveKept kept -> drives.project(kept);
            case DriveGone gone -> {
                drives.project(gone);
                anchorages.forget(gone.drive());
            }
            case Planned planned -> uploads.project(planned, recorded.at());
            case Given given -> uploads.project(given);
            case Folders folders -> sealed.project(folders);
            case Waved waved -> waves.project(waved);
            case Released released -> waves.project(released);
            case Indexed indexed -> {
                for (Row row : objects.project(indexed)) {
                    waves.free(row);
                }
            }
            case Drafted drafted -> payments.project(drafted);
            case Attempted attempted -> payments.project(attempted);
            case Settled settled -> {
                payments.project(settled);
                foreign.settled(settled, this);
            }
            case Paid paid -> payments.project(paid);
            case Expired expired -> lapses.project(expired);
            case Leafed leafed -> leaves.project(leafed);
            case Anchored anchored -> leaves.project(anchored);
            case Extended extended -> leaves.project(extended);
            case Decided decided -> decisions.project(decided, recorded.at());
            case DecisionEnded ended -> decisions.project(ended);
            case Limited limited -> limits.project(limited);
            case Held held -> anchorages.project(held);
            case Rebuilt _ -> {
            }
            case Closed closed -> uploads.project(closed);
            case Imported imported -> foreign.project(imported, this);
        }
    }
}
