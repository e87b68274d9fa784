package io.longshore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.checkpoint.Anchorage;
import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.Recommendation;

/// Who is told what becomes of checkpoints, of whichever drive. One that throws is told nothing any more, and keeps
/// neither the others nor the checkpoints from going on. For all threads.
final class CheckpointListeners {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointListeners.class);

    private final List<Checkpoints.Listener> listeners = new CopyOnWriteArrayList<>();

    /// As [Checkpoints#listen].
    Pin listen(Checkpoints.Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Tells what becomes of one drive's checkpoints.
    Anchorage.Events of(Drive drive) {
        return new Anchorage.Events() {
            @Override
            public void submitted(Checkpoint checkpoint) {
                tell(listener -> listener.submitted(drive, checkpoint));
            }

            @Override
            public void failed(Failure failure, boolean willRetry) {
                tell(listener -> listener.failed(drive, failure, willRetry));
            }

            @Override
            public void conflict(Recommendation advice) {
                tell(listener -> listener.conflict(drive, advice));
            }

            @Override
            public void resolved() {
                tell(listener -> listener.resolved(drive));
            }
        };
    }

    private void tell(Consumer<Checkpoints.Listener> what) {
        for (Checkpoints.Listener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                listeners.remove(listener);
                LOG.error("a listener of checkpoints throws, and is told nothing any more", e);
            }
        }
    }
}
