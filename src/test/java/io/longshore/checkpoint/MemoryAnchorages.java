package io.longshore.checkpoint;

import java.util.Optional;
import java.util.function.UnaryOperator;

import io.longshore.model.DriveId;
import io.longshore.model.Trials;
import io.longshore.model.store.AnchorageStore;

/// What is kept of one drive's attempts, in memory.
final class MemoryAnchorages implements AnchorageStore {
    private Trials trials = Trials.NONE;
    private Optional<Heard> heard = Optional.empty();

    @Override
    public synchronized Trials trials(DriveId drive) {
        return trials;
    }

    @Override
    public synchronized Trials change(DriveId drive, UnaryOperator<Trials> change) {
        trials = change.apply(trials);
        return trials;
    }

    @Override
    public synchronized Optional<Heard> heard(DriveId drive) {
        return heard;
    }

    @Override
    public synchronized void heard(DriveId drive, Heard said) {
        heard = Optional.of(said);
    }
}
