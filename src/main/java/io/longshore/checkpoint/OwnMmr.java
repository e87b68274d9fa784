package io.longshore.checkpoint;

import java.util.List;
import java.util.Optional;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.store.LeafStore;
import io.longshore.model.store.LeafStore.Facts;
import io.longshore.model.store.LeafStore.Mark;
import io.longshore.proof.Mmr;

/// The MMR of a drive as the durable leaves of this installation make it: the measure for every provider's word. Keeps
/// the peaks of every [#STRIDE]th prefix in the store, so that any prefix costs the reading of fewer leaves than that, and
/// memory does not grow with the drive. For all threads.
public final class OwnMmr {
    /// Leaves between two prefixes whose peaks are kept.
    static final int STRIDE = 1024;

    private final LeafStore leaves;
    private final DriveId drive;
    private Mmr newest = new Mmr();

    /// @param leaves the durable leaves
    /// @param drive whose
    public OwnMmr(LeafStore leaves, DriveId drive) {
        this.leaves = leaves;
        this.drive = drive;
    }

    /// The MMR of the first `count` leaves.
    /// @throws IllegalArgumentException if there are fewer
    public synchronized Mmr prefix(long count) throws FailureException {
        Mmr mmr = nearest(count);
        while (mmr.count() < count) {
            long border = (mmr.count() / STRIDE + 1) * STRIDE;
            List<Facts> page = leaves.facts(drive, mmr.count(), (int) (Math.min(border, count) - mmr.count()));
            if (page.isEmpty()) {
                throw new IllegalArgumentException("only " + mmr.count() + " of " + count + " leaves are known");
            }
            page.forEach(leaf -> mmr.append(Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize())));
            if (mmr.count() == border) {
                leaves.mark(drive, new Mark(border, mmr.peaks()));
            }
        }
        if (count > newest.count()) {
            newest = mmr.copy();
        }
        return mmr;
    }

    /// The longest prefix of at most `count` leaves that needs no reading of them.
    private Mmr nearest(long count) throws FailureException {
        if (newest.count() <= count && newest.count() > count - STRIDE) {
            return newest.copy();
        }
        Optional<Mark> mark = leaves.mark(drive, count);
        return mark.isPresent() ? Mmr.of(mark.get().count(), mark.get().peaks()) : new Mmr();
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
