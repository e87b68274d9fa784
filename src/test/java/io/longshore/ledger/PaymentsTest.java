package io.longshore.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.Run;
import io.longshore.model.UploadPlan;
import io.longshore.model.Wave;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore.Drafted;
import io.longshore.model.store.PaymentStore.Spent;

import static io.longshore.ledger.Samples.CHAIN;
import static io.longshore.ledger.Samples.VAULT;
import static io.longshore.ledger.Samples.WALLET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PaymentsTest {
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
    void keepsIntentsOfEveryKind() throws Exception {
        Drive drive = bench.drive();
        UploadPlan plan = bench.upload(drive, 5);
        List<Purpose> purposes = List.of(new Purpose.Approve(List.of(plan.upload()), Amount.of(9)),
                new Purpose.OpenBucket(drive.id(), drive.bucket()),
                new Purpose.AddProvider(drive.id(), drive.bucket(), bench.samples.providers.getFirst()),
                new Purpose.Anchor(drive.id(), bench.samples.hash(), 0, 3, bench.samples.providers));
        List<Intent> intents = new ArrayList<>();
        for (Purpose purpose : purposes) {
            Drafted drafted = bench.ledger.payments().draft(purpose, CHAIN, WALLET, 10 + intents.size(), VAULT,
                    bench.samples.bytes(40), bench.samples::attempt);
            intents.add(drafted.intent());
            assertEquals(List.of(drafted.attempt()), bench.ledger.payments().attempts(drafted.intent().id()));
        }
        assertEquals(intents, bench.ledger.payments().open());
        assertEquals(Optional.of(13L), bench.ledger.payments().highestNonce(CHAIN, WALLET));
        assertEquals(Optional.empty(), bench.ledger.payments().highestNonce(CHAIN, VAULT));
        List<Outcome> outcomes = List.of(bench.samples.confirmed(Wei.of(5)),
                new Outcome.Reverted(bench.samples.hash(), 4, Wei.of(3), "no"), bench.samples.confirmed(Wei.of(7)),
                new Outcome.Replaced(13));
        for (int i = 0; i < outcomes.size(); i++) {
            assertEquals(Optional.empty(), bench.ledger.payments().outcome(intents.get(i).id()));
            bench.ledger.payments().outcome(intents.get(i).id(), outcomes.get(i));
            assertEquals(Optional.of(outcomes.get(i)), bench.ledger.payments().outcome(intents.get(i).id()));
        }
        assertEquals(List.of(), bench.ledger.payments().open());
        assertEquals(new Spent(Amount.ZERO, Amount.ZERO, Wei.of(5), 0, 1),
                bench.ledger.payments().spent(plan.upload()));
        assertThrows(IllegalStateException.class,
                () -> bench.ledger.payments().outcome(intents.getFirst().id(), outcomes.getFirst()));
    }

    @Test
    void nothingIsDraftedIfItCannotBeSigned() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 5);
        Wave wave = bench.wave(plan, bench.samples.run(plan.upload(), 0, 2));
        assertThrows(FailureException.class, () -> bench.ledger.payments().draft(
                new Purpose.PayWave(wave.id(), bench.samples.payments(wave)), CHAIN, WALLET, 0, VAULT,
                bench.samples.bytes(4),
                _ -> {
                    throw new FailureException(new Failure.VaultLocked());
                }));
        assertEquals(List.of(), bench.ledger.payments().open());
        assertEquals(1, bench.draft(wave, bench.samples.payments(wave)).intent().id().value());
        assertThrows(IllegalStateException.class, () -> bench.draft(wave, bench.samples.payments(wave)));
    }

    @Test
    void aPaymentThatFailedGivesItsWaveBack() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 5);
        Wave wave = bench.wave(plan, bench.samples.run(plan.upload(), 0, 2));
        List<RowPayment> payments = bench.samples.payments(wave);
        Drafted drafted = bench.draft(wave, payments);
        Amount total = payments.get(0).amount().plus(payments.get(1).amount());
        assertEquals(total, bench.ledger.payments().spent(plan.upload()).pending());
        bench.ledger.payments().attempt(bench.samples.attempt(drafted.intent()));
        assertEquals(2, bench.ledger.payments().attempts(drafted.intent().id()).size());
        assertThrows(IllegalArgumentException.class,
                () -> bench.ledger.payments().outcome(drafted.intent().id(), bench.samples.confirmed(Wei.ZERO)));
        bench.ledger.payments().outcome(drafted.intent().id(),
                new Outcome.Reverted(bench.samples.hash(), 5, Wei.of(7), "why"));
        assertEquals(wave, bench.ledger.waves().find(wave.id()).orElseThrow());
        assertEquals(new Spent(Amount.ZERO, Amount.ZERO, Wei.of(7), 1, 0),
                bench.ledger.payments().spent(plan.upload()));
        Receipt receipt = bench.pay(wave, Wei.of(11));
        assertEquals(new Spent(receipt.total(), Amount.ZERO, Wei.of(18), 2, 0),
                bench.ledger.payments().spent(plan.upload()));
    }

    @Test
    void costsAddUpToTheWei() throws Exception {
        long seed = System.nanoTime();
        Samples random = new Samples(seed);
        Drive drive = bench.drive();
        List<UploadPlan> plans = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            plans.add(bench.upload(drive, 40));
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
                    Run run = bench.samples.run(plan.upload(), first, count);
                    runs.add(run);
                    rows.addAll(Samples.rows(plan, run));
                }
            }
            if (!rows.isEmpty()) {
                Wei cost = Wei.of(random.below(1000));
                tokens = tokens.plus(bench.pay(bench.ledger.waves().plan(drive.id(), runs, rows), cost).total());
                gas = gas.plus(cost);
            }
            Wei cost = Wei.of(random.below(100));
            List<UploadPlan> some = plans.subList(random.below(3), 3 + random.below(3));
            Drafted approve = bench.ledger.payments().draft(
                    new Purpose.Approve(some.stream().map(UploadPlan::upload).toList(), Amount.of(9)), CHAIN, WALLET,
                    100 + round, VAULT, bench.samples.bytes(4), bench.samples::attempt);
            bench.ledger.payments().outcome(approve.intent().id(), bench.samples.confirmed(cost));
            gas = gas.plus(cost);
        }
        for (int time = 0; time < 2; time++) {
            Amount allTokens = Amount.ZERO;
            Wei allGas = Wei.ZERO;
            for (UploadPlan plan : plans) {
                Spent spent = bench.ledger.payments().spent(plan.upload());
                allTokens = allTokens.plus(spent.tokens());
                allGas = allGas.plus(spent.gas());
                assertEquals(Amount.ZERO, spent.pending());
            }
            assertEquals(tokens, allTokens, "seed " + seed);
            assertEquals(gas, allGas, "seed " + seed);
            bench.loseTheDatabase();
        }
    }

    @Test
    void theRemainderOfTheGasGoesToTheFirstRows() throws Exception {
        Drive drive = bench.drive();
        UploadPlan one = bench.upload(drive, 4);
        UploadPlan two = bench.upload(drive, 4);
        Run of1 = bench.samples.run(one.upload(), 0, 1);
        Run of2 = bench.samples.run(two.upload(), 0, 2);
        List<Row> rows = new ArrayList<>(Samples.rows(one, of1));
        rows.addAll(Samples.rows(two, of2));
        bench.pay(bench.ledger.waves().plan(drive.id(), List.of(of1, of2), rows), Wei.of(11));
        assertEquals(Wei.of(4), bench.ledger.payments().spent(one.upload()).gas());
        assertEquals(Wei.of(7), bench.ledger.payments().spent(two.upload()).gas());
    }
}
