package io.longshore.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.GroupId;
import io.longshore.model.Hash;
import io.longshore.model.IndexObject;
import io.longshore.model.Intent;
import io.longshore.model.Leaf;
import io.longshore.model.Outcome;
import io.longshore.model.PaymentMode;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.Run;
import io.longshore.model.SourceIdentity;
import io.longshore.model.Upload;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore.Drafted;
import io.longshore.model.store.PaymentStore.Spent;
import io.longshore.model.store.UploadStore.SealedLeaves;

import static io.longshore.ledger.Samples.CHAIN;
import static io.longshore.ledger.Samples.VAULT;
import static io.longshore.ledger.Samples.WALLET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LedgerTest {
    @TempDir
    private Path home;

    private final Samples samples = new Samples(42);
    private Ledger ledger;

    @BeforeEach
    void open() throws FailureException {
        ledger = Ledger.open(home, new Ledger.Options(InstantSource.fixed(Samples.NOW), Optional.empty()));
    }

    @AfterEach
    void close() throws FailureException {
        ledger.close();
    }

    private void reopen() throws FailureException {
        ledger.close();
        open();
    }

    private void loseTheDatabase() throws Exception {
        ledger.close();
        Files.delete(home.resolve(Database.FILE));
        open();
        assertTrue(ledger.recovery().rebuilt());
    }

    private Drive drive() throws FailureException {
        Drive drive = samples.drive();
        ledger.drives().put(drive);
        return drive;
    }

    private UploadPlan upload(Drive drive, long chunks) throws FailureException {
        UploadPlan plan = samples.plan(drive.id(), chunks, Optional.empty());
        ledger.uploads().add(plan, Optional.empty());
        return plan;
    }

    private Wave wave(UploadPlan plan, Run run) throws FailureException {
        return ledger.waves().plan(plan.drive(), List.of(run), Samples.rows(plan, run));
    }

    private Drafted draft(Wave wave, List<RowPayment> payments) throws FailureException {
        return ledger.payments().draft(new Purpose.PayWave(wave.id(), payments), CHAIN, WALLET, wave.id().value(),
                VAULT, samples.bytes(100), samples::attempt);
    }

    private Receipt pay(Wave wave, Wei gas) throws FailureException {
        List<RowPayment> payments = samples.payments(wave);
        Drafted drafted = draft(wave, payments);
        Outcome.Confirmed outcome = samples.confirmed(gas);
        Receipt receipt = Samples.receipt(wave, drafted.intent(), payments, outcome);
        ledger.payments().receipt(outcome, receipt);
        return receipt;
    }

    private Leaf leaf(Wave wave, List<Integer> rows) throws FailureException {
        return ledger.leaves().append(wave.drive(), wave.id(), rows, samples.hash(), new ByteCount(100));
    }

    @Test
    void keepsDrives() throws Exception {
        Drive one = drive();
        Drive two = drive();
        Set<Drive> both = Set.of(one, two);
        assertEquals(both, new HashSet<>(ledger.drives().all()));
        upload(one, 0);
        FailureException refused = assertThrows(FailureException.class, () -> ledger.drives().remove(one.id()));
        assertInstanceOf(Failure.Refused.class, refused.failure());
        ledger.drives().remove(two.id());
        assertEquals(List.of(one), ledger.drives().all());
        loseTheDatabase();
        assertEquals(List.of(one), ledger.drives().all());
    }

    @Test
    void keepsUploadsInOrder() throws Exception {
        Drive drive = drive();
        GroupId group = new GroupId(samples.bytes(16));
        List<UploadPlan> plans = List.of(samples.plan(drive.id(), 3, Optional.of(group)),
                samples.plan(drive.id(), 0, Optional.of(group)), samples.plan(drive.id(), 70, Optional.empty()));
        List<Upload> added = ledger.uploads().addAll(plans, Optional.of(Amount.of(5)));
        assertEquals(plans, added.stream().map(Upload::plan).toList());
        for (Upload upload : added) {
            assertEquals(new UploadState.Queued(), upload.state());
            assertEquals(Optional.of(Amount.of(5)), upload.budget());
            assertEquals(Samples.NOW, upload.added());
            assertEquals(Optional.of(upload), ledger.uploads().find(upload.id()));
        }
        reopen();
        assertEquals(added, ledger.uploads().all());
        assertEquals(added.subList(0, 2), ledger.uploads().group(group));
        assertEquals(added, ledger.uploads().unfinished(drive.id()));
        ledger.uploads().budget(added.getFirst().id(), Optional.empty());
        assertEquals(Optional.empty(), ledger.uploads().find(added.getFirst().id()).orElseThrow().budget());
        assertThrows(IllegalArgumentException.class, () -> ledger.uploads().addAll(plans, Optional.empty()));
    }

    @Test
    void keepsEveryState() throws Exception {
        Drive drive = drive();
        for (UploadState state : States.all()) {
            UploadPlan plan = upload(drive, 1);
            ledger.uploads().state(plan.upload(), state);
            assertEquals(state, ledger.uploads().find(plan.upload()).orElseThrow().state());
        }
        List<Upload> before = ledger.uploads().all();
        reopen();
        assertEquals(before, ledger.uploads().all());
        assertTrue(ledger.uploads().unfinished(drive.id()).stream().noneMatch(upload -> upload.state().isFinal()));
    }

    @Test
    void letsNoStateFollowAFinalOne() throws Exception {
        UploadPlan plan = upload(drive(), 1);
        UploadState over = new UploadState.Cancelled(Amount.of(7));
        ledger.uploads().state(plan.upload(), over);
        ledger.uploads().state(plan.upload(), new UploadState.Running());
        ledger.uploads().state(plan.upload(), new UploadState.Cancelled(Amount.ZERO));
        assertEquals(over, ledger.uploads().find(plan.upload()).orElseThrow().state());
        loseTheDatabase();
        assertEquals(over, ledger.uploads().find(plan.upload()).orElseThrow().state());
    }

    @Test
    void keepsPlannedChunksAndTheirLeaves() throws Exception {
        UploadPlan plan = upload(drive(), 2500);
        List<PlannedChunk> planned = new ArrayList<>();
        while (planned.size() < 2500) {
            List<PlannedChunk> chunks = new ArrayList<>();
            int fresh = 1 + samples.below(64);
            for (int i = 0; i < fresh && planned.size() + chunks.size() < 2500; i++) {
                chunks.add(samples.chunk(planned.size() + chunks.size()));
            }
            int repeats = samples.below(2) * samples.below(1500);
            for (int i = 0; i < repeats && planned.size() + chunks.size() < 2500; i++) {
                chunks.add(Samples.repeat(planned.size() + chunks.size(), chunks.getFirst()));
            }
            wave(plan, samples.run(plan.upload(), chunks));
            planned.addAll(chunks);
        }
        assertEquals(planned, ledger.uploads().chunks(plan.upload(), 0, 5000));
        assertEquals(planned.stream().map(PlannedChunk::leaf).toList(), ledger.uploads().leaves(plan.upload()));
        assertEquals(2500, ledger.uploads().find(plan.upload()).orElseThrow().planned());
        assertEquals(List.of(), ledger.uploads().sealedLeaves(plan.upload()));
        for (int i = 0; i < 50; i++) {
            int from = samples.below(2500);
            int to = Math.min(2500, from + samples.below(1500));
            assertEquals(planned.subList(from, to), ledger.uploads().chunks(plan.upload(), from, to - from));
        }
    }

    @Test
    void refusesPlansThatDoNotFit() throws Exception {
        UploadPlan plan = upload(drive(), 10);
        Run gap = samples.run(plan.upload(), 1, 2);
        assertThrows(IllegalArgumentException.class, () -> wave(plan, gap));
        Run first = samples.run(plan.upload(), 0, 2);
        Wave wave = wave(plan, first);
        assertThrows(IllegalArgumentException.class, () -> wave(plan, first));
        assertThrows(IllegalArgumentException.class,
                () -> ledger.waves().plan(plan.drive(), List.of(), List.of(wave.rows().getFirst())));
        assertEquals(List.of(wave), ledger.waves().open(plan.drive()));
        assertEquals(2, ledger.uploads().find(plan.upload()).orElseThrow().planned());
    }

    @Test
    void movesAWaveFromPlanToPlace() throws Exception {
        UploadPlan plan = upload(drive(), 10);
        Wave planned = wave(plan, samples.run(plan.upload(), 0, 3));
        assertEquals(new WaveId(1), planned.id());
        assertEquals(WaveStage.PLANNED, planned.stage());
        List<RowPayment> payments = samples.payments(planned);
        Drafted drafted = draft(planned, payments);
        Wave paying = ledger.waves().find(planned.id()).orElseThrow();
        assertEquals(WaveStage.PAYING, paying.stage());
        assertEquals(Optional.of(drafted.intent().id()), paying.intent());
        Outcome.Confirmed outcome = samples.confirmed(Wei.of(10));
        Receipt receipt = Samples.receipt(planned, drafted.intent(), payments, outcome);
        ledger.payments().receipt(outcome, receipt);
        assertEquals(Optional.of(receipt), ledger.payments().receipt(planned.id()));
        assertEquals(WaveStage.PAID, ledger.waves().find(planned.id()).orElseThrow().stage());
        assertEquals(3,
                ledger.uploads().find(plan.upload()).isPresent() ? ledger.waves().paidChunks(plan.upload()) : 0);
        ledger.waves().placed(planned.id(), samples.providers.getFirst(), Samples.bits(0, 2));
        ledger.waves().placed(planned.id(), samples.providers.getFirst(), Samples.bits(0));
        assertEquals(Samples.bits(0, 2), ledger.waves().placed(planned.id(), samples.providers.getFirst()));
        assertEquals(new BitSet(), ledger.waves().placed(planned.id(), samples.providers.getLast()));
        ledger.waves().stored(planned.id(), Samples.bits(0, 2));
        assertEquals(2, ledger.waves().storedChunks(plan.upload()));
        Leaf first = leaf(planned, List.of(0, 2));
        assertEquals(List.of(planned.rows().get(0).address(), planned.rows().get(2).address()), first.addresses());
        assertEquals(WaveStage.PAID, ledger.waves().find(planned.id()).orElseThrow().stage());
        ledger.waves().stored(planned.id(), Samples.bits(1));
        Leaf second = leaf(planned, List.of(1));
        assertEquals(List.of(first, second), ledger.leaves().from(plan.drive(), 0, 10));
        assertEquals(List.of(second), ledger.leaves().from(plan.drive(), 1, 10));
        assertEquals(new ByteCount(200), second.totalSize());
        assertEquals(2, ledger.leaves().end(plan.upload()));
        assertEquals(List.of(), ledger.waves().open(plan.drive()));
        assertEquals(WaveStage.PLACED, ledger.waves().recent(plan.drive(), 5).getFirst().stage());
        assertThrows(IllegalArgumentException.class, () -> leaf(planned, List.of(1)));
    }

    @Test
    void aWaveOfRepeatsIsBornPlaced() throws Exception {
        UploadPlan plan = upload(drive(), 500);
        PlannedChunk zero = samples.chunk(0);
        Wave first = wave(plan, samples.run(plan.upload(), List.of(zero, Samples.repeat(1, zero))));
        assertEquals(1, first.rows().size());
        Run repeats = samples.run(plan.upload(), List.of(Samples.repeat(2, zero), Samples.repeat(3, zero)));
        assertEquals(WaveStage.PLACED, wave(plan, repeats).stage());
        ledger.waves().stored(first.id(), Samples.bits(0));
        assertEquals(4, ledger.waves().storedChunks(plan.upload()));
        pay(first, Wei.ZERO);
        assertEquals(4, ledger.waves().paidChunks(plan.upload()));
        wave(plan, samples.run(plan.upload(), List.of(Samples.repeat(4, zero), samples.chunk(5))));
        assertEquals(5, ledger.waves().storedChunks(plan.upload()));
        assertEquals(5, ledger.waves().paidChunks(plan.upload()));
    }

    @Test
    void rowsLeaveAWaveBeforeItIsPaid() throws Exception {
        Drive drive = drive();
        UploadPlan one = upload(drive, 10);
        UploadPlan two = upload(drive, 10);
        Run of1 = samples.run(one.upload(), 0, 2);
        Run of2 = samples.run(two.upload(), 0, 2);
        List<Row> rows = new ArrayList<>(Samples.rows(one, of1));
        rows.addAll(Samples.rows(two, of2));
        Wave wave = ledger.waves().plan(drive.id(), List.of(of1, of2), rows);
        ledger.waves().stored(wave.id(), Samples.bits(0, 1, 3));
        ledger.waves().placed(wave.id(), samples.providers.getFirst(), Samples.bits(1, 2, 3));
        Wave left = ledger.waves().release(wave.id(), Set.of(rows.get(0).ref(), rows.get(2).ref()));
        assertEquals(List.of(rows.get(1), rows.get(3)), left.rows());
        assertEquals(Samples.bits(0, 1), left.stored());
        assertEquals(Samples.bits(0, 1), ledger.waves().placed(wave.id(), samples.providers.getFirst()));
        assertEquals(1, ledger.waves().storedChunks(one.upload()));
        assertEquals(List.of(rows.get(0)), ledger.waves().free(one.upload()));
        Wave again = ledger.waves().plan(drive.id(), List.of(), List.of(rows.get(0)));
        assertEquals(List.of(), ledger.waves().free(one.upload()));
        assertEquals(List.of(left, again), ledger.waves().of(one.upload()));
        Wave empty = ledger.waves().release(wave.id(), Set.of(rows.get(1).ref(), rows.get(3).ref()));
        assertEquals(WaveStage.PLACED, empty.stage());
        assertEquals(List.of(again), ledger.waves().open(drive.id()));
        pay(again, Wei.ZERO);
        assertThrows(IllegalStateException.class, () -> ledger.waves().release(again.id(), Set.of(rows.get(0).ref())));
        loseTheDatabase();
        assertEquals(List.of(rows.get(0)), ledger.waves().find(again.id()).orElseThrow().rows());
        assertEquals(List.of(rows.get(1)), ledger.waves().free(one.upload()));
        assertEquals(List.of(rows.get(2), rows.get(3)), ledger.waves().free(two.upload()));
    }

    @Test
    void plannedChunksOutsideTheWaveAreFree() throws Exception {
        UploadPlan plan = upload(drive(), 10);
        Run run = samples.run(plan.upload(), 0, 3);
        List<Row> rows = Samples.rows(plan, run);
        ledger.waves().plan(plan.drive(), List.of(run), rows.subList(0, 1));
        assertEquals(rows.subList(1, 3), ledger.waves().free(plan.upload()));
    }

    @Test
    void aWaveThatIsStoredAlreadyIsFree() throws Exception {
        UploadPlan plan = upload(drive(), 10);
        Wave wave = wave(plan, samples.run(plan.upload(), 0, 2));
        ledger.waves().stored(wave.id(), Samples.all(wave));
        assertEquals(WaveStage.PAID, ledger.waves().free(wave.id()).stage());
        Receipt receipt = ledger.payments().receipt(wave.id()).orElseThrow();
        assertEquals(PaymentMode.FREE, receipt.mode());
        assertEquals(Amount.ZERO, receipt.total());
        assertEquals(2, ledger.waves().paidChunks(plan.upload()));
        loseTheDatabase();
        assertEquals(2, ledger.waves().storedChunks(plan.upload()));
        assertEquals(List.of(receipt), ledger.payments().receipts());
    }

    @Test
    void keepsIndexObjects() throws Exception {
        UploadPlan plan = upload(drive(), 0);
        List<IndexObject> objects = samples.index(home, plan.upload(), 2);
        ledger.uploads().index(plan.upload(), objects, Samples.handle(objects));
        assertEquals(objects, ledger.uploads().objects(plan.upload()));
        Upload upload = ledger.uploads().find(plan.upload()).orElseThrow();
        assertTrue(upload.indexed());
        assertEquals(Optional.of(Samples.handle(objects)), upload.handle());
        List<Row> free = ledger.waves().free(plan.upload());
        assertEquals(objects.stream().map(IndexObject::address).toList(), free.stream().map(Row::address).toList());
        Wave wave = ledger.waves().plan(plan.drive(), List.of(), free);
        assertEquals(free, wave.rows());
        ledger.waves().stored(wave.id(), Samples.all(wave));
        assertEquals(0, ledger.waves().storedChunks(plan.upload()));
        assertEquals(List.of(wave.id()), ledger.waves().of(plan.upload()).stream().map(Wave::id).toList());
        List<IndexObject> outside = samples.index(home.resolveSibling("elsewhere"), plan.upload(), 0);
        assertThrows(IllegalArgumentException.class,
                () -> ledger.uploads().index(plan.upload(), outside, Samples.handle(outside)));
    }

    @Test
    void keepsIntentsOfEveryKind() throws Exception {
        Drive drive = drive();
        UploadPlan plan = upload(drive, 5);
        List<Purpose> purposes = List.of(new Purpose.Approve(List.of(plan.upload()), Amount.of(9)),
                new Purpose.OpenBucket(drive.id(), drive.bucket()),
                new Purpose.Anchor(drive.id(), samples.hash(), 0, 3, samples.providers));
        List<Intent> intents = new ArrayList<>();
        for (Purpose purpose : purposes) {
            Drafted drafted = ledger.payments().draft(purpose, CHAIN, WALLET, 10 + intents.size(), VAULT,
                    samples.bytes(40), samples::attempt);
            intents.add(drafted.intent());
            assertEquals(List.of(drafted.attempt()), ledger.payments().attempts(drafted.intent().id()));
        }
        assertEquals(intents, ledger.payments().open());
        assertEquals(Optional.of(12L), ledger.payments().highestNonce(CHAIN, WALLET));
        assertEquals(Optional.empty(), ledger.payments().highestNonce(CHAIN, VAULT));
        List<Outcome> outcomes = List.of(samples.confirmed(Wei.of(5)),
                new Outcome.Reverted(samples.hash(), 4, Wei.of(3), "no"), new Outcome.Replaced(12));
        for (int i = 0; i < outcomes.size(); i++) {
            assertEquals(Optional.empty(), ledger.payments().outcome(intents.get(i).id()));
            ledger.payments().outcome(intents.get(i).id(), outcomes.get(i));
            assertEquals(Optional.of(outcomes.get(i)), ledger.payments().outcome(intents.get(i).id()));
        }
        assertEquals(List.of(), ledger.payments().open());
        assertEquals(new Spent(Amount.ZERO, Amount.ZERO, Wei.of(5), 0, 1), ledger.payments().spent(plan.upload()));
        assertThrows(IllegalStateException.class,
                () -> ledger.payments().outcome(intents.getFirst().id(), outcomes.getFirst()));
    }

    @Test
    void nothingIsDraftedIfItCannotBeSigned() throws Exception {
        UploadPlan plan = upload(drive(), 5);
        Wave wave = wave(plan, samples.run(plan.upload(), 0, 2));
        assertThrows(FailureException.class, () -> ledger.payments().draft(
                new Purpose.PayWave(wave.id(), samples.payments(wave)), CHAIN, WALLET, 0, VAULT, samples.bytes(4),
                _ -> {
                    throw new FailureException(new Failure.VaultLocked());
                }));
        assertEquals(List.of(), ledger.payments().open());
        assertEquals(1, draft(wave, samples.payments(wave)).intent().id().value());
        assertThrows(IllegalStateException.class, () -> draft(wave, samples.payments(wave)));
    }

    @Test
    void aPaymentThatFailedGivesItsWaveBack() throws Exception {
        UploadPlan plan = upload(drive(), 5);
        Wave wave = wave(plan, samples.run(plan.upload(), 0, 2));
        List<RowPayment> payments = samples.payments(wave);
        Drafted drafted = draft(wave, payments);
        Amount total = payments.get(0).amount().plus(payments.get(1).amount());
        assertEquals(total, ledger.payments().spent(plan.upload()).pending());
        ledger.payments().attempt(samples.attempt(drafted.intent()));
        assertEquals(2, ledger.payments().attempts(drafted.intent().id()).size());
        assertThrows(IllegalArgumentException.class,
                () -> ledger.payments().outcome(drafted.intent().id(), samples.confirmed(Wei.ZERO)));
        ledger.payments().outcome(drafted.intent().id(), new Outcome.Reverted(samples.hash(), 5, Wei.of(7), "why"));
        assertEquals(wave, ledger.waves().find(wave.id()).orElseThrow());
        assertEquals(new Spent(Amount.ZERO, Amount.ZERO, Wei.of(7), 1, 0), ledger.payments().spent(plan.upload()));
        Receipt receipt = pay(wave, Wei.of(11));
        assertEquals(new Spent(receipt.total(), Amount.ZERO, Wei.of(18), 2, 0),
                ledger.payments().spent(plan.upload()));
    }

    @Test
    void costsAddUpToTheWei() throws Exception {
        long seed = System.nanoTime();
        Samples random = new Samples(seed);
        Drive drive = drive();
        List<UploadPlan> plans = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            plans.add(upload(drive, 40));
        }
        Wei gas = Wei.ZERO;
        Amount tokens = Amount.ZERO;
        Map<UploadPlan, Integer> planned = new HashMap<>();
        for (int round = 0; round < 8; round++) {
            List<Run> runs = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            for (UploadPlan plan : plans) {
                int count = random.below(5);
                int first = planned.merge(plan, count, Integer::sum) - count;
                if (count > 0) {
                    Run run = samples.run(plan.upload(), first, count);
                    runs.add(run);
                    rows.addAll(Samples.rows(plan, run));
                }
            }
            if (!rows.isEmpty()) {
                Wei cost = Wei.of(random.below(1000));
                tokens = tokens.plus(pay(ledger.waves().plan(drive.id(), runs, rows), cost).total());
                gas = gas.plus(cost);
            }
            Wei cost = Wei.of(random.below(100));
            List<UploadPlan> some = plans.subList(random.below(3), 3 + random.below(3));
            Drafted approve = ledger.payments().draft(
                    new Purpose.Approve(some.stream().map(UploadPlan::upload).toList(), Amount.of(9)), CHAIN, WALLET,
                    100 + round, VAULT, samples.bytes(4), samples::attempt);
            ledger.payments().outcome(approve.intent().id(), samples.confirmed(cost));
            gas = gas.plus(cost);
        }
        for (int time = 0; time < 2; time++) {
            Amount allTokens = Amount.ZERO;
            Wei allGas = Wei.ZERO;
            for (UploadPlan plan : plans) {
                Spent spent = ledger.payments().spent(plan.upload());
                allTokens = allTokens.plus(spent.tokens());
                allGas = allGas.plus(spent.gas());
                assertEquals(Amount.ZERO, spent.pending());
            }
            assertEquals(tokens, allTokens, "seed " + seed);
            assertEquals(gas, allGas, "seed " + seed);
            loseTheDatabase();
        }
    }

    @Test
    void theRemainderOfTheGasGoesToTheFirstRows() throws Exception {
        Drive drive = drive();
        UploadPlan one = upload(drive, 4);
        UploadPlan two = upload(drive, 4);
        Run of1 = samples.run(one.upload(), 0, 1);
        Run of2 = samples.run(two.upload(), 0, 2);
        List<Row> rows = new ArrayList<>(Samples.rows(one, of1));
        rows.addAll(Samples.rows(two, of2));
        pay(ledger.waves().plan(drive.id(), List.of(of1, of2), rows), Wei.of(11));
        assertEquals(Wei.of(4), ledger.payments().spent(one.upload()).gas());
        assertEquals(Wei.of(7), ledger.payments().spent(two.upload()).gas());
    }

    @Test
    void keepsCheckpointsAndWhatProvidersCommitted() throws Exception {
        Drive drive = drive();
        var checkpoints = List.of(samples.checkpoint(1), samples.checkpoint(2), samples.checkpoint(3));
        for (var checkpoint : checkpoints) {
            ledger.leaves().checkpoint(drive.id(), checkpoint);
        }
        ledger.leaves().committed(drive.id(), samples.providers.getFirst(), 3);
        ledger.leaves().committed(drive.id(), samples.providers.getFirst(), 4);
        assertEquals(4, ledger.leaves().committed(drive.id(), samples.providers.getFirst()));
        assertEquals(0, ledger.leaves().committed(drive.id(), samples.providers.getLast()));
        loseTheDatabase();
        assertEquals(checkpoints.reversed().subList(0, 2), ledger.leaves().checkpoints(drive.id(), 2));
        assertEquals(0, ledger.leaves().committed(drive.id(), samples.providers.getFirst()));
    }

    @Test
    void isRebuiltFromTheJournalAndOpenedWithTheVault() throws Exception {
        Drive drive = drive();
        GroupId group = new GroupId(samples.bytes(16));
        UploadPlan plan = samples.plan(drive.id(), 5, Optional.of(group));
        UploadPlan failed = samples.plan(drive.id(), 5, Optional.of(group));
        ledger.uploads().addAll(List.of(plan, failed), Optional.empty());
        Bytes sealedFolders = samples.bytes(80);
        ledger.uploads().folders(drive.id(), group, List.of("a/b", "ö"), sealedFolders);
        ledger.uploads().state(failed.upload(),
                new UploadState.Failed(new Failure.SourceChanged(Path.of("/secret/name"), "gone"), Amount.of(3)));
        Run run = samples.run(plan.upload(), 0, 3);
        Wave wave = wave(plan, run);
        assertEquals(List.of("a/b", "ö"), ledger.uploads().folders(group));
        String journal = Files.readString(home.resolve(Ledger.JOURNAL));
        for (String secret : List.of("secret", plan.facts().name(), "a/b", "some folder")) {
            assertFalse(journal.contains(secret), secret);
        }
        loseTheDatabase();
        Upload read = ledger.uploads().find(plan.upload()).orElseThrow();
        assertEquals(new UploadState.AwaitingVault(), read.state());
        assertEquals(plan.sealedSource(), read.plan().sealedSource());
        assertEquals(plan.wrappedDek(), read.plan().wrappedDek());
        assertInstanceOf(UploadState.Failed.class, ledger.uploads().find(failed.upload()).orElseThrow().state());
        assertVaultLocked(() -> ledger.uploads().folders(group));
        assertVaultLocked(() -> ledger.uploads().chunks(plan.upload(), 0, 5));
        assertVaultLocked(() -> ledger.uploads().leaves(plan.upload()));
        assertEquals(wave, ledger.waves().find(wave.id()).orElseThrow());
        assertEquals(List.of(new SealedLeaves(0, 3, run.sealedLeaves())),
                ledger.uploads().sealedLeaves(plan.upload()));
        assertEquals(3, ledger.openSources(new Opener(Map.of(), Map.of())));
        assertEquals(0, ledger.openSources(new Opener(Map.of(plan.sealedSource(), plan, failed.sealedSource(), failed),
                Map.of(sealedFolders, List.of("a/b", "ö")))));
        List<Hash> leaves = run.chunks().stream().map(PlannedChunk::leaf).toList();
        assertThrows(IllegalArgumentException.class,
                () -> ledger.uploads().supplyLeaves(plan.upload(), 0, leaves.subList(0, 2)));
        ledger.uploads().supplyLeaves(plan.upload(), 0, leaves);
        assertEquals(plan, ledger.uploads().find(plan.upload()).orElseThrow().plan());
        assertEquals(new UploadState.Queued(), ledger.uploads().find(plan.upload()).orElseThrow().state());
        assertEquals(run.chunks(), ledger.uploads().chunks(plan.upload(), 0, 5));
        assertEquals(List.of("a/b", "ö"), ledger.uploads().folders(group));
        reopen();
        assertTrue(ledger.recovery().isNothing());
        assertEquals(run.chunks(), ledger.uploads().chunks(plan.upload(), 0, 5));
    }

    private interface Asking {
        Object ask() throws FailureException;
    }

    private static void assertVaultLocked(Asking asking) {
        assertEquals(new Failure.VaultLocked(), assertThrows(FailureException.class, asking::ask).failure());
    }

    private record Opener(Map<Bytes, UploadPlan> plans, Map<Bytes, List<String>> folders) implements SourceOpener {
        @Override
        public Opened source(DriveId drive, Bytes sealed) throws FailureException {
            UploadPlan plan = known(plans.get(sealed));
            SourceIdentity source = plan.source();
            FileFacts facts = plan.facts();
            return new Opened(source, facts);
        }

        @Override
        public List<String> folders(DriveId drive, Bytes sealed) throws FailureException {
            return known(folders.get(sealed));
        }

        private static <T> T known(T value) throws FailureException {
            if (value == null) {
                throw new FailureException(new Failure.VaultLocked());
            }
            return value;
        }
    }

    @Test
    void stampsRecordsWithItsClock() throws Exception {
        ledger.close();
        Instant later = Samples.NOW.plusMillis(1234);
        ledger = Ledger.open(home, new Ledger.Options(InstantSource.fixed(later), Optional.empty()));
        UploadPlan plan = upload(drive(), 1);
        loseTheDatabase();
        assertEquals(later, ledger.uploads().find(plan.upload()).orElseThrow().added());
    }
}
