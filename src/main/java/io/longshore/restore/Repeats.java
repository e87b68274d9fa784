package io.longshore.restore;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.Hash;

/// The chunks of a file whose content stands in an earlier chunk: they are not fetched, but copied within the file once
/// the others are there. For one thread.
final class Repeats {
    private final BitSet isRepeat = new BitSet();
    private int[] firsts = new int[16];
    private int count;

    /// Notes that chunk `index` repeats chunk `first`.
    /// @throws FailureException `Corrupt` if that cannot be
    void add(int index, long first, Grid grid) throws FailureException {
        if (first < 0 || first >= index || isRepeat.get((int) first) || grid.length(first) != grid.length(index)) {
            throw new FailureException(new Failure.Corrupt("table", "chunk " + index + " repeats chunk " + first));
        }
        isRepeat.set(index);
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * count);
        }
        firsts[count++] = (int) first;
    }

    /// Copies the content of each, and its leaf, reading it back through `buffer`.
    void fill(TemporaryFile file, Grid grid, Leaves leaves, byte[] buffer) throws FailureException {
        List<Hash> known = leaves.asList();
        int held = -1;
        int index = -1;
        for (int i = 0; i < count; i++) {
            index = isRepeat.nextSetBit(index + 1);
            int length = grid.length(index);
            if (held != firsts[i]) {
                held = firsts[i];
                file.read(grid.offset(held), buffer, length);
            }
            file.write(grid.offset(index), buffer, length);
            Leaves.set(leaves.page(index), index, known.get(held));
        }
    }
}
