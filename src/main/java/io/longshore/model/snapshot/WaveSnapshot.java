package io.longshore.model.snapshot;

import java.util.Optional;
import java.util.Set;

import io.longshore.model.Amount;
import io.longshore.model.DriveId;
import io.longshore.model.Hash;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.model.Wei;

/// One wave as it stands.
///
/// @param id its number
/// @param drive whose wave
/// @param uploads whose rows it has
/// @param rows how many rows
/// @param stored how many of them a majority holds
/// @param stage how far it has come
/// @param cost its tokens, once known: from its receipt, or from the quotes chosen for it
/// @param gas what its transaction cost, once paid
/// @param transaction its payment, once paid
public record WaveSnapshot(WaveId id, DriveId drive, Set<UploadId> uploads, int rows, int stored, WaveStage stage,
        Optional<Amount> cost, Optional<Wei> gas, Optional<Hash> transaction) {
    /// Keeps an own copy.
    public WaveSnapshot {
        uploads = Set.copyOf(uploads);
    }
}
