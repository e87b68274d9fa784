package io.longshore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.ledger.DataFolder;
import io.longshore.ledger.Ledger;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.ExportedJournal;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.Receipt;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.ProviderSnapshot;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.model.snapshot.WaveSnapshot;
import io.longshore.net.Http;
import io.longshore.plan.FolderScan;
import io.longshore.receipt.Export;
import io.longshore.restore.Restore;
import io.longshore.seal.Vault;
import io.longshore.upload.DataKeys;
import io.longshore.upload.Equipment;
import io.longshore.upload.Intake;
import io.longshore.upload.Stores;
import io.longshore.upload.Tally;

/// The engine's composition root: one data folder with its lock, ledger, vault and drives, behind the façade.
public final class House implements Longshore {
    /// Every chunk is held by every provider of the local network.
    private static final int COPIES = 5;

    private static final String VAULT = "vault.json";
    private static final String WALLET = "wallet.json";

    /// What the disk keeps free besides.
    private static final ByteCount RESERVE = ByteCount.mebibytes(256);

    private final Path home;
    private final DataFolder folder;
    private final Ledger ledger;
    private final Stores stores;
    private final Optional<Vault> vault;
    private final DataKeys keys;
    private final Tally tally;
    private final Http http = new Http();
    private final SecureRandom random = new SecureRandom();
    private final Networks networks;
    private final OpenDrive.Shared shared;
    private final Intake intake;
    private final Board board;
    private final Bulletin bulletin;
    private final Drives drives;
    private final KeyRing keyRing;

    private House(Options options, DataFolder folder, Ledger ledger, Optional<Vault> vault) {
        this.home = options.home();
        this.folder = folder;
        this.ledger = ledger;
        this.vault = vault;
        this.stores = new Stores(ledger.drives(), ledger.uploads(), ledger.waves(), ledger.payments(), ledger.leaves());
        this.keys = new DataKeys(vault);
        this.tally = new Tally(stores.payments());
        this.networks = new Networks(options.network(), home.resolve("localnet"), http);
        this.shared = new OpenDrive.Shared(stores, tally, keys, http, random, InstantSource.system(),
                home.resolve("index"), options.patience());
        this.drives = new Drives(shared, networks, vault, home.resolve(WALLET));
        this.keyRing = new KeyRing(home.resolve(VAULT), home.resolve(WALLET), vault, drives, stores, random);
        this.intake = new Intake(stores, keys, random);
        this.board = new Board(stores, tally);
        this.bulletin = new Bulletin(this::draw);
        tally.listen(bulletin::signal);
    }

    /// Opens a data folder, and makes it with a new vault if it is new.
    /// @throws FailureException `DataFolderInUse`; `VaultLocked` if something is to be sent or read and the vault has a
    ///         passphrase that was not given; `LocalFailure`
    public static House open(Options options) throws FailureException {
        DataFolder folder = DataFolder.lock(options.home(), InstantSource.system());
        try {
            Optional<Vault> vault = vault(options);
            Ledger ledger = Ledger.open(options.home(),
                    new Ledger.Options(InstantSource.system(), vault.map(Opener::new)));
            House house = new House(options, folder, ledger, vault);
            IndexSweep.of(house.shared.indexFolder(), house.stores.uploads());
            house.bulletin.refresh();
            house.bulletin.start();
            return house;
        } catch (FailureException e) {
            folder.close();
            throw e;
        }
    }

