package io.longshore.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Leaf;
import io.longshore.model.Outcome;
import io.longshore.model.PaymentMode;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.Run;
import io.longshore.model.UploadPlan;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore.Drafted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class WavesTest {
    @TempDir
    private Path home;

    private Bench bench;

    @BeforeEach
    void open() throws FailureException {
        bench = new Bench(home);
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    @Test
    void keepsPlannedChunksAndTheirLeaves() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 2500);
        List<PlannedChunk> planned = new ArrayList<>();
        while (planned.size() < 2500) {
            List<PlannedChunk> chunks = new ArrayList<>();
            int fresh = 1 + bench.samples.below(64);
            for (int i = 0; i < fresh && planned.size() + chunks.size() < 2500; i++) {
                chunks.add(bench.samples.chunk(planned.size() + chunks.size()));
            }
            int repeats = bench.samples.below(2) * bench.samples.below(1500);
            for (int i = 0; i < repeats && planned.size() + chunks.size() < 2500; i++) {
                chunks.add(Samples.repeat(planned.size() + chunks.size(), chunks.getFirst()));
            }
            bench.wave(plan, bench.samples.run(plan.upload(), chunks));
            planned.addAll(chunks);
        }
        assertEquals(planned, bench.ledger.uploads().chunks(plan.upload(), 0, 5000));
        assertEquals(planned.stream().map(PlannedChunk::leaf).toList(), bench.ledger.uploads().leaves(plan.upload()));
        assertEquals(2500, bench.ledger.uploads().find(plan.upload()).orElseThrow().planned());
        assertEquals(List.of(), bench.ledger.uploads().sealedLeaves(plan.upload()));
        for (int i = 0; i < 50; i++) {
            int from = bench.samples.below(2500);
            int to = Math.min(2500, from + bench.samples.below(1500));
            assertEquals(planned.subList(from, to), bench.ledger.uploads().chunks(plan.upload(), from, to - from));
        }
    }

    @Test
    void refusesPlansThatDoNotFit() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 10);
        Run gap = bench.samples.run(plan.upload(), 1, 2);
        assertThrows(IllegalArgumentException.class, () -> bench.wave(plan, gap));
        Run first = bench.samples.run(plan.upload(), 0, 2);
        Wave wave = bench.wave(plan, first);
        assertThrows(IllegalArgumentException.class, () -> bench.wave(plan, first));
        assertThrows(IllegalArgumentException.class,
                () -> bench.ledger.waves().plan(plan.drive(), List.of(), List.of(wave.rows().getFirst())));
        assertEquals(List.of(wave), bench.ledger.waves().open(plan.drive()));
        assertEquals(2, bench.ledger.uploads().find(plan.upload()).orElseThrow().planned());
    }

    @Test
    void movesAWaveFromPlanToPlace() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 10);
        Wave planned = bench.wave(plan, bench.samples.run(plan.upload(), 0, 3));
        assertEquals(new WaveId(1), planned.id());
        assertEquals(WaveStage.PLANNED, planned.stage());
        List<RowPayment> payments = bench.samples.payments(planned);
        Drafted drafted = bench.draft(planned, payments);
        Wave paying = bench.ledger.waves().find(planned.id()).orElseThrow();
        assertEquals(WaveStage.PAYING, paying.stage());
        assertEquals(Optional.of(drafted.intent().id()), paying.intent());
        Outcome.Confirmed outcome = bench.samples.confirmed(Wei.of(10));
        Receipt receipt = Samples.receipt(planned, drafted.intent(), payments, outcome);
        bench.ledger.payments().receipt(outcome, receipt);
        assertEquals(Optional.of(receipt), bench.ledger.payments().receipt(planned.id()));
        assertEquals(WaveStage.PAID, bench.ledger.waves().find(planned.id()).orElseThrow().stage());
        assertEquals(3,
                bench.ledger.uploads().find(plan.upload()).isPresent()
                        ? bench.ledger.waves().paidChunks(plan.upload())
                        : 0);
        bench.ledger.waves().placed(planned.id(), bench.samples.providers.getFirst(), Samples.bits(0, 2));
        bench.ledger.waves().placed(planned.id(), bench.samples.providers.getFirst(), Samples.bits(0));
        assertEquals(Samples.bits(0, 2), bench.ledger.waves().placed(planned.id(), bench.samples.providers.getFirst()));
        assertEquals(new BitSet(), bench.ledger.waves().placed(planned.id(), bench.samples.providers.getLast()));
        bench.ledger.waves().stored(planned.id(), Samples.bits(0, 2));
        assertEquals(2, bench.ledger.waves().storedChunks(plan.upload()));
        Leaf first = bench.leaf(planned, List.of(0, 2));
        assertEquals(List.of(planned.rows().get(0).address(), planned.rows().get(2).address()), first.addresses());
        assertEquals(WaveStage.PAID, bench.ledger.waves().find(planned.id()).orElseThrow().stage());
        bench.ledger.waves().stored(planned.id(), Samples.bits(1));
        Leaf second = bench.leaf(planned, List.of(1));
        assertEquals(List.of(first, second), bench.ledger.leaves().from(plan.drive(), 0, 10));
        assertEquals(List.of(second), bench.ledger.leaves().from(plan.drive(), 1, 10));
        assertEquals(new ByteCount(200), second.totalSize());
        assertEquals(2, bench.ledger.leaves().end(plan.upload()));
        assertEquals(List.of(), bench.ledger.waves().open(plan.drive()));
        assertEquals(WaveStage.PLACED, bench.ledger.waves().recent(plan.drive(), 5).getFirst().stage());
        assertThrows(IllegalArgumentException.class, () -> bench.leaf(planned, List.of(1)));
    }

    @Test
    void aWaveOfRepeatsIsBornPlaced() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 500);
        PlannedChunk zero = bench.samples.chunk(0);
        Wave first = bench.wave(plan, bench.samples.run(plan.upload(), List.of(zero, Samples.repeat(1, zero))));
        assertEquals(1, first.rows().size());
        Run repeats = bench.samples.run(plan.upload(), List.of(Samples.repeat(2, zero), Samples.repeat(3, zero)));
        assertEquals(WaveStage.PLACED, bench.wave(plan, repeats).stage());
        bench.ledger.waves().stored(first.id(), Samples.bits(0));
        assertEquals(4, bench.ledger.waves().storedChunks(plan.upload()));
        bench.pay(first, Wei.ZERO);
        assertEquals(4, bench.ledger.waves().paidChunks(plan.upload()));
        bench.wave(plan, bench.samples.run(plan.upload(), List.of(Samples.repeat(4, zero), bench.samples.chunk(5))));
        assertEquals(5, bench.ledger.waves().storedChunks(plan.upload()));
        assertEquals(5, bench.ledger.waves().paidChunks(plan.upload()));
    }

    @Test
    void rowsLeaveAWaveBeforeItIsPaid() throws Exception {
        Drive drive = bench.drive();
        UploadPlan one = bench.upload(drive, 10);
        UploadPlan two = bench.upload(drive, 10);
        Run of1 = bench.samples.run(one.upload(), 0, 2);
        Run of2 = bench.samples.run(two.upload(), 0, 2);
        List<Row> rows = new ArrayList<>(Samples.rows(one, of1));
        rows.addAll(Samples.rows(two, of2));
        Wave wave = bench.ledger.waves().plan(drive.id(), List.of(of1, of2), rows);
        bench.ledger.waves().stored(wave.id(), Samples.bits(0, 1, 3));
        bench.ledger.waves().placed(wave.id(), bench.samples.providers.getFirst(), Samples.bits(1, 2, 3));
        Wave left = bench.ledger.waves().release(wave.id(), Set.of(rows.get(0).ref(), rows.get(2).ref()));
        assertEquals(List.of(rows.get(1), rows.get(3)), left.rows());
        assertEquals(Samples.bits(0, 1), left.stored());
        assertEquals(Samples.bits(0, 1), bench.ledger.waves().placed(wave.id(), bench.samples.providers.getFirst()));
        assertEquals(1, bench.ledger.waves().storedChunks(one.upload()));
        assertEquals(List.of(rows.get(0)), bench.ledger.waves().free(one.upload()));
        Wave again = bench.ledger.waves().plan(drive.id(), List.of(), List.of(rows.get(0)));
        assertEquals(List.of(), bench.ledger.waves().free(one.upload()));
        assertEquals(List.of(left, again), bench.ledger.waves().of(one.upload()));
        Wave empty = bench.ledger.waves().release(wave.id(), Set.of(rows.get(1).ref(), rows.get(3).ref()));
        assertEquals(WaveStage.PLACED, empty.stage());
        assertEquals(List.of(again), bench.ledger.waves().open(drive.id()));
        bench.pay(again, Wei.ZERO);
        assertThrows(IllegalStateException.class,
                () -> bench.ledger.waves().release(again.id(), Set.of(rows.get(0).ref())));
        bench.loseTheDatabase();
        assertEquals(List.of(rows.get(0)), bench.ledger.waves().find(again.id()).orElseThrow().rows());
        assertEquals(List.of(rows.get(1)), bench.ledger.waves().free(one.upload()));
        assertEquals(List.of(rows.get(2), rows.get(3)), bench.ledger.waves().free(two.upload()));
    }

    @Test
    void plannedChunksOutsideTheWaveAreFree() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 10);
        Run run = bench.samples.run(plan.upload(), 0, 3);
        List<Row> rows = Samples.rows(plan, run);
        bench.ledger.waves().plan(plan.drive(), List.of(run), rows.subList(0, 1));
        assertEquals(rows.subList(1, 3), bench.ledger.waves().free(plan.upload()));
    }

    @Test
    void aWaveThatIsStoredAlreadyIsFree() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 10);
        Wave wave = bench.wave(plan, bench.samples.run(plan.upload(), 0, 2));
        bench.ledger.waves().stored(wave.id(), Samples.all(wave));
        assertEquals(WaveStage.PAID, bench.ledger.waves().free(wave.id()).stage());
        Receipt receipt = bench.ledger.payments().receipt(wave.id()).orElseThrow();
        assertEquals(PaymentMode.FREE, receipt.mode());
        assertEquals(Amount.ZERO, receipt.total());
        assertEquals(2, bench.ledger.waves().paidChunks(plan.upload()));
        bench.loseTheDatabase();
        assertEquals(2, bench.ledger.waves().storedChunks(plan.upload()));
        assertEquals(List.of(receipt), bench.ledger.payments().receipts());
    }

    @Test
    void keepsCheckpointsAndWhatProvidersCommitted() throws Exception {
        Drive drive = bench.drive();
        var checkpoints = List.of(bench.samples.checkpoint(1), bench.samples.checkpoint(2),
                bench.samples.checkpoint(3));
        for (var checkpoint : checkpoints) {
            bench.checkpoint(drive, checkpoint);
        }
        bench.ledger.leaves().committed(drive.id(), bench.samples.providers.getFirst(), 3);
        bench.ledger.leaves().committed(drive.id(), bench.samples.providers.getFirst(), 4);
        assertEquals(4, bench.ledger.leaves().committed(drive.id(), bench.samples.providers.getFirst()));
        assertEquals(0, bench.ledger.leaves().committed(drive.id(), bench.samples.providers.getLast()));
        bench.loseTheDatabase();
        assertEquals(checkpoints.reversed().subList(0, 2), bench.ledger.leaves().checkpoints(drive.id(), 2));
        assertEquals(0, bench.ledger.leaves().committed(drive.id(), bench.samples.providers.getFirst()));
    }
}
