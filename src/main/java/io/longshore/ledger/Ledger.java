package io.longshore.ledger;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.FailureException;
import io.longshore.model.Recovery;
import io.longshore.model.store.AnchorageStore;
import io.longshore.model.store.DecisionStore;
import io.longshore.model.store.DriveStore;
import io.longshore.model.store.EvidenceStore;
import io.longshore.model.store.HealthStore;
import io.longshore.model.store.ImportStore;
import io.longshore.model.store.LapseStore;
import io.longshore.model.store.LeafStore;
import io.longshore.model.store.LimitStore;
import io.longshore.model.store.PaymentStore;
import io.longshore.model.store.UploadStore;
import io.longshore.model.store.WaveStore;

/// Everything that must outlive this program: journal and database of one data folder, opened. Whoever opens it holds the
/// [DataFolder]. Its stores may be used from any thread until it is closed; afterwards they fail as `LocalFailure`.
public final class Ledger implements AutoCloseable {
    /// The journal's name in the data folder.
    public static final String JOURNAL = "journal.log";

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final LedgerThread thread;
    private final Recovery recovery;
    private final Recorder recorder;
    private final DriveStore drives;
    private final UploadStore uploads;
    private final WaveStore waves;
    private final PaymentStore payments;
    private final LeafStore leaves;
    private final LimitStore limits;
    private final HealthStore health;
    private final ImportStore imports;
    private final LapseStore lapses;
    private final DecisionStore decisions;
    private final EvidenceStore evidence;
    private final AnchorageStore anchorages;

    private Ledger(LedgerThread thread, Path folder, Opening.Opened opened, Options options) {
        this.thread = thread;
        this.recovery = opened.recovery();
        recorder = new Recorder(thread, folder, options, opened);
        drives = new RecordedDrives(recorder, new Seats(options.sealer()));
        uploads = new RecordedUploads(recorder);
        waves = new RecordedWaves(recorder);
        payments = new RecordedPayments(recorder);
        leaves = new RecordedLeaves(recorder);
        limits = new RecordedLimits(recorder);
        health = new RecordedHealth(recorder);
        imports = new RecordedImports(recorder, new Seats(options.sealer()));
        lapses = new RecordedLapses(recorder);
        decisions = new RecordedDecisions(recorder);
        evidence = new RecordedEvidence(recorder);
        anchorages = new RecordedAnchorages(recorder);
    }

    /// How a ledger is opened.
    ///
    /// @param clock what time it is, for the records
    /// @param opener opens sources that were read back from the journal; empty while the vault is locked
    /// @param waypoints is told whenever something becomes durable
    /// @param disk where it is
    /// @param sealer seals what an export of the journal must not tell; without one it stands there in clear
    public record Options(InstantSource clock, Optional<SourceOpener> opener, Waypoints waypoints, Disk disk,
            Optional<NoteSealer> sealer) {
        /// With nothing that is a secret.
        public Options(InstantSource clock, Optional<SourceOpener> opener, Waypoints waypoints, Disk disk) {
            this(clock, opener, waypoints, disk, Optional.empty());
        }

        /// On this machine's disk, with nobody who follows.
        public Options(InstantSource clock, Optional<SourceOpener> opener) {
            this(clock, opener, Waypoints.NONE, Disk.REAL);
        }
    }

    /// Opens the ledger in `home`, or makes one there.
    /// @throws FailureException `LocalFailure` if the disk refuses; `JournalDamaged` if the journal is missing, damaged before
    ///         its end, or older than the database; `Unsupported` if a newer version wrote it
    public static Ledger open(Path home, Options options) throws FailureException {
        Path folder = home.toAbsolutePath().normalize();
        Ledger ledger = opened(folder, options);
        boolean done = false;
        try {
            if (options.opener().isPresent()) {
                ledger.openSources(options.opener().get());
            }
            done = true;
            return ledger;
        } finally {
            if (!done) {
                ledger.close();
            }
        }
    }

    private static Ledger opened(Path folder, Options options) throws FailureException {
        LedgerThread thread = LedgerThread.start();
        boolean done = false;
        try {
            Opening.Opened opened = thread.call(() -> Opening.open(folder, options.disk()));
            if (!opened.recovery().isNothing()) {
                LOG.warn("ledger in {}: {}", folder, opened.recovery());
            }
            done = true;
            return new Ledger(thread, folder, opened, options);
        } finally {
            if (!done) {
                thread.close(() -> folder);
            }
        }
    }

    /// The drives.
    public DriveStore drives() {
        return drives;
    }

    /// The uploads.
    public UploadStore uploads() {
        return uploads;
    }

    /// The waves.
    public WaveStore waves() {
        return waves;
    }

    /// The books.
    public PaymentStore payments() {
        return payments;
    }

    /// The leaves and checkpoints.
    public LeafStore leaves() {
        return leaves;
    }

    /// The limits of the wallet.
    public LimitStore limits() {
        return limits;
    }

    /// How providers have fared.
    public HealthStore health() {
        return health;
    }

    /// What comes from other journals.
    public ImportStore imports() {
        return imports;
    }

    /// The lapsed and the found payments.
    public LapseStore lapses() {
        return lapses;
    }

    /// What the user decided about conflicts.
    public DecisionStore decisions() {
        return decisions;
    }

    /// What is looked up to show others that a checkpoint covers a file.
    public EvidenceStore evidence() {
        return evidence;
    }

    /// How the making of checkpoints goes.
    public AnchorageStore anchorages() {
        return anchorages;
    }

    /// What had to be done to open it.
    public Recovery recovery() {
        return recovery;
    }

    /// Opens what was read back from the journal and is known as sealed only: names of sources and empty folders. Until
    /// then their uploads are `AwaitingVault`, with a path of no length and their id for a name. What does not open
    /// stays as it is.
    /// @return how many sources and groups are sealed still
    public int openSources(SourceOpener opener) throws FailureException {
        return recorder.unseal(opener);
    }

    /// Waits for what was called before, then closes journal and database.
    @Override
    public void close() throws FailureException {
        thread.close(() -> {
            recorder.opened().close();
            return recovery;
        });
    }
}
