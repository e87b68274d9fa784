package io.longshore.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.ledger.Recorder.Change;
import io.longshore.ledger.Recorder.Decision;
import io.longshore.model.Bytes;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ImportedJournal;
import io.longshore.model.store.ImportStore;

/// What a ledger takes over from other journals.
final class RecordedImports implements ImportStore {
    private final Recorder recorder;
    private final Seats seats;

    /// @param seats how drives are written down
    RecordedImports(Recorder recorder, Seats seats) {
        this.recorder = recorder;
        this.seats = seats;
    }

    @Override
    public ImportedJournal take(Optional<Hash> own, List<Bytes> lines, List<Drive> drives) throws FailureException {
        try {
            return recorder.record(before -> {
                Importing importing = new Importing(before, own, recorder.opened().journal().mark().seq());
                if (!lines.isEmpty()) {
                    importing.take(lines);
                }
                List<Drive> fresh = new ArrayList<>();
                for (Drive drive : drives) {
                    if (!importing.facts().isEmpty() && before.drives().find(drive.id()).isEmpty()) {
                        fresh.add(drive);
                    }
                }
                List<Fact> facts = new ArrayList<>(fresh.stream().map(seats::fact).toList());
                facts.addAll(importing.facts());
                Change clear = projection -> {
                    for (Drive drive : fresh) {
                        Seats.clear(drive, projection);
                    }
                };
                return new Decision<>(facts, clear, importing::result);
            });
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new FailureException(
                    new Failure.Corrupt("the imported journal", String.valueOf(e.getMessage())), e);
        }
    }
}
