package io.longshore.place;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.model.Failure;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderHistory.State;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HealthTest {
    private static final Failure SILENT = new Failure.Unavailable("node", "silent", Optional.empty());

    private final List<ProviderHistory> kept = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1_000_000);
    private final Health health = new Health(() -> now, Optional.empty(), kept::add);

    @Test
    void isUnknownUntilAsked() {
        assertEquals(State.UNKNOWN, health.history().state());
        assertFalse(health.rests());
    }

    @Test
    void isUnreachableAfterFiveFailuresInARow() {
        for (int i = 0; i < 4; i++) {
            health.failed(SILENT);
        }
        assertEquals(State.DEGRADED, health.history().state());
        now = now.plusSeconds(9);
        health.failed(SILENT);
        assertEquals(State.UNREACHABLE, health.history().state());
        assertEquals(now, health.history().since());
        assertEquals(Optional.of(SILENT), health.history().lastError());
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
    void oneAnswerEndsItsRestAndEnoughOfThemMakeItHealthy() {
        for (int i = 0; i < 9; i++) {
            health.failed(SILENT);
        }
        health.answered(Duration.ofMillis(3));
        assertFalse(health.rests());
        assertEquals(State.DEGRADED, health.history().state());
        for (int i = 1; i < 35; i++) {
            health.answered(Duration.ofMillis(3));
        }
        assertEquals(State.DEGRADED, health.history().state(), "35 of 44 are less than 80 %");
        health.answered(Duration.ofMillis(3));
        assertEquals(State.HEALTHY, health.history().state(), "36 of 45 are 80 %");
    }

    @Test
    void goesOnFromHowItFaredBefore() {
        for (int i = 0; i < 5; i++) {
            health.failed(SILENT);
        }
        Health again = new Health(() -> now.plusSeconds(60), Optional.of(health.history()), _ -> {});
        assertEquals(State.UNREACHABLE, again.history().state());
        assertEquals(now, again.history().since());
        assertFalse(again.rests(), "who starts anew tries at once");
    }

    @Test
    void isKeptWhenItsStateChangesAndAtTheEnd() {
        health.answered(Duration.ofMillis(1));
        health.answered(Duration.ofMillis(1));
        assertEquals(List.of(State.HEALTHY), kept.stream().map(ProviderHistory::state).toList());
        health.failed(SILENT);
        assertEquals(2, kept.size());
        health.close();
        assertEquals(3, kept.getLast().requests());
    }

    @Test
    void onlyTheLastRequestsCountAndLatenciesAreByRank() {
        for (int i = 0; i < 1000; i++) {
            health.failed(SILENT);
        }
        for (int i = 1; i <= ProviderHistory.WINDOW; i++) {
            health.answered(Duration.ofMillis(i));
        }
        ProviderHistory history = health.history();
        assertEquals(100, history.successPercent());
        assertEquals(1000 + ProviderHistory.WINDOW, history.requests());
        assertEquals(1000, history.failures());
        assertEquals(Optional.of(Duration.ofMillis(32)), history.latency(50));
        assertEquals(Optional.of(Duration.ofMillis(61)), history.latency(95));
        assertEquals(Optional.of(now), history.lastSeen());
    }

    @Test
    void whoFaresBestRanksFirstAndWhoIsUnknownInTheMiddle() {
        ProviderHistory unknown = ProviderHistory.none(now);
        ProviderHistory well = unknown.answered(now, Duration.ZERO);
        ProviderHistory fair = well.answered(now, Duration.ZERO).failed(now, SILENT);
        ProviderHistory bad = well.failed(now, SILENT).failed(now, SILENT);
        ProviderHistory gone = unknown;
        for (int i = 0; i < 60; i++) {
            gone = gone.answered(now, Duration.ZERO);
        }
        for (int i = 0; i < ProviderHistory.UNREACHABLE_AFTER; i++) {
            gone = gone.failed(now, SILENT);
        }
        assertEquals(List.of(well, fair, unknown, bad, gone), List.of(gone, bad, unknown, well, fair).stream()
                .sorted(ProviderHistory.RANKING).toList());
    }
}
