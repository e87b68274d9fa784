package io.longshore.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.ledger.Fact.Imported;
import io.longshore.ledger.Fact.Paid;
import io.longshore.ledger.Fact.Planned;
import io.longshore.ledger.ForeignRecord.Kind;
import io.longshore.ledger.ForeignRecord.Name;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ImportedJournal;
import io.longshore.model.PaymentMode;
import io.longshore.model.Receipt;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.Wei;

/// Decides what of another journal is recorded here, and by which numbers. Used once, on the ledger's thread.
final class Importing {
    private final Projection before;
    private final Optional<Hash> own;
    private final long ownRecords;
    private final List<Fact> facts = new ArrayList<>();
    private final Map<Name, Long> numbers = new HashMap<>();
    private final Set<Place> taken = new HashSet<>();
    private final Set<UploadId> uploads = new LinkedHashSet<>();
    private final Set<WaveId> paid = new LinkedHashSet<>();
    private long nextWave;
    private long nextIntent;
    private Amount total = Amount.ZERO;
    private Wei gas = Wei.ZERO;
    private Optional<Instant> first = Optional.empty();
    private long dropped;

    /// A record of a journal.
    private record Place(Hash origin, long seq) {}

    /// @param own the hash of this journal's first record
    /// @param ownRecords how many records this journal has
    Importing(Projection before, Optional<Hash> own, long ownRecords) throws SQLException {
        this.before = before;
        this.own = own;
        this.ownRecords = ownRecords;
        this.nextWave = before.waves().next().value();
        this.nextIntent = before.payments().next().value();
    }

    /// Takes a journal's lines, from the first on.
    void take(List<Bytes> lines) throws SQLException, FailureException {
        Hash origin = JournalLine.of(lines.getFirst()).hash();
        if (own.equals(Optional.of(origin))) {
            requireKnown(lines.size());
            return;
        }
        long known = Math.min(before.foreign().count(origin), lines.size());
        if (known > 0 && !before.foreign().hash(origin, known)
                .equals(Optional.of(JournalLine.of(lines.get(Math.toIntExact(known - 1))).hash()))) {
            throw new FailureException(new Failure.Refused("the ledger",
                    "another history of journal " + origin + " was imported before: they differ in or before record "
                            + known));
        }
        for (Bytes line : lines.subList(Math.toIntExact(known), lines.size())) {
            take(origin, line);
        }
    }

    private void requireKnown(long seq) throws FailureException {
        if (seq > ownRecords) {
            throw new FailureException(
                    new Failure.Disagreement("this data folder is older than what was exported from it",
                            "the export has record " + seq + " of its journal, here it ends with " + ownRecords));
        }
    }

    private void take(Hash origin, Bytes line) throws SQLException, FailureException {
        List<ForeignRecord> path = ForeignRecord.path(origin, line);
        ForeignRecord record = path.getLast();
        boolean ours = own.equals(Optional.of(record.origin()));
        if (ours) {
            requireKnown(record.seq());
        }
        boolean known = ours || before.foreign().hash(record.origin(), record.seq()).isPresent()
                || taken.contains(new Place(record.origin(), record.seq()));
        Optional<Long> number = record.makes().isEmpty()
                ? Optional.empty()
                : Optional.of(number(record.makes().get(), known, ours));
        path.forEach(each -> taken.add(new Place(each.origin(), each.seq())));
        for (Name name : ForeignRecord.names(path)) {
            numbers.put(name, number.orElseThrow());
        }
        facts.add(new Imported(origin, line, known, number));
        if (!known) {
            count(record);
        }
    }

    private long number(Name name, boolean known, boolean ours) throws SQLException, FailureException {
        if (ours) {
            return name.number();
        }
        if (known) {
            return known(name);
        }
        return switch (name.kind()) {
            case WAVE -> nextWave++;
            case INTENT -> nextIntent++;
        };
    }

    private long known(Name name) throws SQLException, FailureException {
        Long taken = numbers.get(name);
        return taken != null
                ? taken
                : before.foreign().ours(name)
                        .orElseThrow(() -> new IllegalArgumentException(name + " is known and has no number"));
    }

    private void count(ForeignRecord record) throws SQLException, FailureException {
        dropped += record.dropped() ? 1 : 0;
        switch (record.fact()) {
            case Planned planned -> {
                if (!before.uploads().exists(planned.upload())) {
                    uploads.add(planned.upload());
                }
            }
            case Paid(Receipt receipt) -> {
                WaveId wave = new WaveId(known(new Name(record.origin(), Kind.WAVE, receipt.wave().value())));
                if (receipt.mode() != PaymentMode.FREE && before.payments().receipt(wave).isEmpty()) {
                    paid.add(wave);
                    total = total.plus(receipt.total());
                    gas = gas.plus(receipt.gas());
                    first = Optional.of(first.filter(receipt.blockTime()::isAfter).orElse(receipt.blockTime()));
                }
            }
            default -> {
                // Says nothing that is counted.
            }
        }
    }

    /// What is to be recorded.
    List<Fact> facts() {
        return facts;
    }

    /// What came of it, once it is recorded.
    ImportedJournal result(Projection after) throws SQLException, FailureException {
        List<UploadId> unfinished = new ArrayList<>();
        for (UploadId id : uploads) {
            Optional<Upload> upload = after.uploads().find(id);
            if (upload.isPresent() && !upload.get().state().isFinal()) {
                unfinished.add(id);
            }
        }
        long rows = 0;
        for (WaveId wave : paid) {
            rows += after.payments().receipt(wave).map(receipt -> receipt.rows().size()).orElse(0);
        }
        return new ImportedJournal(facts.size(), List.copyOf(uploads), unfinished, paid.size(), rows, total, gas, first,
                dropped);
    }
}
