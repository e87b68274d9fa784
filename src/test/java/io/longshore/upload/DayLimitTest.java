package io.longshore.upload;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Limits;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.Wave;
import io.longshore.pay.Quoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Who may still pay today. The bench pays in a block of the first second after 1970.
class DayLimitTest {
    private static final Instant PAID = Instant.ofEpochSecond(1);

    @TempDir
    private Path home;
    private Workbench bench;
    private Instant now = PAID;

    @BeforeEach
    void open() throws FailureException {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    private static Amount amount(long atto) {
        return new Amount(BigInteger.valueOf(atto));
    }

    private void limit(long atto) throws FailureException {
        bench.stores.limits().limits(new Limits(Optional.of(amount(atto)), Optional.empty()));
    }

    private Admissions admissions() {
        return admissions(() -> now);
    }

    private Admissions admissions(Quoting.ChainTime time) {
        return new Admissions(bench.stores, bench.tasks, bench.drive, time);
    }

    private Task running(int chunks) throws FailureException {
        return bench.running(chunks, Optional.empty());
    }

    private UploadState state(Task task) throws FailureException {
        return bench.stores.uploads().find(task.id()).orElseThrow().state();
    }

    private static UploadState waiting(long needed, long left) {
        return new UploadState.AwaitingApproval(amount(needed), amount(left), Limit.DAY);
    }

    @Test
    void theDayHoldsExactlyWhatItHolds() throws FailureException {
        limit(40);
        Wave fits = bench.wave(2, running(2), running(2));
        assertEquals(4, admissions().admit(fits.id(), bench.payments(fits, 10)).size());
        limit(39);
        Task first = running(2);
        Task second = running(2);
        Wave wave = bench.wave(2, first, second);
        List<RowPayment> rows = bench.payments(wave, 10);
        List<RowPayment> admitted = admissions().admit(wave.id(), rows);
        assertEquals(rows.subList(0, 2), admitted);
        assertEquals(new UploadState.Queued(), state(first));
        assertEquals(waiting(20, 19), state(second));
        assertEquals(wave.rows().subList(2, 4), bench.stores.waves().free(second.id()));
    }

    @Test
    void whoeverPaidTodayLeavesLessToAll() throws FailureException {
        limit(35);
        Wave paid = bench.wave(2, running(2));
        bench.paid(paid, bench.payments(paid, 10));
        Task late = running(2);
        Wave wave = bench.wave(2, late);
        assertTrue(admissions().admit(wave.id(), bench.payments(wave, 10)).isEmpty());
        assertEquals(waiting(20, 15), state(late));
    }

    @Test
    void aDayLaterItIsForgotten() throws FailureException {
        limit(35);
        Wave paid = bench.wave(2, running(2));
        bench.paid(paid, bench.payments(paid, 10));
        Wave wave = bench.wave(2, running(2));
        now = PAID.plus(Duration.ofHours(24));
        assertEquals(2, admissions().admit(wave.id(), bench.payments(wave, 10)).size());
        now = now.minusSeconds(1);
        assertTrue(admissions().admit(wave.id(), bench.payments(wave, 10)).isEmpty());
    }

    @Test
    void whoWasLetPastGoesPastAndCountsForTheOthers() throws FailureException {
        limit(25);
        Task past = running(2);
        Task other = running(1);
        bench.stores.limits().letPast(past.id());
        Wave wave = bench.wave(1, past, other);
        assertEquals(1, admissions().admit(wave.id(), bench.payments(wave, 26)).size());
        assertEquals(new UploadState.Queued(), state(past));
        assertEquals(waiting(26, 0), state(other));
    }

    @Test
    void theBudgetIsAskedFirst() throws FailureException {
        limit(5);
        Task poor = bench.running(1, Optional.of(amount(9)));
        Wave wave = bench.wave(1, poor);
        assertTrue(admissions().admit(wave.id(), bench.payments(wave, 10)).isEmpty());
        assertEquals(new UploadState.AwaitingApproval(amount(10), amount(9)), state(poor));
    }

    @Test
    void theAllowanceIsNotForMoreThanTheDayHolds() throws FailureException {
        limit(1000);
        Task one = running(3);
        Task two = running(3);
        Task past = running(1);
        Wave wave = bench.wave(1, one);
        List<RowPayment> rows = bench.payments(wave, 10);
        Amount all = admissions(() -> now).remainders(rows).values().stream().reduce(Amount.ZERO, Amount::plus);
        assertEquals(amount(1000), all);
        bench.stores.limits().letPast(past.id());
        Map<UploadId, Amount> remainders = admissions().remainders(rows);
        assertTrue(remainders.get(past.id()).compareTo(amount(1000)) > 0);
        Amount others = remainders.getOrDefault(one.id(), Amount.ZERO)
                .plus(remainders.getOrDefault(two.id(), Amount.ZERO));
        assertTrue(others.compareTo(amount(1000)) <= 0);
    }

    @Test
    void withoutALimitTheChainIsNotAsked() throws FailureException {
        Failure away = new Failure.Unavailable("the chain", "away", Optional.empty());
        Admissions admissions = admissions(() -> {
            throw new FailureException(away);
        });
        Wave wave = bench.wave(1, running(1));
        List<RowPayment> rows = bench.payments(wave, 10);
        assertEquals(1, admissions.admit(wave.id(), rows).size());
        limit(100);
        assertEquals(away, assertThrows(FailureException.class, () -> admissions.admit(wave.id(), rows)).failure());
        assertInstanceOf(UploadState.Queued.class, state(bench.tasks.active().getFirst()));
    }
}
