package io.longshore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.longshore.chain.Sleeper;
import io.longshore.chain.Turns;
import io.longshore.ledger.DataFolder;
import io.longshore.ledger.Ledger;
import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.ExportedJournal;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ImportedJournal;
import io.longshore.model.Receipt;
import io.longshore.model.Recovery;
import io.longshore.model.UploadId;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.net.Http;
import io.longshore.receipt.Export;
import io.longshore.restore.Restore;
import io.longshore.seal.Note;
import io.longshore.seal.Vault;
import io.longshore.upload.DataKeys;
import io.longshore.upload.Equipment;
import io.longshore.upload.Intake;
import io.longshore.upload.Resumption;
import io.longshore.upload.Stores;
import io.longshore.upload.Tally;

/// The engine's composition root: one data folder with its lock, ledger, vault and drives, behind the façade.
public final class House implements Longshore {
    private static final String VAULT = "vault.json";
    private static final String WALLET = "wallet.json";

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
    private final Uploads uploads;
    private final Board board;
    private final Bulletin bulletin;
    private final Resumption resumption;
    private final Drives drives;
    private final KeyRing keyRing;
    private final Imports imports;
    private final DriveCheckpoints checkpoints;

    private House(Options options, DataFolder folder, Ledger ledger, Optional<Vault> vault) {
        this.home = options.home();
        this.folder = folder;
        this.ledger = ledger;
        this.vault = vault;
        this.stores = new Stores(ledger.drives(), ledger.uploads(), ledger.waves(), ledger.payments(), ledger.leaves(),
                ledger.limits(), ledger.health(), ledger.lapses(), ledger.anchorages(), ledger.decisions());
        this.keys = new DataKeys(vault);
        this.tally = new Tally(stores.payments());
        this.networks = new Networks(options.network(), home.resolve("localnet"), http);
        CheckpointListeners listeners = new CheckpointListeners();
        this.shared = new OpenDrive.Shared(stores, tally, keys, http, random, options.clock(),
                home.resolve("index"), options.patience(), new Turns(), listeners);
        this.drives = new Drives(shared, networks, vault, home.resolve(WALLET));
        this.keyRing = new KeyRing(home.resolve(VAULT), home.resolve(WALLET), vault, drives, stores, random);
        this.imports = new Imports(home, ledger, drives, networks, stores.uploads());
        this.board = new Board(stores, tally,
                (drive, upload) -> drives.running(drive).filter(open -> open.road().works(upload)).isPresent());
        this.checkpoints = new DriveCheckpoints(drives, stores, listeners, options.clock(), Proofs.of(ledger),
                tally::changed);
        this.bulletin = new Bulletin(new Overview(board, drives, networks, stores, vault, checkpoints));
        this.uploads = new Uploads(home, stores, drives, networks, new Intake(stores, keys, random), tally,
                bulletin::refresh);
        this.resumption = new Resumption(new StalledUploads(bulletin::latest, uploads), Sleeper.REAL);
        tally.listen(bulletin::signal);
    }

    /// Opens a data folder, and makes it with a new vault if it is new.
    /// @throws FailureException `DataFolderInUse`; `VaultLocked` if something is to be sent or read and the vault has a
    ///         passphrase that was not given; `LocalFailure`
    public static House open(Options options) throws FailureException {
        DataFolder folder = DataFolder.lock(options.home(), options.clock());
        boolean done = false;
        try {
            House house = open(options, folder);
            done = true;
            return house;
        } finally {
            if (!done) {
                folder.close();
            }
        }
    }

    private static House open(Options options, DataFolder folder) throws FailureException {
        Optional<Vault> vault = vault(options);
        Ledger ledger = Ledger.open(options.home(),
                new Ledger.Options(options.clock(), vault.map(Opener::new), options.waypoints(), options.disk(),
                        Optional.of((drive, text) -> Note.seal(text.getBytes(StandardCharsets.UTF_8),
                                drive.publicKey(), drive.id(), new SecureRandom()))));
        boolean done = false;
        try {
            House house = new House(options, folder, ledger, vault);
            IndexSweep.of(house.shared.indexFolder(), house.stores.uploads());
            house.bulletin.refresh();
            house.bulletin.start();
            done = true;
            return house;
        } finally {
            if (!done) {
                ledger.close();
            }
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
    public DriveBook driveBook() {
        return new DriveDesk(shared, drives, networks, keyRing, bulletin::signal);
    }

    @Override
    public Keys keys() {
        return keyRing;
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    @Override
    public Recovery recovery() {
        return ledger.recovery();
    }

    @Override
    public List<Drive> drives() throws FailureException {
        return drives.all();
    }

    @Override
    public void start() throws FailureException {
        try {
            uploads.start();
        } finally {
            resumption.start();
            bulletin.signal();
        }
    }

    @Override
    public Added add(List<Path> paths, Optional<String> drive, Optional<Amount> budget) throws FailureException {
        return uploads.add(paths, drive, budget);
    }

    @Override
    public Estimate estimate(List<Path> paths, Optional<String> drive) throws FailureException {
        return uploads.estimate(paths, drive);
    }

    @Override
    public void pause(Set<UploadId> ids) throws FailureException {
        uploads.pause(ids);
    }

    @Override
    public void resume(Set<UploadId> ids) throws FailureException {
        uploads.resume(ids);
    }

    @Override
    public void cancel(Set<UploadId> ids) throws FailureException {
        uploads.cancel(ids);
    }

    @Override
    public Set<UploadId> retry(Set<UploadId> ids) throws FailureException {
        return uploads.retry(ids);
    }

    @Override
    public void approve(Set<UploadId> ids, Optional<Amount> more) throws FailureException {
        uploads.approve(ids, more);
    }

    @Override
    public Set<UploadId> unfinished() throws FailureException {
        return uploads.unfinished();
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
            while (!this.uploads.isSettled(uploads)) {
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
        return Export.write(home.resolve(Ledger.JOURNAL), file, shared.clock().instant(), overwrite);
    }

    @Override
    public ImportedJournal importJournal(Path file) throws FailureException {
        ImportedJournal imported = imports.take(file);
        board.forget();
        bulletin.refresh();
        return imported;
    }

    @Override
    public void emptyLocalNetwork() throws FailureException {
        networks.embedded().empty();
    }

    @Override
    public void close() {
        resumption.close();
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
