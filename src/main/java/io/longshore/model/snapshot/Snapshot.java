package io.longshore.model.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.UploadId;

/// The whole engine at one moment.
///
/// @param drives all drives
/// @param uploads all uploads, in the order they were added
/// @param waves the newest waves of each drive, newest first
/// @param providers the providers of the drives in use
/// @param localNetwork what the embedded network holds; empty where it does not run
/// @param wallet the wallet of the drive in use
/// @param vaultSealed whether the vault has a passphrase
/// @param conflicts the drives whose checkpoint is held up because providers disagree, and how they do
/// @param checkpoints how the checkpoints of each drive stand
public record Snapshot(List<Drive> drives, List<UploadSnapshot> uploads, List<WaveSnapshot> waves,
        List<ProviderSnapshot> providers, Optional<LocalNetworkSnapshot> localNetwork, Optional<Account> wallet,
        boolean vaultSealed, Map<DriveId, Failure> conflicts, Map<DriveId, CheckpointSnapshot> checkpoints) {
    /// Nothing at all.
    public static final Snapshot EMPTY = new Snapshot(List.of(), List.of(), List.of(), List.of(), Optional.empty(),
            Optional.empty(), false, Map.of(), Map.of());

    /// Keeps own copies.
    public Snapshot {
        drives = List.copyOf(drives);
        uploads = List.copyOf(uploads);
        waves = List.copyOf(waves);
        providers = List.copyOf(providers);
        conflicts = Map.copyOf(conflicts);
        checkpoints = Map.copyOf(checkpoints);
    }

    /// The embedded network.
    /// @param held bytes on this disk, every chunk counted once per node
    /// @param nodes how many nodes run
    /// @param spent all that was paid to it, in play tokens
    public record LocalNetworkSnapshot(ByteCount held, int nodes, Amount spent) {}

    /// What was spent in vain, by all uploads there ever were.
    public Amount inVain() {
        return uploads.stream().map(upload -> upload.cost().inVain()).reduce(Amount.ZERO, Amount::plus);
    }

    /// The same with these uploads.
    public Snapshot with(List<UploadSnapshot> others) {
        return new Snapshot(drives, others, waves, providers, localNetwork, wallet, vaultSealed, conflicts,
                checkpoints);
    }

    /// The upload of that id.
    public Optional<UploadSnapshot> upload(UploadId id) {
        return uploads.stream().filter(upload -> upload.id().equals(id)).findFirst();
    }
}
