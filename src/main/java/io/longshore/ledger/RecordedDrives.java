package io.longshore.ledger;

import java.util.List;

import io.longshore.ledger.Recorder.Change;
import io.longshore.ledger.Recorder.Decision;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.store.DriveStore;

/// The drives of a ledger.
final class RecordedDrives implements DriveStore {
    private final Recorder recorder;
    private final Seats seats;

    /// @param seats how drives are written down
    RecordedDrives(Recorder recorder, Seats seats) {
        this.recorder = recorder;
        this.seats = seats;
    }

    @Override
    public List<Drive> all() throws FailureException {
        return recorder.read(projection -> projection.drives().all());
    }

    @Override
    public void put(Drive drive) throws FailureException {
        Fact kept = seats.fact(drive);
        recorder.record(_ -> new Decision<>(List.of(kept), projection -> Seats.clear(drive, projection), _ -> drive));
    }

    @Override
    public void remove(DriveId drive) throws FailureException {
        recorder.record(projection -> {
            if (!projection.uploads().unfinished(drive).isEmpty()) {
                throw new FailureException(new Failure.Refused("ledger", "drive " + drive + " has unfinished uploads"));
            }
            return new Decision<>(List.of(new Fact.DriveGone(drive)), Change.NONE, _ -> drive);
        });
    }
}
