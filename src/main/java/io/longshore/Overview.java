package io.longshore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.snapshot.ProviderSnapshot;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.model.snapshot.WaveSnapshot;
import io.longshore.seal.Vault;
import io.longshore.upload.Road;
import io.longshore.upload.Stores;

/// Draws the whole engine as it stands. Used by one thread at a time.
final class Overview implements Bulletin.Drawing {
    private static final Logger LOG = LoggerFactory.getLogger(Overview.class);

    private final Board board;
    private final Drives drives;
    private final Networks networks;
    private final Stores stores;
    private final Optional<Vault> vault;
    private final DriveCheckpoints checkpoints;
    private Snapshot last = Snapshot.EMPTY;

    /// @param vault the open vault; empty while it is locked
    Overview(Board board, Drives drives, Networks networks, Stores stores, Optional<Vault> vault,
            DriveCheckpoints checkpoints) {
        this.board = board;
        this.drives = drives;
        this.networks = networks;
        this.stores = stores;
        this.vault = vault;
        this.checkpoints = checkpoints;
    }

    /// Where the ledger does not answer: the last picture, with what is known besides.
    @Override
    public Snapshot draw() {
        try {
            last = drawn();
            return last;
        } catch (FailureException e) {
            LOG.error("the ledger does not answer", e);
            last = last.with(drives.corrected(last.uploads(), Road::known));
            return last;
        }
    }

    private Snapshot drawn() throws FailureException {
        List<UploadSnapshot> uploads = drives.corrected(board.uploads(), Road::unrecorded);
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
                vault.map(Vault::sealed).orElse(true), conflicts, checkpoints.all());
    }

    private Optional<Snapshot.LocalNetworkSnapshot> held(List<UploadSnapshot> uploads) throws FailureException {
        Amount spent = uploads.stream().map(upload -> upload.cost().tokens()).reduce(Amount.ZERO, Amount::plus);
        return networks.held().map(held -> new Snapshot.LocalNetworkSnapshot(held, Networks.COPIES, spent));
    }
}
