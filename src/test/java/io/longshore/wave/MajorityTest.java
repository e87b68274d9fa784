package io.longshore.wave;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MajorityTest {
    @Test
    void isMoreThanHalf() {
        int[] expected = {1, 2, 2, 3, 3, 4, 4};
        for (int all = 1; all <= expected.length; all++) {
            assertEquals(expected[all - 1], Majority.of(all), "of " + all);
            assertTrue(2 * Majority.of(all) > all);
        }
    }

    /// The table of the Automated Checkpoint Protocol: 51 % of 1, 2, 3, 4, 5, 7 providers, rounded up.
    @Test
    void roundsTheThresholdUp() {
        assertEquals(1, Majority.threshold(1, Majority.THRESHOLD_PERCENT));
        assertEquals(2, Majority.threshold(2, Majority.THRESHOLD_PERCENT));
        assertEquals(2, Majority.threshold(3, Majority.THRESHOLD_PERCENT));
        assertEquals(3, Majority.threshold(4, Majority.THRESHOLD_PERCENT));
        assertEquals(3, Majority.threshold(5, Majority.THRESHOLD_PERCENT));
        assertEquals(4, Majority.threshold(7, Majority.THRESHOLD_PERCENT));
    }
}
