package io.longshore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Strategy;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.Whereabouts;
import io.longshore.plan.FolderScan;
import io.longshore.upload.Intake;
import io.longshore.upload.Stores;
import io.longshore.upload.Tally;

/// What is asked of uploads: each order goes to the road of the drive it concerns, which is opened when it must be, or to
/// the ledger where the road need not run. For all threads.
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    /// What the disk keeps free besides.
    private static final ByteCount RESERVE = ByteCount.mebibytes(256);

    private final Path home;
    private final Stores stores;
    private final Drives drives;
    private final Networks networks;
    private final Intake intake;
    private final Tally tally;
    private final Runnable draw;

    /// @param home the data folder, on whose disk the embedded network keeps its copies
    /// @param draw makes a new snapshot at once
    Uploads(Path home, Stores stores, Drives drives, Networks networks, Intake intake, Tally tally, Runnable draw) {
        this.home = home;
        this.stores = stores;
        this.drives = drives;
        this.networks = networks;
        this.intake = intake;
        this.tally = tally;
        this.draw = draw;
    }

    /// As [Longshore#start].
    void start() throws FailureException {
        drives.open(drives.target(Optional.empty()));
        Set<UploadId> interrupted = new HashSet<>();
        for (Upload upload : stores.uploads().all()) {
            if (goesOnByItself(upload.state())) {
                interrupted.add(upload.id());
            }
        }
        resume(interrupted);
    }

    private static boolean goesOnByItself(UploadState state) {
        return switch (state) {
            case UploadState.Queued _,UploadState.Running _,UploadState.Stalled _,UploadState.AwaitingVault _ -> true;
            case UploadState.Paused _,UploadState.AwaitingApproval _,UploadState.Cancelled _,UploadState.Failed _,UploadState.Done _ ->
                false;
        };
    }

    /// As [Longshore#add].
    Longshore.Added add(List<Path> paths, Optional<String> drive, Optional<Amount> budget) throws FailureException {
        OpenDrive to = drives.open(drives.target(drive));
        FolderScan.Scan scan = FolderScan.of(paths);
        Map<Path, Failure> skipped = new HashMap<>(scan.skipped());
        Drive present = drives.of(to.drive().id());
        Intake.Taken taken = intake.add(scan, to.drive(), to.destination().maxChunk(), budget,
                bytes -> requireRoom(bytes, present), skipped);
        taken.all().forEach(tally::changed);
        // They are seen before anything can happen to them, or to the ledger.
        draw.run();
        // Who is at work with a source that is gone begins anew with the other.
        to.road().pause(taken.given().stream().filter(to.road()::works).collect(Collectors.toSet()));
        to.road().start(taken.all());
        return new Longshore.Added(taken.all(), Set.copyOf(taken.resumed()), skipped, scan.links());
    }

    /// As [Longshore#estimate].
    Estimate estimate(List<Path> paths, Optional<String> drive) throws FailureException {
        OpenDrive to = drives.open(drives.target(drive));
        Intake.Sorted sorted = intake.sorted(FolderScan.of(paths), to.drive());
        List<Appraisal.Begun> begun = new ArrayList<>();
        for (UploadId id : sorted.known()) {
            begun.add(new Appraisal.Begun(stores.uploads().find(id).orElseThrow(), stores.waves().paidChunks(id)));
        }
        return drives.appraisal(to, sorted.fresh(), begun,
                to.drive().network() instanceof Whereabouts.Embedded && networks.isRunning()
                        ? Optional.of(Networks.COPIES)
                        : Optional.empty());
    }

    private void requireRoom(ByteCount bytes, Drive drive) throws FailureException {
        if (drive.capacity().isPresent()) {
            ByteCount left = drive.capacity().get().lessAtMost(stores.uploads().content(drive.id()));
            if (left.compareTo(bytes) < 0) {
                throw new FailureException(new Failure.Insufficient(Failure.Insufficient.Resource.CAPACITY,
                        Long.toString(bytes.value()), Long.toString(left.value())));
            }
        }
        if (drive.network() instanceof Whereabouts.Embedded && networks.isRunning()) {
            requireDisk(bytes);
        }
    }

    private void requireDisk(ByteCount bytes) throws FailureException {
        ByteCount needed = bytes.times(Networks.COPIES).plus(RESERVE);
        try {
            ByteCount usable = new ByteCount(Files.getFileStore(home).getUsableSpace());
            if (usable.compareTo(needed) < 0) {
                throw new FailureException(new Failure.Insufficient(Failure.Insufficient.Resource.DISK,
                        needed.toString(), usable.toString()));
            }
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(home.toString(), "does not tell its free space"), e);
        }
    }

    /// As [Longshore#pause].
    void pause(Set<UploadId> uploads) throws FailureException {
        for (Map.Entry<DriveId, List<UploadId>> group : byDrive(uploads).entrySet()) {
            Optional<OpenDrive> running = drives.running(group.getKey());
            if (running.isPresent()) {
                running.get().road().pause(Set.copyOf(group.getValue()));
            } else {
                rest(group.getValue(), new UploadState.Paused());
            }
        }
    }

    /// As [Longshore#resume]. Where the world contradicts what is known of their drive, they are stalled by that.
    void resume(Set<UploadId> uploads) throws FailureException {
        for (Map.Entry<DriveId, List<UploadId>> group : byDrive(uploads).entrySet()) {
            OpenDrive drive = opened(group.getKey(), group.getValue());
            drive.road().start(present(drive, group.getValue()));
        }
    }

    /// Those that have their source here. The others are stalled until it is given again; nothing of them is paid or sent.
    private List<UploadId> present(OpenDrive drive, List<UploadId> uploads) throws FailureException {
        List<UploadId> resting = uploads.stream().filter(id -> !drive.road().works(id)).toList();
        Map<UploadId, Failure> awaited = intake.awaited(resting, drive.drive());
        for (Map.Entry<UploadId, Failure> upload : awaited.entrySet()) {
            rest(List.of(upload.getKey()), new UploadState.Stalled(upload.getValue()));
        }
        return uploads.stream().filter(id -> !awaited.containsKey(id)).toList();
    }

    private OpenDrive opened(DriveId drive, List<UploadId> uploads) throws FailureException {
        try {
            return drives.open(drives.of(drive));
        } catch (FailureException e) {
            if (e.failure().isContradiction()) {
                rest(uploads, new UploadState.Stalled(e.failure()));
            }
            throw e;
        }
    }

    /// Lets those go on that are stalled still. What is the matter with one drive keeps no other from going on.
    void restart(Set<UploadId> uploads) throws FailureException {
        Optional<FailureException> failed = Optional.empty();
        for (Map.Entry<DriveId, List<UploadId>> group : byDrive(uploads).entrySet()) {
            try {
                OpenDrive drive = drives.open(drives.of(group.getKey()));
                drive.road().restart(present(drive, group.getValue()));
            } catch (FailureException e) {
                failed = Optional.of(e);
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    /// As [Longshore#cancel].
    void cancel(Set<UploadId> uploads) throws FailureException {
        for (Map.Entry<DriveId, List<UploadId>> group : byDrive(uploads).entrySet()) {
            drives.open(drives.of(group.getKey())).road().cancel(Set.copyOf(group.getValue()));
        }
    }

    /// As [Longshore#retry].
    Set<UploadId> retry(Set<UploadId> uploads) throws FailureException {
        Set<UploadId> running = new HashSet<>();
        Set<UploadId> resumed = new HashSet<>();
        for (UploadId id : uploads) {
            Optional<Upload> upload = stores.uploads().find(id);
            if (upload.isPresent() && upload.get().state() instanceof UploadState.Failed) {
                running.addAll(add(List.of(upload.get().plan().source().path()),
                        Optional.of(drives.of(upload.get().plan().drive()).name()), upload.get().budget()).uploads());
            } else if (upload.isPresent() && !upload.get().state().isFinal()) {
                resumed.add(id);
            }
        }
        resume(resumed);
        running.addAll(resumed);
        return running;
    }

    /// As [Longshore#approve].
    void approve(Set<UploadId> uploads, Optional<Amount> more) throws FailureException {
        for (UploadId id : uploads) {
            Optional<Upload> upload = stores.uploads().find(id);
            if (upload.isPresent()) {
                approve(upload.get(), more);
                tally.changed(id);
            }
        }
        resume(uploads);
    }

    /// Who waits for the day's limit alone is let past that; its budget is raised only by what the user says. Who waits to pay
    /// again may pay that again, and its budget is raised by no more than that.
    private void approve(Upload upload, Optional<Amount> more) throws FailureException {
        Limit limit = upload.state() instanceof UploadState.AwaitingApproval waiting ? waiting.limit() : Limit.UPLOAD;
        switch (limit) {
            case UPLOAD -> stores.uploads().budget(upload.id(), Optional.of(raised(upload, more)));
            case DAY -> {
                stores.limits().letPast(upload.id());
                raiseLimited(upload, more);
            }
            case AGAIN -> {
                stores.lapses().approve(upload.id());
                raiseLimited(upload, more.or(() -> needed(upload)));
            }
        }
    }

    private static Optional<Amount> needed(Upload upload) {
        return upload.state() instanceof UploadState.AwaitingApproval waiting
                ? Optional.of(waiting.needed())
                : Optional.empty();
    }

    /// Raises a budget by what the user says; one that has no bounds, or that was never set, stays as it is.
    private void raiseLimited(Upload upload, Optional<Amount> more) throws FailureException {
        if (more.isPresent() && upload.budget().isPresent() && !upload.budget().get().equals(Amount.MOST)) {
            stores.uploads().budget(upload.id(), Optional.of(raised(upload, more)));
        }
    }

    /// The new budget: what was allowed or spent so far and `more`, or as much as there can be.
    private Amount raised(Upload upload, Optional<Amount> more) throws FailureException {
        if (more.isEmpty()) {
            return Amount.MOST;
        }
        Amount base = upload.budget().isPresent()
                ? upload.budget().get()
                : stores.payments().spent(upload.id()).tokens();
        return base.plus(more.get());
    }

    /// As [Longshore#unfinished].
    Set<UploadId> unfinished() throws FailureException {
        Set<UploadId> unfinished = new HashSet<>();
        for (Drive drive : drives.all()) {
            stores.uploads().unfinished(drive.id()).forEach(upload -> unfinished.add(upload.id()));
            if (isAnchoredByResuming(drive)) {
                unfinished.addAll(unanchored(drive.id()));
            }
        }
        return unfinished;
    }

    /// Checkpoints that are made at a time of their own, or that the user has paused, are not made by resuming uploads.
    private boolean isAnchoredByResuming(Drive drive) throws FailureException {
        return drive.strategy() instanceof Strategy.Immediate && !stores.anchorages().trials(drive.id()).paused();
    }

    /// The uploads of a drive that are done, with leaves that no checkpoint covers yet.
    private Set<UploadId> unanchored(DriveId drive) throws FailureException {
        Set<UploadId> unanchored = new HashSet<>();
        long anchored = stores.leaves().anchored(drive);
        if (stores.leaves().count(drive) > anchored) {
            for (Upload upload : stores.uploads().all()) {
                if (upload.plan().drive().equals(drive) && upload.state() instanceof UploadState.Done
                        && stores.leaves().end(upload.id()) > anchored) {
                    unanchored.add(upload.id());
                }
            }
        }
        return unanchored;
    }

    /// Whether none of the uploads runs, and no checkpoint of theirs is on the way.
    boolean isSettled(Set<UploadId> uploads) {
        try {
            for (Map.Entry<DriveId, List<UploadId>> group : byDrive(uploads).entrySet()) {
                Optional<OpenDrive> running = drives.running(group.getKey());
                if (running.isPresent() && !running.get().road().isSettled(Set.copyOf(group.getValue()))) {
                    return false;
                }
            }
            return true;
        } catch (FailureException e) {
            LOG.debug("the ledger does not answer: what is at work tells", e);
            return drives.running().stream().allMatch(drive -> drive.road().isResting(uploads));
        }
    }

    private Map<DriveId, List<UploadId>> byDrive(Set<UploadId> uploads) throws FailureException {
        Map<DriveId, List<UploadId>> groups = new LinkedHashMap<>();
        for (Upload upload : stores.uploads().all()) {
            if (uploads.contains(upload.id())) {
                groups.computeIfAbsent(upload.plan().drive(), _ -> new ArrayList<>()).add(upload.id());
            }
        }
        return groups;
    }

    private void rest(List<UploadId> uploads, UploadState state) throws FailureException {
        for (UploadId id : uploads) {
            Optional<Upload> upload = stores.uploads().find(id);
            if (upload.isPresent() && !upload.get().state().isFinal()) {
                stores.uploads().state(id, state);
                tally.changed(id);
            }
        }
    }
}