    /// Who only looks at what is kept needs no open vault.
    private static Optional<Vault> vault(Options options) throws FailureException {
        Path file = options.home().resolve(VAULT);
        try {
            return Optional.of(Vault.exists(file)
                    ? Vault.open(file, options.passphrase())
                    : Vault.create(file, options.passphrase(), new SecureRandom()));
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.VaultLocked && options.network() instanceof Options.Network.None) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Whether a data folder has a vault that takes a passphrase to open.
    /// @throws FailureException `Corrupt` or `LocalFailure` by the state of its file
    public static boolean isSealed(Path home) throws FailureException {
        Path file = home.resolve(VAULT);
        return Vault.exists(file) && Vault.isSealed(file);
    }

    @Override
    public Keys keys() {
        return keyRing;
    }

    @Override
    public List<Drive> drives() throws FailureException {
        return drives.all();
    }

    @Override
    public void start() throws FailureException {
        drives.open(drives.target(Optional.empty()));
        Set<UploadId> interrupted = new HashSet<>();
        for (Upload upload : stores.uploads().all()) {
            if (goesOnByItself(upload.state())) {
                interrupted.add(upload.id());
            }
        }
        resume(interrupted);
        bulletin.signal();
    }

    private static boolean goesOnByItself(UploadState state) {
        return switch (state) {
            case UploadState.Queued _,UploadState.Running _,UploadState.Stalled _,UploadState.AwaitingVault _ -> true;
            case UploadState.Paused _,UploadState.AwaitingApproval _,UploadState.Cancelled _,UploadState.Failed _,UploadState.Done _ ->
                false;
        };
    }

    @Override
    public Added add(List<Path> paths, Optional<String> drive, Optional<Amount> budget) throws FailureException {
        OpenDrive to = drives.open(drives.target(drive));
        FolderScan.Scan scan = FolderScan.of(paths);
        if (networks.isRunning()) {
            checkRoom(scan);
        }
        Map<Path, Failure> skipped = new HashMap<>(scan.skipped());
        List<UploadId> added = intake.add(scan, to.drive(), to.destination().maxChunk(), budget, skipped);
        added.forEach(tally::changed);
        to.road().start(added);
        return new Added(added, skipped, scan.links());
    }

    @Override
    public Estimate estimate(List<Path> paths, Optional<String> drive) throws FailureException {
        return drives.appraisal(drives.open(drives.target(drive)), FolderScan.of(paths),
                networks.isRunning() ? Optional.of(COPIES) : Optional.empty());
    }

    private void checkRoom(FolderScan.Scan scan) throws FailureException {
        ByteCount needed = Intake.total(scan).times(COPIES).plus(RESERVE);
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

    @Override
    public void pause(Set<UploadId> uploads) throws FailureException {
        for (Map.Entry<DriveId, List<UploadId>> group : byDrive(uploads).entrySet()) {
            Optional<OpenDrive> running = drives.running(group.getKey());
            if (running.isPresent()) {
                running.get().road().pause(Set.copyOf(group.getValue()));
            } else {
                rest(group.getValue(), new UploadState.Paused());
            }
        }
    }

    @Override
    public void resume(Set<UploadId> uploads) throws FailureException {
        for (Map.Entry<DriveId, List<UploadId>> group : byDrive(uploads).entrySet()) {
            drives.open(drives.of(group.getKey())).road().start(group.getValue());
        }
    }

    @Override
    public void cancel(Set<UploadId> uploads) throws FailureException {
        for (Map.Entry<DriveId, List<UploadId>> group : byDrive(uploads).entrySet()) {
            drives.open(drives.of(group.getKey())).road().cancel(Set.copyOf(group.getValue()));
        }
    }

    @Override
    public Set<UploadId> retry(Set<UploadId> uploads) throws FailureException {
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

    @Override
    public void approve(Set<UploadId> uploads, Optional<Amount> more) throws FailureException {
        for (UploadId id : uploads) {
            Optional<Upload> upload = stores.uploads().find(id);
            if (upload.isPresent()) {
                stores.uploads().budget(id, Optional.of(raised(upload.get(), more)));
                tally.changed(id);
            }
        }
        resume(uploads);
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

    @Override
    public Set<UploadId> unfinished() throws FailureException {
        Set<UploadId> unfinished = new HashSet<>();
        for (Drive drive : drives.all()) {
            stores.uploads().unfinished(drive.id()).forEach(upload -> unfinished.add(upload.id()));
            unfinished.addAll(unanchored(drive.id()));
        }
        return unfinished;
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

    @Override
    public Snapshot snapshot() {
        return bulletin.latest();
    }

    @Override
    public Pin listen(Runnable changed) {
        return bulletin.listen(changed);
    }

    @Override
    public void await(Set<UploadId> uploads) throws InterruptedException {
        Bell bell = new Bell();
        try (Pin _ = bulletin.listen(bell::ring)) {
            while (!isSettled(uploads)) {
                bell.await();
            }
        }
        board.forget();
        bulletin.refresh();
    }

    /// Wakes who waits whenever something changed, and now and then besides, because an end may change nothing.
    private static final class Bell {
        private static final long NOW_AND_THEN = 250;

        private synchronized void ring() {
            notifyAll();
        }

        private synchronized void await() throws InterruptedException {
            wait(NOW_AND_THEN);
        }
    }

    private boolean isSettled(Set<UploadId> uploads) {
        try {
            for (Map.Entry<DriveId, List<UploadId>> group : byDrive(uploads).entrySet()) {
                Optional<OpenDrive> running = drives.running(group.getKey());
                if (running.isPresent() && !running.get().road().isSettled(Set.copyOf(group.getValue()))) {
                    return false;
                }
            }
            return true;
        } catch (FailureException e) {
            throw new IllegalStateException("the ledger does not answer", e);
        }
    }

    @Override
    public Restored restore(Handle handle, Path target, Optional<String> drive, boolean overwrite)
            throws FailureException {
        List<Drive> candidates = drive.isPresent()
                ? List.of(drives.named(drive.get()))
                : drives.all().stream().filter(candidate -> candidate.kind() == handle.kind()).toList();
        FailureException last = new FailureException(new Failure.NotFound(handle.toString()));
        for (Drive candidate : candidates) {
            try {
                return restore(candidate, handle, target, overwrite);
            } catch (FailureException e) {
                if (!(e.failure() instanceof Failure.NotFound || e.failure() instanceof Failure.Unavailable)) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    private Restored restore(Drive drive, Handle handle, Path target, boolean overwrite) throws FailureException {
        Restore restore = new Restore(drives.storage(drive), drives.opened(), Equipment.backoff(random), random);
        var restored = restore.restore(handle, target, overwrite);
        return new Restored(restored.path(), restored.files(), restored.bytes().value(), restored.failed());
    }

    @Override
    public List<Receipt> receipts() throws FailureException {
        return stores.payments().receipts();
    }

    @Override
    public ExportedJournal export(Path file, boolean overwrite) throws FailureException {
        return Export.write(home.resolve(Ledger.JOURNAL), file, InstantSource.system().instant(), overwrite);
    }

    @Override
    public void emptyLocalNetwork() throws FailureException {
        networks.embedded().empty();
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

    private Snapshot draw() throws FailureException {
        List<UploadSnapshot> uploads = board.uploads();
        List<WaveSnapshot> waves = new ArrayList<>();
        List<ProviderSnapshot> providers = new ArrayList<>();
        Map<DriveId, Failure> conflicts = new HashMap<>();
        for (Drive drive : drives.all()) {
            waves.addAll(board.waves(drive.id()));
        }
        for (OpenDrive drive : drives.running()) {
            providers.addAll(drive.providers(stores));
            drive.road().conflict().ifPresent(conflict -> conflicts.put(drive.drive().id(), conflict));
        }
        Optional<Account> wallet = drives.running().stream().findFirst().map(OpenDrive::wallet);
        return new Snapshot(drives.all(), uploads, waves, providers, held(uploads), wallet,
                vault.map(Vault::sealed).orElse(true), conflicts);
    }

    private Optional<Snapshot.LocalNetworkSnapshot> held(List<UploadSnapshot> uploads) throws FailureException {
        Amount spent = uploads.stream().map(upload -> upload.cost().tokens()).reduce(Amount.ZERO, Amount::plus);
        return networks.held().map(held -> new Snapshot.LocalNetworkSnapshot(held, COPIES, spent));
    }

    @Override
    public void close() {
        drives.close();
        bulletin.close();
        bulletin.refresh();
        try {
            networks.close();
            http.close();
            ledger.close();
            folder.close();
        } catch (FailureException e) {
            org.slf4j.LoggerFactory.getLogger(House.class).error("the data folder was not closed in order", e);
        }
    }
}
