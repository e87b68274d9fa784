package io.longshore.checkpoint;

import org.junit.jupiter.api.Test;

import io.longshore.Seeds;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.proof.Mmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OwnMmrTest {
    private static Hash naive(MemoryLeaves leaves, long count) {
        Mmr mmr = new Mmr();
        leaves.facts(MemoryLeaves.DRIVE, 0, (int) count)
                .forEach(leaf -> mmr.append(Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize())));
        return mmr.root();
    }

    private static MemoryLeaves leaves(int count) {
        MemoryLeaves leaves = new MemoryLeaves();
        for (int i = 0; i < count; i++) {
            leaves.grow();
        }
        return leaves;
    }

    @Test
    void everyPrefixInAnyOrderHasTheRootOfItsLeaves() {
        MemoryLeaves leaves = leaves(3 * OwnMmr.STRIDE + 17);
        Seeds.check(3, random -> {
            OwnMmr own = new OwnMmr(leaves, MemoryLeaves.DRIVE);
            for (int i = 0; i < 12; i++) {
                int near = random.nextInt(4) * OwnMmr.STRIDE + random.nextInt(-2, 3);
                int count = random.nextBoolean()
                        ? Math.clamp(near, 0, 3 * OwnMmr.STRIDE + 17)
                        : random.nextInt(3 * OwnMmr.STRIDE + 18);
                assertEquals(naive(leaves, count), own.root(count), () -> count + " leaves");
            }
        });
    }

    @Test
    void readsLessThanAStrideOncePeaksAreKept() throws FailureException {
        MemoryLeaves leaves = leaves(5 * OwnMmr.STRIDE + 100);
        new OwnMmr(leaves, MemoryLeaves.DRIVE).root(5 * OwnMmr.STRIDE + 100);
        for (long count : new long[]{5 * OwnMmr.STRIDE + 100, 5 * OwnMmr.STRIDE - 1, 3 * OwnMmr.STRIDE, 2}) {
            leaves.read = 0;
            new OwnMmr(leaves, MemoryLeaves.DRIVE).root(count);
            assertTrue(leaves.read < OwnMmr.STRIDE, () -> leaves.read + " leaves read for " + count);
        }
    }

    @Test
    void whatIsHandedOutIsNotWhatIsKept() throws FailureException {
        MemoryLeaves leaves = leaves(10);
        OwnMmr own = new OwnMmr(leaves, MemoryLeaves.DRIVE);
        own.prefix(10).append(Hash.of(new byte[Hash.SIZE]));
        assertEquals(naive(leaves, 10), own.root(10));
    }

    @Test
    void moreLeavesThanThereAreAreRefused() {
        OwnMmr own = new OwnMmr(leaves(10), MemoryLeaves.DRIVE);
        assertThrows(IllegalArgumentException.class, () -> own.root(11));
    }
}
