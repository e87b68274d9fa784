package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.proof.Mmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OwnPathsTest {
    private final MemoryLeaves leaves = new MemoryLeaves();
    private final OwnMmr own = new OwnMmr(leaves, MemoryLeaves.DRIVE);

    @ParameterizedTest(name = "{0} leaves")
    @ValueSource(ints = {1, 2, 5, 1023, 1024, 1025, 3000, 4096, 5001, 8191})
    void pathsAreThoseOfTheWholeList(int count) throws FailureException {
        List<Hash> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Leaf leaf = leaves.grow();
            all.add(Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize()));
        }
        OwnPaths paths = new OwnPaths(leaves, MemoryLeaves.DRIVE, own, count);
        List<Long> some = LongStream.of(0, 1, 511, 1023, 1024, 2047, 2500, 4095, 4096, count / 2, count - 2, count - 1)
                .filter(index -> index >= 0 && index < count).distinct().sorted().boxed().toList();
        for (long index : some) {
            Mmr.Proof proof = Mmr.prove(all, index);
            assertEquals(proof.peaks(), paths.peaks());
            assertEquals(proof.siblings(), paths.siblings(index), "leaf " + index);
            assertEquals(proof.path(), Mmr.directions(index, count));
            assertEquals(all.get((int) index), paths.leaf(index));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> paths.siblings(count));
    }

    @ParameterizedTest(name = "of {0} leaves")
    @ValueSource(ints = {8192, 16_384})
    void aPathTakesAFewStretchesAndTheNextOneNone(int count) throws FailureException {
        for (int i = 0; i < count; i++) {
            leaves.grow();
        }
        OwnPaths paths = new OwnPaths(leaves, MemoryLeaves.DRIVE, own, count);
        leaves.read = 0;
        paths.siblings(3000);
        int upper = Integer.numberOfTrailingZeros(count / OwnMmr.STRIDE);
        assertTrue(leaves.read <= (1 + upper) * OwnMmr.STRIDE, leaves.read + " read");
        leaves.read = 0;
        paths.siblings(3001);
        assertEquals(0, leaves.read);
    }

    /// More may be appended while somebody exports.
    @ParameterizedTest(name = "{0} leaves")
    @ValueSource(ints = {7, 1500})
    void leavesThatComeLaterChangeNothing(int count) throws FailureException {
        for (int i = 0; i < count; i++) {
            leaves.grow();
        }
        OwnPaths paths = new OwnPaths(leaves, MemoryLeaves.DRIVE, own, count);
        for (int i = 0; i < 3000; i++) {
            leaves.grow();
        }
        own.prefix(count + 3000);
        long last = count - 1;
        assertTrue(Mmr.verify(own.root(count), paths.leaf(last), last, count,
                new Mmr.Proof(paths.peaks(), paths.siblings(last), Mmr.directions(last, count))));
    }
}
