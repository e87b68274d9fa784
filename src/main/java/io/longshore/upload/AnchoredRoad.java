package io.longshore.upload;

import java.time.Duration;

import io.longshore.checkpoint.Around;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Strategy;

/// What the making of a drive's checkpoints goes by: its uploads, its strategy, its chain.
///
/// @param chosen the strategy as it is now
/// @param tasks the uploads that run
/// @param height the number of the chain's newest block
/// @param patience how long a stage keeps trying
/// @param tally is told of changes
record AnchoredRoad(Chosen chosen, Tasks tasks, Equipment.Height height, Duration patience, Tally tally)
        implements
            Around {
    /// What the user chose.
    interface Chosen {
        Strategy strategy() throws FailureException;
    }

    @Override
    public Strategy strategy() throws FailureException {
        return chosen.strategy();
    }

    @Override
    public boolean isUnderWay() {
        return !tasks.active().isEmpty();
    }

    @Override
    public long block() throws FailureException {
        return height.block();
    }

    @Override
    public boolean mayPass(Failure failure) {
        return Patience.mayPass(failure);
    }

    @Override
    public void changed() {
        tally.changed();
    }
}
