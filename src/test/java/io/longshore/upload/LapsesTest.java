package io.longshore.upload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.Wave;
import io.longshore.model.WaveStage;
import io.longshore.model.store.LapseStore;
import io.longshore.model.store.LapseStore.Refused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What the ledger makes of a judgement that payments had expired: only what is still so when it is recorded.
class LapsesTest {
    @TempDir
    private Path home;
    private Workbench bench;
    private LapseStore lapses;
    private Task task;
    private Wave wave;
    private Receipt receipt;

    @BeforeEach
    void open() throws FailureException {
        bench = new Workbench(home);
        lapses = bench.stores.lapses();
        task = bench.running(3, Optional.empty());
        wave = bench.wave(3, task);
        receipt = bench.paid(wave, bench.payments(wave, 7));
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    private static BitSet rows(int... positions) {
        BitSet rows = new BitSet();
        for (int position : positions) {
            rows.set(position);
        }
        return rows;
    }

    private Refused judgement(int... positions) {
        return new Refused(task.id(), wave.id(), rows(positions), receipt.transaction());
    }

    private Wave now() throws FailureException {
        return bench.stores.waves().find(wave.id()).orElseThrow();
    }

    @Test
    void rowsThatAreGivenUpMakeAWaveOfTheirOwnAndWerePaidInVain() throws FailureException {
        Wave again = lapses.expire(judgement(0, 2)).orElseThrow();
        assertEquals(List.of(wave.rows().get(0), wave.rows().get(2)), again.rows());
        assertEquals(WaveStage.PLANNED, again.stage());
        assertEquals(rows(0, 2), now().expired());
        assertEquals(wave.rows(), now().rows(), "their positions are kept: leaves refer to those");
        assertEquals(Amount.of(14), lapses.inVain(task.id()));
        assertEquals(Amount.of(21), bench.stores.payments().spent(task.id()).tokens());
        assertEquals(1, bench.stores.waves().paidChunks(task.id()));
        assertEquals(List.of(), bench.stores.waves().free(task.id()));
        bench.paid(again, bench.payments(again, 8));
        assertEquals(3, bench.stores.waves().paidChunks(task.id()));
        assertEquals(Amount.of(37), bench.stores.payments().spent(task.id()).tokens());
    }

    @Test
    void aNewerPaymentIsNeverGivenUpForAJudgementOfAnOlderOne() throws FailureException {
        Refused stale = new Refused(task.id(), wave.id(), rows(0, 1, 2), new Hash(bench.bytes(Hash.SIZE)));
        assertEquals(Optional.empty(), lapses.expire(stale));
        assertEquals(rows(), now().expired());
        assertEquals(Amount.ZERO, lapses.inVain(task.id()));
    }

    @Test
    void whatWasJudgedOnceIsGivenUpOnce() throws FailureException {
        Wave again = lapses.expire(judgement(1)).orElseThrow();
        Receipt second = bench.paid(again, bench.payments(again, 8));
        assertEquals(Optional.empty(), lapses.expire(judgement(1)));
        assertEquals(Optional.empty(), lapses.expire(
                new Refused(task.id(), again.id(), rows(0), receipt.transaction())), "it has a newer payment");
        assertEquals(Amount.of(7), lapses.inVain(task.id()));
        assertEquals(Optional.of(second), bench.stores.payments().receipt(again.id()));
    }

    @Test
    void whatAMajorityHoldsMeanwhileIsNotGivenUp() throws FailureException {
        bench.stores.waves().stored(wave.id(), rows(0, 1));
        Wave again = lapses.expire(judgement(0, 1, 2)).orElseThrow();
        assertEquals(List.of(wave.rows().get(2)), again.rows());
        assertEquals(rows(2), now().expired());
    }

    @Test
    void onlyTheUploadThatWasJudgedLosesRows() throws FailureException {
        Refused others = new Refused(bench.running(1, Optional.empty()).id(), wave.id(), rows(0, 1, 2),
                receipt.transaction());
        assertEquals(Optional.empty(), lapses.expire(others));
    }

    @Test
    void anApprovalIsForWhatWasJudgedLastAndEndsWhenItIsUsed() throws FailureException {
        lapses.judged(judgement(0));
        assertEquals(Optional.empty(), lapses.approved(task.id()));
        lapses.approve(task.id());
        assertEquals(Optional.of(judgement(0)), lapses.approved(task.id()));
        lapses.judged(judgement(0, 1));
        assertEquals(Optional.empty(), lapses.approved(task.id()), "more than was approved of");
        lapses.approve(task.id());
        lapses.expire(lapses.approved(task.id()).orElseThrow());
        assertEquals(Optional.empty(), lapses.approved(task.id()));
    }

    @Test
    void rowsThatSomebodyElsePaidMakeAPaidWaveOfTheirOwn() throws FailureException {
        Task other = bench.running(3, Optional.empty());
        Wave planned = bench.wave(3, other);
        List<RowPayment> rows = bench.payments(planned, 5).subList(1, 3);
        Receipt found = new Receipt(planned.id(), Receipt.NO_INTENT, receipt.mode(), receipt.chain(), receipt.vault(),
                new Hash(bench.bytes(Hash.SIZE)), 9, receipt.blockTime(), rows, Amount.ZERO, receipt.gas());
        Wave paid = lapses.found(found);
        assertEquals(planned.rows().subList(1, 3), paid.rows());
        assertEquals(WaveStage.PAID, paid.stage());
        Receipt kept = bench.stores.payments().receipt(paid.id()).orElseThrow();
        assertTrue(kept.isFound());
        assertEquals(rows.stream().map(RowPayment::paid).toList(), kept.rows().stream().map(RowPayment::paid).toList());
        assertEquals(Amount.ZERO, bench.stores.payments().spent(other.id()).tokens());
        assertEquals(1, bench.stores.waves().find(planned.id()).orElseThrow().rows().size());
        assertEquals(2, bench.stores.waves().paidChunks(other.id()));
    }

    @Test
    void allOfItIsThereAgainWhenTheDatabaseIsMadeAnew() throws Exception {
        Wave again = lapses.expire(judgement(0, 2)).orElseThrow();
        bench.close();
        Files.delete(home.resolve("ledger.mv.db"));
        bench = new Workbench(home);
        assertEquals(rows(0, 2), now().expired());
        assertEquals(Optional.of(again), bench.stores.waves().find(again.id()));
        assertEquals(Amount.of(14), bench.stores.lapses().inVain(task.id()));
    }
}
