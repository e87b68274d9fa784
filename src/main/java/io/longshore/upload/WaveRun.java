package io.longshore.upload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.checkpoint.Committer;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;

/// Takes one wave as far as it goes, from wherever the ledger says it is. What cannot go on stops the uploads it concerns
/// and nobody else.
final class WaveRun {
    private static final Logger LOG = LoggerFactory.getLogger(WaveRun.class);

    /// How long providers get at most to take back that they contradict our leaves.
    private static final Duration HEARD_AGAIN = Duration.ofSeconds(10);

    private final Stores stores;
    private final Tasks tasks;
    private final Tally tally;
    private final Pricing pricing;
    private final Placing placing;
    private final Committer committer;
    private final HeadStart headStart;
    private final Semaphore lanes;

    /// @param headStart ends with the first payment
    /// @param lanes how many waves are placed at once
    WaveRun(Stores stores, Tasks tasks, Tally tally, Pricing pricing, Placing placing, Committer committer,
            HeadStart headStart,
            Semaphore lanes) {
        this.stores = stores;
        this.tasks = tasks;
        this.tally = tally;
        this.pricing = pricing;
        this.placing = placing;
        this.committer = committer;
        this.headStart = headStart;
        this.lanes = lanes;
    }

    /// Runs it.
    /// @param fresh whether the wave was made in this run of the program, so that nothing of it can have been sent yet
    void run(WaveId id, boolean fresh) throws InterruptedException {
        Map<UploadId, Task> members = new HashMap<>();
        boolean reported = false;
        boolean asked = false;
        try {
            Optional<Wave> found = stores.waves().find(id);
            asked = true;
            if (found.isPresent()) {
                // Whoever is stopped and started again meanwhile has another run of this wave before it.
                found.get().rows().forEach(row -> tasks.active(row.upload())
                        .ifPresent(task -> members.put(task.id(), task)));
                advance(found.get(), members, fresh);
            }
            reported = true;
        } catch (InterruptedException e) {
            reported = true;
            // Whoever closes or pauses has stopped the uploads before: nothing happens to them here.
            members.values().forEach(task -> stop(task, new Failure.Cancelled()));
            throw e;
        } catch (FailureException e) {
            reported = true;
            LOG.warn("wave {} does not go on", id, e);
            // A ledger that does not even say whose wave it is stops everybody.
            Collection<Task> concerned = asked ? members.values() : tasks.active();
            concerned.forEach(task -> stop(task, e.failure()));
        } finally {
            if (!reported) {
                members.values().forEach(task -> stop(task, new Failure.Broken("wave " + id + " broke off")));
            }
        }
    }

    private void advance(Wave planned, Map<UploadId, Task> members, boolean fresh)
            throws FailureException, InterruptedException {
        Wave wave = planned;
        while (wave.stage() == WaveStage.PLANNED || wave.stage() == WaveStage.PAYING) {
            if (wave.stage() == WaveStage.PLANNED) {
                refuseContradiction();
            }
            wave = pricing.pay(wave);
            if (wave.rows().isEmpty()) {
                return;
            }
        }
        headStart.end();
        members.keySet().forEach(tally::changed);
        if (wave.stage() == WaveStage.PAID) {
            lanes.acquire();
            try {
                Placing.Result result = placing.place(wave, fresh);
                result.again().forEach((upload, again) -> Optional.ofNullable(members.get(upload))
                        .ifPresent(task -> ask(task, again)));
                result.stuck().forEach((upload, failure) -> Optional.ofNullable(members.get(upload))
                        .ifPresent(task -> stop(task, failure)));
            } finally {
                lanes.release();
            }
            committer.signal();
        }
    }

    /// Nothing is paid for leaves that could not be committed. Who contradicted is heard once more before.
    private void refuseContradiction() throws FailureException, InterruptedException {
        if (committer.contradiction().isPresent()) {
            committer.awaitQuiet(HEARD_AGAIN, Duration.ZERO);
        }
        Optional<Failure> contradiction = committer.contradiction();
        if (contradiction.isPresent()) {
            throw new FailureException(contradiction.get());
        }
    }

    /// Stops an upload until the user lets it pay again. What that is about is kept before anybody can be asked.
    private void ask(Task task, Expiry.Again again) {
        try {
            tasks.undisturbed(() -> {
                if (task.isActive()) {
                    stores.lapses().judged(again.refused());
                    tasks.stop(task, again.state());
                }
                return task;
            });
        } catch (FailureException e) {
            LOG.error("upload {} cannot be stopped: its state stays as it was", task.id(), e);
        }
    }

    /// Stops an upload in the state that its failure leads to.
    void stop(Task task, Failure failure) {
        try {
            tasks.stop(task, state(task.id(), failure));
        } catch (FailureException e) {
            LOG.error("upload {} is stopped, and the ledger does not know", task.id(), e);
        }
    }

    private UploadState state(UploadId upload, Failure failure) throws FailureException {
        return switch (awaited(upload, failure)) {
            case Failure.SourceChanged _,Failure.SourceUnreadable _,Failure.Unsupported _ -> new UploadState.Failed(
                    failure, stores.payments().spent(upload).tokens());
            case Failure.VaultLocked _ -> new UploadState.AwaitingVault();
            case Failure.Cancelled _ -> new UploadState.Stalled(new Failure.Broken("a thread was interrupted"));
            case Failure other -> new UploadState.Stalled(other);
        };
    }

    /// What another machine began is not over because its source is not here: the user may give it again.
    private Failure awaited(UploadId upload, Failure failure) throws FailureException {
        return switch (failure) {
            case Failure.SourceChanged(Path path, String how) when stores.uploads().isImported(upload) ->
                new Failure.SourceAwaited(path, how);
            case Failure.SourceUnreadable(Path path, String why) when stores.uploads().isImported(upload) ->
                new Failure.SourceAwaited(path, why);
            default -> failure;
        };
    }
}
