package io.longshore.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.longshore.ledger.Recorder.Decision;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Trials;
import io.longshore.model.store.AnchorageStore;

/// How the making of checkpoints goes, of a ledger.
final class RecordedAnchorages implements AnchorageStore {
    private final Recorder recorder;

    RecordedAnchorages(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Trials trials(DriveId drive) throws FailureException {
        return recorder.read(projection -> projection.anchorages().trials(drive));
    }

    @Override
    public Trials change(DriveId drive, UnaryOperator<Trials> change) throws FailureException {
        return recorder.record(projection -> {
            Trials before = projection.anchorages().trials(drive);
            Trials after = change.apply(before);
            boolean said = before.paused() != after.paused() || before.isExhausted() != after.isExhausted();
            return new Decision<>(
                    said ? List.of(new Fact.Held(drive, after.paused(), after.failures())) : List.of(),
                    now -> now.anchorages().keep(drive, after), _ -> after);
        });
    }

    @Override
    public Optional<Heard> heard(DriveId drive) throws FailureException {
        return recorder.read(projection -> projection.anchorages().heard(drive));
    }

    @Override
    public void heard(DriveId drive, Heard heard) throws FailureException {
        recorder.change(projection -> projection.anchorages().keep(drive, heard));
    }
}
