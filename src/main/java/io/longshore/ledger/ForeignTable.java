package io.longshore.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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
import io.longshore.ledger.ForeignRecord.Kind;
import io.longshore.ledger.ForeignRecord.Name;
import io.longshore.model.Attempt;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;

/// What came from other journals: which of their records are known, what their waves and intents are called here, and what
/// follows from a record here. Of uploads and money everything follows as there; their buckets, leaves, checkpoints and
/// limits are theirs. What is known here stays: the first word on an intent or a wave counts.
final class ForeignTable {
    private final Sql sql;
    private final ImportedWaves waves;

    ForeignTable(Sql sql, ImportedWaves waves) {
        this.sql = sql;
        this.waves = waves;
    }

    /// How many records of a journal are known, from its first on.
    long count(Hash origin) throws SQLException {
        return sql.number("select coalesce(max(seq), 0) from foreign_records where origin = ?", origin);
    }

    /// The hash of a record of a journal, if that is known.
    Optional<Hash> hash(Hash origin, long seq) throws SQLException, FailureException {
        return sql.first(row -> row.id("hash", Hash::of),
                "select hash from foreign_records where origin = ? and seq = ?", origin, seq);
    }

    /// What a journal's wave or intent is called here.
    Optional<Long> ours(Name name) throws SQLException, FailureException {
        return sql.first(row -> row.number("ours"),
                "select ours from foreign_numbers where origin = ? and kind = ? and theirs = ?", name.origin(),
                name.kind().name(), name.number());
    }

    /// Takes a record over.
    void project(Imported imported, Projection projection) throws SQLException, FailureException {
        List<ForeignRecord> path = ForeignRecord.path(imported.origin(), imported.line());
        for (ForeignRecord record : path) {
            sql.change("merge into foreign_records (origin, seq, hash) key (origin, seq) values (?, ?, ?)",
                    record.origin(), record.seq(), record.hash());
        }
        List<Name> names = ForeignRecord.names(path);
        if (names.isEmpty() != imported.number().isEmpty()) {
            throw new IllegalArgumentException("a number where none is wanted, or none where one is");
        }
        for (Name name : names) {
            sql.change("merge into foreign_numbers (origin, kind, theirs, ours) key (origin, kind, theirs)"
                    + " values (?, ?, ?, ?)", name.origin(), name.kind().name(), name.number(),
                    imported.number().get());
        }
        if (!imported.known()) {
            take(path.getLast(), projection);
        }
    }

    private void take(ForeignRecord record, Projection here) throws SQLException, FailureException {
        switch (record.fact()) {
            case Planned planned -> {
                if (!here.uploads().exists(planned.upload())) {
                    here.uploads().project(planned, record.at());
                    here.uploads().imported(planned.upload());
                }
            }
            case Folders folders -> here.sealed().project(folders);
            case Waved waved -> waves.project(new Waved(wave(record, waved.wave()), waved.drive(), waved.runs(),
                    waved.rows()));
            case Released released -> waves.project(
                    new Released(wave(record, released.wave()), released.positions()));
            case Indexed indexed -> {
                if (!here.objects().isIndexed(indexed.upload())) {
                    for (Row row : here.objects().project(indexed)) {
                        here.waves().free(row);
                    }
                }
            }
            case Drafted drafted -> draft(record, drafted.intent(), here);
            case Attempted attempted -> {
                Attempt attempt = attempted.attempt();
                here.payments().project(new Attempted(new Attempt(intent(record, attempt.intent()), attempt.hash(),
                        attempt.raw(), attempt.maxFee())));
            }
            case Settled settled -> {
                Settled ours = new Settled(intent(record, settled.intent()), settled.outcome());
                if (here.payments().outcome(ours.intent()).isEmpty()) {
                    here.payments().project(ours);
                    settled(ours, here);
                }
            }
            case Paid paid -> pay(record, paid.receipt(), here);
            case Expired expired -> expire(new Expired(wave(record, expired.wave()), expired.positions(),
                    expired.transaction()), here);
            case Closed closed -> here.uploads().project(closed);
            case DriveKept _,DriveGone _,Given _,Leafed _,Anchored _,Extended _,Decided _,DecisionEnded _,Limited _,Held _,Rebuilt _ -> {
                // Theirs.
            }
            case Imported _ -> throw new IllegalStateException("the innermost record has none within");
        }
    }

    private void draft(ForeignRecord record, Intent intent, Projection here) throws SQLException, FailureException {
        Purpose purpose = intent.purpose();
        if (purpose instanceof Purpose.PayWave pay) {
            WaveId wave = wave(record, pay.wave());
            waves.takeOver(wave);
            purpose = new Purpose.PayWave(wave, pay.rows());
        }
        here.payments().project(new Drafted(new Intent(intent(record, intent.id()), purpose, intent.chain(),
                intent.from(), intent.nonce(), intent.to(), intent.calldata())));
    }

    private void pay(ForeignRecord record, Receipt receipt, Projection here) throws SQLException, FailureException {
        Wave wave = here.waves().wave(wave(record, receipt.wave()));
        boolean free = receipt.intent().value() == 0;
        if (wave.stage() != (free ? WaveStage.PLANNED : WaveStage.PAYING)) {
            return;
        }
        if (free) {
            waves.takeOver(wave.id());
        }
        here.payments().project(new Paid(new Receipt(wave.id(),
                free ? receipt.intent() : intent(record, receipt.intent()), receipt.mode(), receipt.chain(),
                receipt.vault(), receipt.transaction(), receipt.block(), receipt.blockTime(), receipt.rows(),
                receipt.total(), receipt.gas())));
    }

    /// The payment of rows was given up there; here it is as far as it is the one that counts here.
    private void expire(Expired expired, Projection here) throws SQLException, FailureException {
        Wave wave = here.waves().wave(expired.wave());
        boolean counts = here.payments().receipt(wave.id())
                .filter(paid -> paid.transaction().equals(expired.transaction())).isPresent();
        List<Integer> positions = expired.positions().stream().filter(position -> counts
                && !wave.stored().get(position) && !wave.leafed().get(position) && !wave.expired().get(position))
                .toList();
        if (!positions.isEmpty()) {
            here.lapses().project(new Expired(wave.id(), positions, expired.transaction()));
        }
    }

    /// It is known what became of an intent: if it was the payment of an imported wave, and came to nothing, the wave's rows
    /// are free again.
    void settled(Settled settled, Projection here) throws SQLException, FailureException {
        Optional<Intent> intent = here.payments().find(settled.intent());
        if (intent.isPresent() && intent.get().purpose() instanceof Purpose.PayWave pay) {
            waves.settled(pay.wave());
        }
    }

    private WaveId wave(ForeignRecord record, WaveId theirs) throws SQLException, FailureException {
        return new WaveId(required(new Name(record.origin(), Kind.WAVE, theirs.value())));
    }

    private IntentId intent(ForeignRecord record, IntentId theirs) throws SQLException, FailureException {
        return new IntentId(required(new Name(record.origin(), Kind.INTENT, theirs.value())));
    }

    private long required(Name name) throws SQLException, FailureException {
        return ours(name).orElseThrow(() -> new IllegalArgumentException(name + " is not known"));
    }
}
