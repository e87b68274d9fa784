package io.longshore.plan;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.longshore.model.Hash;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LeafIndexTest {
    @Test
    void agreesWithAMapOverManyLeavesAndRepeats() {
        long seed = 20_261_101;
        SplittableRandom random = new SplittableRandom(seed);
        LeafIndex index = new LeafIndex();
        Map<Hash, Long> expected = new HashMap<>();
        for (long chunk = 0; chunk < 20_000; chunk++) {
            Hash leaf = leaf(random.nextLong(8_000), 0);
            expected.putIfAbsent(leaf, chunk);
            assertEquals(expected.get(leaf), index.first(leaf, chunk), "seed " + seed + ", chunk " + chunk);
        }
    }

    @Test
    void tellsLeavesApartThatBeginAlike() {
        LeafIndex index = new LeafIndex();
        for (long chunk = 0; chunk < 200; chunk++) {
            assertEquals(chunk, index.first(leaf(7, chunk), chunk));
        }
        assertEquals(123, index.first(leaf(7, 123), 200));
    }

    private static Hash leaf(long first, long last) {
        return Hash.of(ByteBuffer.allocate(Hash.SIZE).putLong(first).putLong(0).putLong(0).putLong(last).array());
    }
}
