package io.longshore.model;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Up to 64 rows of one drive that are quoted, paid with one transaction and placed together. A value: the ledger's
/// present word on it.
///
/// @param id its number
/// @param drive whose wave
/// @param rows in the order of planning; positions in every bitmap refer to it
/// @param stage how far it has come
/// @param intent its payment, once drafted
/// @param stored the rows that a majority of the providers holds
/// @param leafed the rows that stand in a durable leaf
/// @param expired the rows that are here no more: their payment was given up, and they are paid in another wave
public record Wave(WaveId id, DriveId drive, List<Row> rows, WaveStage stage, Optional<IntentId> intent, BitSet stored,
        BitSet leafed, BitSet expired) {
    /// How many rows a wave has at most; one transaction pays them all.
    public static final int SIZE = 64;

    /// Keeps own copies.
    public Wave {
        rows = List.copyOf(rows);
        stored = (BitSet) stored.clone();
        leafed = (BitSet) leafed.clone();
        expired = (BitSet) expired.clone();
    }

    /// A wave whose rows are all here.
    public Wave(WaveId id, DriveId drive, List<Row> rows, WaveStage stage, Optional<IntentId> intent, BitSet stored,
            BitSet leafed) {
        this(id, drive, rows, stage, intent, stored, leafed, new BitSet());
    }

    /// Whether it is another journal's, and its rows go other ways here: such a wave is not paid here.
    public boolean isElsewhere() {
        return stage == WaveStage.PLANNED && !rows.isEmpty() && leafed.cardinality() == rows.size();
    }

    /// A copy of the stored bitmap.
    @Override
    public BitSet stored() {
        return (BitSet) stored.clone();
    }

    /// A copy of the leafed bitmap.
    @Override
    public BitSet leafed() {
        return (BitSet) leafed.clone();
    }

    /// A copy of the expired bitmap.
    @Override
    public BitSet expired() {
        return (BitSet) expired.clone();
    }
}
