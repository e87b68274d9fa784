package io.longshore.upload;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.checkpoint.Anchorage;
import io.longshore.checkpoint.Committer;
import io.longshore.model.Amount;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.Purpose;
import io.longshore.model.RowPayment;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.seal.FileKeys;

/// The road of one drive: uploads enter, are planned, paid, placed and committed, and leave as done, or stop in a state that
/// says why. Everything it needs to go on is in the ledger; closing it and opening it again loses nothing.
public final class Road implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Road.class);

    private final DriveId drive;
    private final Stores stores;
    private final Tasks tasks;
    private final Tally tally;
    private final Assembly assembly;
    private final Planners planners;
    private final WaveRun waveRun;
    private final Committer committer;
    private final Anchorage anchorage;
    private final GroupList groups;
    private final Keys keys;
    private final Duration patience;
    private final Running running = new Running();
    private final Completion completion;
    private final Finisher finisher;

    /// Opens the data keys of uploads.
    public interface Keys {
        /// The keys an upload is sealed with.
        /// @throws FailureException `VaultLocked`, `WrongVault`
        FileKeys of(UploadPlan plan) throws FailureException;

        /// An upload has come to its end: what is remembered of its key is destroyed.
        void forget(UploadId upload);
    }

    Road(DriveId drive, Stores stores, Tasks tasks, Tally tally, Assembly assembly, Planners planners, WaveRun waveRun,
            Committer committer, Anchorage anchorage, GroupList groups, Keys keys, Duration patience) {
        this.drive = drive;
        this.stores = stores;
        this.tasks = tasks;
        this.tally = tally;
        this.assembly = assembly;
        this.planners = planners;
        this.waveRun = waveRun;
        this.committer = committer;
        this.anchorage = anchorage;
        this.groups = groups;
        this.keys = keys;
        this.patience = patience;
        this.completion = new Completion(stores, tasks, waveRun, committer, anchorage, groups, keys, patience,
                this::start);
        this.finisher = new Finisher(completion);
    }

    /// Starts the threads; no upload runs yet.
    void open() throws FailureException {
        assembly.start();
        committer.start();
        anchorage.start();
        finisher.start();
        // The program ended after the leaves and before their checkpoint.
        anchor();
    }

    private void anchor() throws FailureException {
        if (stores.leaves().count(drive) > stores.leaves().anchored(drive)) {
            anchorage.due();
        }
    }

    /// Lets uploads run that are not final and do not run yet. A group's list waits for its files. For those that are done
    /// and wait for their checkpoint, it is tried again, whatever failed before.
    public void start(List<UploadId> uploads) throws FailureException {
        anchorage.retry();
        start(uploads, state -> !state.isFinal());
    }

    /// Lets those go on that are stalled still.
    public void restart(List<UploadId> uploads) throws FailureException {
        start(uploads, UploadState.Stalled.class::isInstance);
    }

    private void start(List<UploadId> uploads, Predicate<UploadState> from) throws FailureException {
        Set<UploadId> started = new HashSet<>();
        // Before any of them runs, or what kept it from being committed the last time would stop it again at once.
        committer.retry();
        try {
            enter(uploads, from, started);
            scheduleWaves(started);
        } catch (FailureException e) {
            // Who has entered goes on with its waves or not at all.
            tasks.stopAll(started, new UploadState.Stalled(e.failure()));
            throw e;
        }
    }

    private void enter(List<UploadId> uploads, Predicate<UploadState> from, Set<UploadId> started)
            throws FailureException {
        planners.hold();
        try {
            for (UploadId id : uploads) {
                Optional<Upload> upload = stores.uploads().find(id);
                if (upload.isPresent() && upload.get().state() instanceof UploadState.Done) {
                    anchor();
                }
                if (upload.isPresent() && from.test(tasks.standing(upload.get())) && enter(upload.get(), from)) {
                    started.add(id);
                }
            }
        } finally {
            planners.released();
        }
    }

    private void scheduleWaves(Set<UploadId> started) throws FailureException {
        Set<WaveId> waves = new HashSet<>();
        for (UploadId id : started) {
            for (Wave wave : stores.waves().of(id)) {
                if (wave.stage() != WaveStage.PLACED && waves.add(wave.id())) {
                    schedule(wave.id(), false, () -> {});
                }
            }
        }
    }

    private boolean isDue(UploadPlan plan) throws FailureException {
        return plan.kind() == UploadPlan.Kind.FILE || groups.isReady(plan.group().orElseThrow());
    }

    /// Whether it runs from now on.
    private boolean enter(Upload upload, Predicate<UploadState> from) throws FailureException {
        if (tasks.isActive(upload.id())) {
            return false;
        }
        if (!isDue(upload.plan())) {
            tasks.put(upload.id(), new UploadState.Queued());
            return false;
        }
        FileKeys opened;
        try {
            opened = keys.of(upload.plan());
        } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.VaultLocked)) {
                throw e;
            }
            tasks.put(upload.id(), new UploadState.AwaitingVault());
            return false;
        }
        tally.begin(upload.id());
        Task task = new Task(upload.plan(), opened);
        if (!tasks.start(task, from)) {
            return false;
        }
        planners.plan(task, finisher::signal);
        return true;
    }

    /// Takes over a wave that was just made.
    void dispatch(Wave wave, Runnable finished) {
        tally.changed();
        schedule(wave.id(), true, finished);
    }

    private void schedule(WaveId wave, boolean fresh, Runnable finished) {
        running.run(wave, () -> {
            try {
                waveRun.run(wave, fresh);
            } finally {
                finished.run();
                finisher.signal();
                anchorage.signal();
                tally.changed();
            }
        });
    }

    /// Stops uploads until they are started again.
    public void pause(Set<UploadId> uploads) throws FailureException {
        for (UploadId upload : uploads) {
            tasks.put(upload, new UploadState.Paused());
        }
        anchorage.signal();
    }

    /// Gives uploads up.
    public void cancel(Set<UploadId> uploads) throws FailureException {
        for (UploadId upload : uploads) {
            tasks.put(upload, new UploadState.Cancelled(unstored(upload)));
            completion.removeFiles(upload);
        }
        finisher.signal();
        anchorage.signal();
    }

    /// What was paid, or will be by what is signed already, for chunks of an upload that no majority has.
    private Amount unstored(UploadId upload) throws FailureException {
        Amount unstored = Amount.ZERO;
        for (Wave wave : stores.waves().of(upload)) {
            Optional<Intent> intent = wave.intent().isEmpty()
                    ? Optional.empty()
                    : stores.payments().find(wave.intent().get());
            List<RowPayment> rows = intent.isPresent() && intent.get().purpose() instanceof Purpose.PayWave pay
                    ? pay.rows()
                    : List.of();
            for (RowPayment row : rows) {
                boolean its = wave.rows().get(row.position()).upload().equals(upload);
                if (its && !wave.stored().get(row.position()) && !wave.expired().get(row.position())) {
                    unstored = unstored.plus(row.amount());
                }
            }
        }
        return unstored;
    }

    /// Told by the committer: providers have committed, or failed.
    void committed() {
        finisher.signal();
        anchorage.signal();
        tally.changed();
    }

    /// Whether none of the uploads runs, and no checkpoint is on the way.
    public boolean isSettled(Set<UploadId> uploads) throws FailureException {
        if (!isResting(uploads)) {
            return false;
        }
        for (UploadId id : uploads) {
            Optional<Upload> upload = stores.uploads().find(id);
            boolean waitsForFiles = upload.isPresent() && upload.get().state() instanceof UploadState.Queued
                    && upload.get().plan().kind() == UploadPlan.Kind.GROUP
                    && !groups.isReady(upload.get().plan().group().orElseThrow());
            if (upload.isPresent() && upload.get().state() instanceof UploadState.Queued && !waitsForFiles
                    && unrecorded(id).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// Whether none of the uploads is worked on now, whatever the ledger says.
    public boolean isResting(Set<UploadId> uploads) {
        return uploads.stream().allMatch(tasks::isAtRest) && running.isIdle() && anchorage.isIdle();
    }

    /// How an upload stands, if that changed in this run of the program: whatever the ledger says.
    public Optional<UploadState> known(UploadId upload) {
        return tasks.known(upload);
    }

    /// How an upload stands, if it was stopped while the ledger could not be told.
    public Optional<UploadState> unrecorded(UploadId upload) {
        return tasks.unrecorded(upload);
    }

    /// Whether an upload is worked on.
    public boolean works(UploadId upload) {
        return tasks.isActive(upload);
    }

    /// Why no checkpoint can be made, if providers contradict what is known here.
    public Optional<Failure> conflict() {
        return anchorage.conflict()
                .or(() -> committer.obstacle(patience).filter(Failure::isContradiction));
    }

    /// The making of the drive's checkpoints.
    public Anchorage anchorage() {
        return anchorage;
    }

    /// The drive's committer.
    public Committer committer() {
        return committer;
    }

    /// Stops everything; what is being written down is finished. Uploads that run go on at the next start.
    @Override
    public void close() {
        tasks.closeAll();
        assembly.close();
        running.close();
        finisher.close();
        anchorage.close();
        committer.close();
    }
}
