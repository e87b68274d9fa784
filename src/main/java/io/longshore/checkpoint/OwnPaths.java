package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.store.LeafStore;
import io.longshore.model.store.LeafStore.Facts;
import io.longshore.proof.Mmr;

/// Proofs that leaves stand in the drive's own MMR. A path takes the reading of [OwnMmr#STRIDE] leaves for each of its upper
/// levels, once for all leaves that share it, and of no more at a time, however many the drive has. Used by one thread.
final class OwnPaths {
    /// Up to this level the nodes of a stretch of leaves are kept; above it each is made from kept peaks.
    private static final int STRETCH = Integer.numberOfTrailingZeros(OwnMmr.STRIDE);

    private final LeafStore leaves;
    private final DriveId drive;
    private final OwnMmr own;
    private final long count;
    private final List<Hash> peaks;
    private final Map<Node, Hash> upper = new HashMap<>();
    private long stretch = -1;
    private List<List<Hash>> levels = List.of();

    /// A node above stretches.
    private record Node(int level, long number) {}

    /// @param count how many leaves the MMR has that is proved; there may be more by now
    OwnPaths(LeafStore leaves, DriveId drive, OwnMmr own, long count) throws FailureException {
        this.leaves = leaves;
        this.drive = drive;
        this.own = own;
        this.count = count;
        this.peaks = own.prefix(count).peaks();
    }

    /// All peaks, the highest first.
    List<Hash> peaks() {
        return peaks;
    }

    /// From the leaf at `index` up to the peak of its mountain.
    /// @throws IndexOutOfBoundsException if there is no such leaf
    List<Hash> siblings(long index) throws FailureException {
        Objects.checkIndex(index, count);
        int height = Mmr.directions(index, count).size();
        List<Hash> siblings = new ArrayList<>(height);
        for (int level = 0; level < height; level++) {
            long sibling = index >> level ^ 1;
            siblings.add(level < STRETCH ? lower(index, level, sibling) : upper(new Node(level, sibling)));
        }
        return siblings;
    }

    /// The leaf itself, as it is hashed into the MMR.
    Hash leaf(long index) throws FailureException {
        return lower(index, 0, index);
    }

    /// A node that stands over leaves of the same stretch as the leaf at `index`.
    private Hash lower(long index, int level, long number) throws FailureException {
        long wanted = index >> STRETCH;
        if (wanted != stretch) {
            levels = levels(wanted);
            stretch = wanted;
        }
        return levels.get(level).get((int) (number - (wanted << STRETCH - level)));
    }

    private List<List<Hash>> levels(long wanted) throws FailureException {
        List<List<Hash>> made = new ArrayList<>();
        made.add(read(wanted << STRETCH));
        while (made.size() <= STRETCH) {
            List<Hash> below = made.getLast();
            List<Hash> level = new ArrayList<>(below.size() / 2);
            for (int i = 0; i + 1 < below.size(); i += 2) {
                level.add(Mmr.node(below.get(i), below.get(i + 1)));
            }
            made.add(level);
        }
        return made;
    }

    /// The root over 2^level leaves: what is before their last stretch is in the peaks that are kept for there.
    private Hash upper(Node node) throws FailureException {
        Hash known = upper.get(node);
        if (known == null) {
            long last = (node.number() + 1 << node.level()) - OwnMmr.STRIDE;
            List<Hash> before = own.prefix(last).peaks();
            Mmr part = Mmr.of((1L << node.level()) - OwnMmr.STRIDE,
                    before.subList(before.size() - (node.level() - STRETCH), before.size()));
            read(last).forEach(part::append);
            known = part.root();
            upper.put(node, known);
        }
        return known;
    }

    private List<Hash> read(long first) throws FailureException {
        List<Hash> read = new ArrayList<>(OwnMmr.STRIDE);
        for (Facts leaf : leaves.facts(drive, first, (int) Math.min(OwnMmr.STRIDE, count - first))) {
            read.add(Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize()));
        }
        return read;
    }
}
