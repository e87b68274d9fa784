package io.longshore.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;

import static org.junit.jupiter.api.Assertions.assertEquals;

class HealthStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456789Z");

    @TempDir
    private Path home;

    @Test
    void howProvidersFaredSurvivesARestart() throws Exception {
        try (Bench bench = new Bench(home)) {
            DriveId drive = bench.samples.drive().id();
            ProviderId one = new ProviderId(bench.samples.account());
            ProviderId other = new ProviderId(bench.samples.account());
            ProviderHistory history = ProviderHistory.none(NOW).answered(NOW, Duration.ofNanos(1_234_567))
                    .failed(NOW.plusSeconds(1), new Failure.Unavailable("node", "hung up",
                            Optional.of(Duration.ofSeconds(3))))
                    .answered(NOW.plusSeconds(2), Duration.ofSeconds(29));
            assertEquals(Optional.empty(), bench.ledger.health().find(drive, one));
            bench.ledger.health().keep(drive, one, ProviderHistory.none(NOW));
            bench.ledger.health().keep(drive, one, history);
            bench.ledger.health().keep(drive, other, ProviderHistory.none(NOW));
            bench.reopen();
            assertEquals(Optional.of(history), bench.ledger.health().find(drive, one));
            assertEquals(Optional.of(ProviderHistory.none(NOW)), bench.ledger.health().find(drive, other));
        }
    }
}
