package io.longshore;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.checkpoint.Backlog;
import io.longshore.checkpoint.Picture;
import io.longshore.model.AuditReport;
import io.longshore.model.Checkpoint;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.ExportedProof;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ProviderId;
import io.longshore.model.Trials;
import io.longshore.model.snapshot.CheckpointSnapshot;
import io.longshore.upload.Stores;

/// What is asked of checkpoints: each order goes to the drive it concerns, which is opened when it must be, or to the ledger
/// where the drive is not open. For all threads.
final class DriveCheckpoints implements Checkpoints {
    private final Drives drives;
    private final Stores stores;
    private final CheckpointListeners listeners;
    private final InstantSource clock;
    private final Proofs proofs;
    private final Runnable changed;

    /// @param proofs what is shown to others
    /// @param changed is told when something is not as it was
    DriveCheckpoints(Drives drives, Stores stores, CheckpointListeners listeners, InstantSource clock, Proofs proofs,
            Runnable changed) {
        this.drives = drives;
        this.stores = stores;
        this.listeners = listeners;
        this.clock = clock;
        this.proofs = proofs;
        this.changed = changed;
    }

    @Override
    public CheckpointSnapshot status(Optional<String> drive) throws FailureException {
        return of(drive(drive));
    }

    /// How the checkpoints of all drives stand.
    Map<DriveId, CheckpointSnapshot> all() throws FailureException {
        Map<DriveId, CheckpointSnapshot> all = new HashMap<>();
        for (Drive drive : drives.all()) {
            all.put(drive.id(), of(drive));
        }
        return all;
    }

    private CheckpointSnapshot of(Drive drive) throws FailureException {
        Optional<OpenDrive> running = drives.running(drive.id());
        return running.isPresent()
                ? running.get().road().anchorage().snapshot()
                : new Picture(drive.id(), new Backlog(drive.id(), stores.leaves(), stores.payments()::receipt),
                        stores.anchorages(), stores.health(), stores.decisions())
                        .closed(drive.strategy(), clock.instant());
    }

    /// The drive of a name. Without one, the only drive there is; of several, the one new uploads go to.
    private Drive drive(Optional<String> name) throws FailureException {
        List<Drive> all = new ArrayList<>(drives.all());
        if (name.isPresent() || all.size() > 1) {
            return drives.target(name);
        }
        return all.stream().findFirst().orElseThrow(
                () -> new FailureException(new Failure.NotFound("a drive in this data folder")));
    }

    @Override
    public ExportedProof export(Handle handle, Path file, boolean overwrite) throws FailureException {
        return proofs.export(handle, file, overwrite);
    }

    @Override
    public Optional<Checkpoint> submitNow(Optional<String> drive) throws FailureException, InterruptedException {
        return drives.open(drive(drive)).road().anchorage().submitNow();
    }

    @Override
    public void pause(Optional<String> drive) throws FailureException {
        DriveId id = drive(drive).id();
        Optional<OpenDrive> running = drives.running(id);
        if (running.isPresent()) {
            running.get().road().anchorage().pause();
        } else {
            stores.anchorages().change(id, Trials::stopped);
        }
        changed.run();
    }

    @Override
    public void resume(Optional<String> drive) throws FailureException {
        DriveId id = drive(drive).id();
        Optional<OpenDrive> running = drives.running(id);
        if (running.isPresent()) {
            running.get().road().anchorage().resume();
        } else {
            stores.anchorages().change(id, Trials::resumed);
        }
        changed.run();
    }

    @Override
    public AuditReport audit(Optional<String> drive, ProviderId provider, int chunks)
            throws FailureException, InterruptedException {
        try {
            return drives.open(drive(drive)).resolver().audited(provider, chunks);
        } finally {
            changed.run();
        }
    }

    @Override
    public Decision resolve(Optional<String> name, Choice choice) throws FailureException, InterruptedException {
        Drive drive = drive(name);
        try {
            Decision decision = drives.open(drive).resolver().resolve(choice);
            if (choice instanceof Choice.Leave) {
                listeners.of(drive).resolved();
            }
            return decision;
        } finally {
            changed.run();
        }
    }

    @Override
    public Pin listen(Listener listener) {
        return listeners.listen(listener);
    }
}
