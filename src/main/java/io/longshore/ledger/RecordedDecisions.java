package io.longshore.ledger;

import java.util.List;

import io.longshore.ledger.Recorder.Change;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.DecisionId;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.store.DecisionStore;

/// The decisions of a ledger.
final class RecordedDecisions implements DecisionStore {
    private final Recorder recorder;

    RecordedDecisions(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Decision begin(DriveId drive, long count, Choice choice) throws FailureException {
        return recorder.record(before -> {
            DecisionId id = before.decisions().next();
            return new Recorder.Decision<>(List.of(new Fact.Decided(id, drive, count, choice)), Change.NONE,
                    projection -> projection.decisions().find(id));
        });
    }

    @Override
    public Decision end(DecisionId decision, Decision.Outcome outcome) throws FailureException {
        return recorder.record(_ -> new Recorder.Decision<>(List.of(new Fact.DecisionEnded(decision, outcome)),
                Change.NONE, projection -> projection.decisions().find(decision)));
    }

    @Override
    public List<Decision> of(DriveId drive, int most) throws FailureException {
        return recorder.read(projection -> projection.decisions().of(drive, most));
    }
}
