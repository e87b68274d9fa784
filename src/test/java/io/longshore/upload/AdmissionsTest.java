package io.longshore.upload;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AdmissionsTest {
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

    private static Amount amount(long atto) {
        return new Amount(BigInteger.valueOf(atto));
    }

    private Admissions admissions(boolean free) {
        return new Admissions(bench.stores, bench.tasks, bench.drive(free), () -> Instant.ofEpochSecond(1));
    }

    private UploadState state(Task task) throws FailureException {
        return bench.stores.uploads().find(task.id()).orElseThrow().state();
    }

    /// Every payment stands where its chunk stands in the wave.
    private void assertInPlace(Wave before, List<RowPayment> rows) throws FailureException {
        Wave now = bench.stores.waves().find(before.id()).orElseThrow();
        for (RowPayment row : rows) {
            assertEquals(now.rows().get(row.position()).address(), row.address());
        }
    }

    @Test
    void admitsWhatTheBudgetsHold() throws FailureException {
        Task one = bench.running(2, Optional.of(amount(20)));
        Task two = bench.running(2, Optional.empty());
        Wave wave = bench.wave(2, one, two);
        List<RowPayment> rows = bench.payments(wave, 10);
        assertEquals(rows, admissions(true).admit(wave.id(), rows));
    }

    @Test
    void whoIsOverItsBudgetLeavesAndTheOthersMoveUp() throws FailureException {
        Task poor = bench.running(2, Optional.of(amount(19)));
        Task rich = bench.running(2, Optional.of(amount(20)));
        Wave wave = bench.wave(2, poor, rich);
        List<RowPayment> rows = bench.payments(wave, 10);
        List<RowPayment> admitted = admissions(true).admit(wave.id(), rows);
        assertEquals(new UploadState.AwaitingApproval(amount(20), amount(19)), state(poor));
        assertEquals(rows.subList(2, 4).stream().map(RowPayment::address).toList(),
                admitted.stream().map(RowPayment::address).toList());
        assertEquals(List.of(0, 1), admitted.stream().map(RowPayment::position).toList());
        assertInPlace(wave, admitted);
        assertEquals(wave.rows().subList(0, 2), bench.stores.waves().free(poor.id()));
    }

    @Test
    void withoutABudgetOnlyPlayMoneyIsSpent() throws FailureException {
        Task task = bench.running(1, Optional.empty());
        Wave wave = bench.wave(1, task);
        assertTrue(admissions(false).admit(wave.id(), bench.payments(wave, 10)).isEmpty());
        assertInstanceOf(UploadState.AwaitingApproval.class, state(task));
    }

    @Test
    void whatIsSpentAndWhatIsPendingCount() throws FailureException {
        Task task = bench.running(2, Optional.of(amount(15)));
        Wave first = bench.wave(1, task);
        bench.paid(first, bench.payments(first, 10));
        assertEquals(amount(10), bench.stores.payments().spent(task.id()).tokens());
        assertEquals(amount(5), admissions(true).remainders(List.of()).get(task.id()));
        Wave second = bench.wave(1, bench.running(1, Optional.empty()));
        assertEquals(1, admissions(true).admit(second.id(), bench.payments(second, 10)).size());
    }

    @Test
    void whoWasStoppedMeanwhileLeaves() throws FailureException {
        Task stays = bench.running(1, Optional.empty());
        Task goes = bench.running(1, Optional.empty());
        Wave wave = bench.wave(1, goes, stays);
        List<RowPayment> rows = bench.payments(wave, 10);
        List<RowPayment> first = admissions(true).admit(wave.id(), rows);
        assertEquals(2, first.size());
        bench.tasks.stop(goes, new UploadState.Paused());
        List<RowPayment> second = admissions(true).admit(wave.id(), first);
        assertEquals(List.of(rows.get(1).address()), second.stream().map(RowPayment::address).toList());
        assertInPlace(wave, second);
        assertEquals(second, admissions(true).admit(wave.id(), first), "asked again, it says the same");
        assertInstanceOf(UploadState.Paused.class, state(goes));
    }

    @Test
    void rowsThatAreStoredAlreadyMoveUpToo() throws FailureException {
        Task goes = bench.running(2, Optional.of(Amount.ZERO));
        Task stays = bench.running(2, Optional.empty());
        Wave wave = bench.wave(2, goes, stays);
        List<RowPayment> rows = bench.payments(wave, 10);
        // The last row needs no payment.
        List<RowPayment> admitted = admissions(true).admit(wave.id(), rows.subList(0, 3));
        assertEquals(1, admitted.size());
        assertInPlace(wave, admitted);
        Address unpaid = rows.get(3).address();
        assertEquals(unpaid, bench.stores.waves().find(wave.id()).orElseThrow().rows().get(1).address());
    }

    @Test
    void remaindersNeverExceedBudgets() throws FailureException {
        Task poor = bench.running(100, Optional.of(amount(7)));
        Task spent = bench.running(100, Optional.of(Amount.ZERO));
        Task free = bench.running(3, Optional.empty());
        Wave wave = bench.wave(1, free);
        Map<UploadId, Amount> remainders = admissions(true).remainders(bench.payments(wave, 10));
        assertEquals(amount(7), remainders.get(poor.id()));
        assertTrue(!remainders.containsKey(spent.id()));
        assertTrue(remainders.get(free.id()).compareTo(Amount.ZERO) > 0);
        assertEquals(2, remainders.size());
    }
}
