package io.longshore.upload;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.chain.Sleeper;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;

/// Lets stalled uploads go on by themselves, where what stopped them passes by itself: for a front end that stays open. Each
/// is tried again after 1, 2, 4 and 8 minutes and then every 15, and as if for the first time once it got any further.
public final class Resumption implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2),
            Duration.ofMinutes(4), Duration.ofMinutes(8), Duration.ofMinutes(15));

    /// How often it looks who is stalled.
    static final Duration LOOK = Duration.ofSeconds(10);

    private final Queue queue;
    private final Sleeper sleeper;
    private final Map<UploadId, Plan> plans = new HashMap<>();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    /// The uploads.
    public interface Queue {
        /// Those that are stalled.
        Map<UploadId, Standing> stalled();

        /// Lets those of `due` go on that are stalled still.
        void restart(Set<UploadId> due) throws FailureException;
    }

    /// How a stalled upload stands.
    ///
    /// @param failure what stopped it
    /// @param stored how many of its chunks a majority holds
    public record Standing(Failure failure, long stored) {}

    /// @param tries how often it was let go on since it last got any further
    /// @param stored how far it was then
    /// @param due when it is let go on, by the sleeper's clock; empty since it was
    private record Plan(int tries, long stored, Optional<Long> due) {}

    /// @param sleeper passes the time
    public Resumption(Queue queue, Sleeper sleeper) {
        this.queue = queue;
        this.sleeper = sleeper;
    }

    /// Begins to look; asked again, changes nothing.
    public synchronized void start() {
        if (thread.isEmpty() && !closed) {
            thread = Optional.of(Thread.ofVirtual().name("resumption").start(this::run));
        }
    }

    private void run() {
        while (!isClosed()) {
            try {
                sleeper.sleep(LOOK);
                round();
            } catch (FailureException e) {
                // Whoever is interrupted goes on, unless it is closed.
                LOG.debug("the look for stalled uploads is interrupted", e);
                Thread.interrupted();
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /// @throws FailureException `Cancelled` when it is to end; what else is the matter passes, or is told by the uploads
    private void round() throws FailureException {
        try {
            Set<UploadId> due = due(queue.stalled());
            if (!due.isEmpty()) {
                LOG.info("stalled uploads go on: {}", due);
                queue.restart(due);
            }
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Cancelled) {
                throw e;
            }
            LOG.warn("stalled uploads do not go on now", e);
        }
    }

    private Set<UploadId> due(Map<UploadId, Standing> stalled) {
        Set<UploadId> due = new HashSet<>();
        for (Map.Entry<UploadId, Standing> entry : stalled.entrySet()) {
            Standing standing = entry.getValue();
            if (!mayPass(standing.failure())) {
                plans.remove(entry.getKey());
                continue;
            }
            Plan plan = planned(Optional.ofNullable(plans.get(entry.getKey())), standing.stored());
            if (plan.due().orElseThrow() - sleeper.nanos() <= 0) {
                due.add(entry.getKey());
                plan = new Plan(plan.tries() + 1, plan.stored(), Optional.empty());
            }
            plans.put(entry.getKey(), plan);
        }
        return due;
    }

    /// A disk that is full or fails may be well again, too, though not within the patience of a stage.
    private static boolean mayPass(Failure failure) {
        return Patience.mayPass(failure) || failure instanceof Failure.LocalFailure;
    }

    private Plan planned(Optional<Plan> before, long stored) {
        Optional<Plan> same = before.filter(plan -> plan.stored() == stored);
        if (same.isPresent() && same.get().due().isPresent()) {
            return same.get();
        }
        int tries = same.map(Plan::tries).orElse(0);
        Duration pause = PAUSES.get(Math.min(tries, PAUSES.size() - 1));
        return new Plan(tries, stored, Optional.of(sleeper.nanos() + pause.toNanos()));
    }

    /// Returns when nothing is let go on any more.
    @Override
    public void close() {
        Optional<Thread> running;
        synchronized (this) {
            closed = true;
            running = thread;
        }
        running.ifPresent(Thread::interrupt);
        boolean interrupted = false;
        while (running.isPresent() && running.get().isAlive()) {
            try {
                running.get().join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
