package io.longshore.net;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BackoffTest {
    private static final long SEED = 20261121;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30),
            new SplittableRandom(SEED));

    @Test
    void growsItsCeilingAndStopsAtTheMost() {
        for (int attempt : new int[]{0, 1, 2, 5, 6, 7, 62, 63, 64, 1000, Integer.MAX_VALUE}) {
            Duration ceiling = attempt < 6 ? Duration.ofMillis(500L << attempt) : Duration.ofSeconds(30);
            Duration longest = Duration.ZERO;
            for (int i = 0; i < 2_000; i++) {
                Duration pause = backoff.pause(attempt, Optional.empty());
                assertTrue(!pause.isNegative() && pause.compareTo(ceiling) <= 0, attempt + ": " + pause);
                longest = pause.compareTo(longest) > 0 ? pause : longest;
            }
            assertTrue(longest.compareTo(ceiling.multipliedBy(9).dividedBy(10)) > 0, attempt + ": " + longest);
        }
    }

    @Test
    void spreadsOverTheWholeRange() {
        int low = 0;
        for (int i = 0; i < 10_000; i++) {
            low += backoff.pause(1, Optional.empty()).toMillis() < 250 ? 1 : 0;
        }
        assertEquals(2_500, low, 250, "seed " + SEED);
    }

    @Test
    void waitsAtLeastAsLongAsItWasAskedTo() {
        Duration asked = Duration.ofSeconds(90);
        for (int i = 0; i < 1_000; i++) {
            Duration pause = backoff.pause(0, Optional.of(asked));
            assertTrue(pause.compareTo(asked) >= 0, pause::toString);
            assertTrue(pause.compareTo(asked.plusMillis(500)) <= 0, pause::toString);
        }
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> backoff.pause(-1, Optional.empty()));
        assertThrows(IllegalArgumentException.class,
                () -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), new SplittableRandom(1)));
        assertThrows(IllegalArgumentException.class,
                () -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), new SplittableRandom(1)));
    }
}
