package io.longshore.upload;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Wave;
import io.longshore.model.store.PaymentStore.Spent;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TallyTest {
    @TempDir
    private Path home;
    private Workbench bench;

    @BeforeEach
    void open() throws FailureException {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    @Test
    void countsWhatIsSentInThisRun() throws FailureException {
        Task task = bench.running(1, Optional.empty());
        AtomicInteger told = new AtomicInteger();
        bench.tally.listen(told::incrementAndGet);
        assertEquals(0, bench.tally.sentOf(task.id()));
        bench.tally.sent(task.id());
        bench.tally.sent(task.id());
        assertEquals(2, bench.tally.sentOf(task.id()));
        assertEquals(2, told.get());
        assertEquals(Set.of(task.id()), bench.tally.takeChanged());
    }

    @Test
    void remembersWhatAnUploadHadCostWhenTheRunBegan() throws FailureException {
        Task task = bench.running(1, Optional.empty());
        Wave wave = bench.wave(1, task);
        bench.tally.begin(task.id());
        bench.paid(wave, bench.payments(wave, 10));
        bench.tally.begin(task.id());
        Spent now = bench.stores.payments().spent(task.id());
        assertEquals(Amount.of("10"), now.tokens());
        assertEquals(Amount.ZERO, bench.tally.before(task.id(), now).tokens());
        Task untouched = bench.running(1, Optional.empty());
        assertEquals(now, bench.tally.before(untouched.id(), now));
    }
}
