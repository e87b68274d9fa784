package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.store.LeafStore;

/// Random chunks of a drive's first leaves: each of them as likely as any other, none twice.
///
/// @param of how many chunks these leaves have
/// @param places where the chosen ones stand, in their order in the drive
record Sample(long of, List<Place> places) {
    /// Leaves that are counted at a time.
    private static final int PAGE = 10_000;

    /// Keeps an own copy.
    Sample {
        places = List.copyOf(places);
    }

    /// Where a chunk stands.
    ///
    /// @param leaf the position of its leaf
    /// @param chunk its place under the leaf, from 0
    record Place(long leaf, int chunk) {}

    /// Chooses.
    /// @param count of how many leaves
    /// @param chunks how many; all of them if there are fewer
    /// @param random nobody must be able to foresee it who could profit from that
    static Sample of(LeafStore leaves, DriveId drive, long count, int chunks, RandomGenerator random)
            throws FailureException {
        long all = 0;
        for (long from = 0; from < count; from += PAGE) {
            for (int size : page(leaves, drive, from, count)) {
                all += size;
            }
        }
        return new Sample(all, located(leaves, drive, count, chosen(all, Math.min(chunks, all), random)));
    }

    private static List<Integer> page(LeafStore leaves, DriveId drive, long from, long count) throws FailureException {
        return leaves.chunks(drive, from, (int) Math.min(PAGE, count - from));
    }

    /// So many different numbers below `all` (Bentley and Floyd, "A sample of brilliance", Communications of the ACM 30/9).
    private static SortedSet<Long> chosen(long all, long many, RandomGenerator random) {
        SortedSet<Long> chosen = new TreeSet<>();
        for (long top = all - many; top < all; top++) {
            if (!chosen.add(random.nextLong(top + 1))) {
                chosen.add(top);
            }
        }
        return chosen;
    }

    private static List<Place> located(LeafStore leaves, DriveId drive, long count, SortedSet<Long> chosen)
            throws FailureException {
        List<Place> places = new ArrayList<>();
        List<Long> wanted = List.copyOf(chosen);
        long before = 0;
        for (long from = 0; from < count && places.size() < wanted.size(); from += PAGE) {
            long leaf = from;
            for (int size : page(leaves, drive, from, count)) {
                while (places.size() < wanted.size() && wanted.get(places.size()) < before + size) {
                    places.add(new Place(leaf, (int) (wanted.get(places.size()) - before)));
                }
                before += size;
                leaf++;
            }
        }
        return places;
    }
}
