package io.longshore.place;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.model.Failure;
import io.longshore.model.snapshot.ProviderSnapshot.State;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HealthTest {
    private static final Failure SILENT = new Failure.Unavailable("node", "silent", Optional.empty());

    private Instant now = Instant.ofEpochSecond(1_000_000);
    private final Health health = new Health(() -> now);

    @Test
    void isUnknownUntilAsked() {
        assertEquals(State.UNKNOWN, health.reading().state());
        assertFalse(health.rests());
    }

    @Test
    void isUnreachableAfterFiveFailuresInARow() {
        for (int i = 0; i < 4; i++) {
            health.failed(SILENT);
        }
        assertEquals(State.DEGRADED, health.reading().state());
        now = now.plusSeconds(9);
        health.failed(SILENT);
        assertEquals(State.UNREACHABLE, health.reading().state());
        assertEquals(now, health.reading().since());
        assertEquals(Optional.of(SILENT), health.reading().lastError());
    }

    @Test
    void restsLongerAfterEachFailureButNeverForLong() {
        health.failed(SILENT);
        assertFalse(health.rests());
        health.failed(SILENT);
        assertTrue(health.rests());
        now = now.plusMillis(501);
        assertFalse(health.rests());
        for (int i = 0; i < 100; i++) {
            health.failed(SILENT);
        }
        now = now.plusSeconds(14);
        assertTrue(health.rests());
        now = now.plusSeconds(2);
        assertFalse(health.rests());
    }

    @Test
    void oneAnswerMakesItHealthyAtOnce() {
        for (int i = 0; i < 9; i++) {
            health.failed(SILENT);
        }
        health.answered(Duration.ofMillis(3));
        assertEquals(State.HEALTHY, health.reading().state());
        assertFalse(health.rests());
        assertEquals(Optional.of(Duration.ofMillis(3)), health.reading().latency());
    }
}
