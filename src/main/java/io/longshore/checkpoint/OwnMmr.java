package io.longshore.checkpoint;

import java.util.List;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.store.LeafStore;
import io.longshore.proof.Mmr;

/// The MMR of a drive as the durable leaves of this installation make it: the measure for every provider's word.
public final class OwnMmr {
    private static final int PAGE = 1000;

    private final LeafStore leaves;
    private final DriveId drive;

    /// @param leaves the durable leaves
    /// @param drive whose
    public OwnMmr(LeafStore leaves, DriveId drive) {
        this.leaves = leaves;
        this.drive = drive;
    }

    /// The MMR of the first `count` leaves, read in pages.
    /// @throws IllegalArgumentException if there are fewer
    public Mmr prefix(long count) throws FailureException {
        Mmr mmr = new Mmr();
        while (mmr.count() < count) {
            List<Leaf> page = leaves.from(drive, mmr.count(), (int) Math.min(PAGE, count - mmr.count()));
            if (page.isEmpty()) {
                throw new IllegalArgumentException("only " + mmr.count() + " of " + count + " leaves are known");
            }
            page.forEach(leaf -> append(mmr, leaf));
        }
        return mmr;
    }

    /// The root of the first `count` leaves.
    public Hash root(long count) throws FailureException {
        return prefix(count).root();
    }

    /// How many leaves there are.
    public long count() throws FailureException {
        return leaves.count(drive);
    }

    /// Appends a leaf as providers do.
    static void append(Mmr mmr, Leaf leaf) {
        mmr.append(Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize()));
    }
}
