package io.longshore.checkpoint;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.longshore.checkpoint.Rounds.Ended;
import io.longshore.model.Checkpoint;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// That a checkpoint be made now. Who has it waits for what comes of it; for two threads.
final class Wish {
    private @Nullable Ended ended;

    /// Says what came of it; only the first word counts.
    synchronized void end(Ended what) {
        if (ended == null) {
            ended = what;
            notifyAll();
        }
    }

    /// Says that nothing will come of it.
    void drop() {
        end(new Ended.Failed(new FailureException(new Failure.Cancelled())));
    }

    /// Waits for what comes of it.
    /// @throws FailureException why nothing did
    synchronized Optional<Checkpoint> await() throws FailureException, InterruptedException {
        while (ended == null) {
            wait();
        }
        return switch (ended) {
            case Ended.Covered(Optional<Checkpoint> checkpoint, boolean _) -> checkpoint;
            case Ended.Failed(FailureException why) -> throw new FailureException(why.failure(), why);
        };
    }
}
