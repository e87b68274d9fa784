package io.longshore.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Limits;
import io.longshore.model.Outcome;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadPlan;
import io.longshore.model.Wave;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore.Drafted;

import static io.longshore.ledger.Samples.CHAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LimitsTest {
    private static final Limits SOME = new Limits(Optional.of(Amount.of("123456789012345678901234567890")),
            Optional.of(Wei.of(30_000_000_000L)));

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
    void thereAreNoneUntilSomeAreSet() throws Exception {
        assertEquals(Limits.NONE, bench.ledger.limits().limits());
        bench.ledger.limits().limits(SOME);
        assertEquals(SOME, bench.ledger.limits().limits());
        Limits half = new Limits(Optional.empty(), SOME.gasPrice());
        bench.ledger.limits().limits(half);
        assertEquals(half, bench.ledger.limits().limits());
        bench.ledger.limits().limits(Limits.NONE);
        assertEquals(Limits.NONE, bench.ledger.limits().limits());
    }

    @Test
    void theySurviveTheLossOfTheDatabase() throws Exception {
        bench.ledger.limits().limits(Limits.NONE);
        bench.ledger.limits().limits(SOME);
        assertTrue(Files.readString(home.resolve(Ledger.JOURNAL)).contains(
                "\"type\":\"limit\",\"body\":{\"per_day\":\"123456789012345678901234567890\",\"gas_price\":\"30000000000\"}"));
        bench.reopen();
        assertEquals(SOME, bench.ledger.limits().limits());
        bench.loseTheDatabase();
        assertEquals(SOME, bench.ledger.limits().limits());
    }

    /// Pays a wave in a block of that time.
    private Receipt paidAt(Wave wave, Instant time) throws FailureException {
        List<RowPayment> payments = bench.samples.payments(wave);
        Drafted drafted = bench.draft(wave, payments);
        Outcome.Confirmed outcome = new Outcome.Confirmed(bench.samples.hash(), bench.samples.hash(), 5, time,
                Wei.of(1));
        Receipt receipt = Samples.receipt(wave, drafted.intent(), payments, outcome);
        bench.ledger.payments().receipt(outcome, receipt);
        return receipt;
    }

    private Wave wave(UploadPlan plan, int first) throws FailureException {
        return bench.wave(plan, bench.samples.run(plan.upload(), first, 2));
    }

    @Test
    void whatWasPaidLatelyAndWhatIsOpenCount() throws Exception {
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        Instant dayAgo = now.minus(Duration.ofDays(1));
        UploadPlan plan = bench.upload(bench.drive(), 8);
        assertEquals(Amount.ZERO, bench.ledger.limits().spent(CHAIN, dayAgo));
        paidAt(wave(plan, 0), dayAgo);
        Receipt young = paidAt(wave(plan, 2), dayAgo.plusSeconds(1));
        Receipt younger = paidAt(wave(plan, 4), now);
        Amount paid = young.total().plus(younger.total());
        assertEquals(paid, bench.ledger.limits().spent(CHAIN, dayAgo));
        assertEquals(Amount.ZERO, bench.ledger.limits().spent(new ChainId(1), dayAgo));
        Wave last = wave(plan, 6);
        List<RowPayment> payments = bench.samples.payments(last);
        Drafted open = bench.draft(last, payments);
        Amount pending = payments.get(0).amount().plus(payments.get(1).amount());
        assertEquals(paid.plus(pending), bench.ledger.limits().spent(CHAIN, dayAgo));
        assertEquals(pending, bench.ledger.limits().spent(CHAIN, now));
        bench.ledger.payments().outcome(open.intent().id(), new Outcome.Replaced(open.intent().nonce()));
        assertEquals(paid, bench.ledger.limits().spent(CHAIN, dayAgo));
        bench.loseTheDatabase();
        assertEquals(paid, bench.ledger.limits().spent(CHAIN, dayAgo));
    }

    @Test
    void whatWasPaidBeforeThereWereLimitsCountsToo() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 8);
        Receipt receipt = paidAt(wave(plan, 0), Instant.ofEpochSecond(1_800_000_000));
        bench.ledger.waves().free(wave(plan, 2).id());
        bench.ledger.close();
        DatabaseTest.execute(home, "drop table limits; drop table spending; drop table past_day;"
                + " delete from migrations where name like '%limits.sql'");
        bench.reopen();
        Instant before = Instant.ofEpochSecond(1_799_999_999);
        assertEquals(receipt.total(), bench.ledger.limits().spent(CHAIN, before));
        assertEquals(Amount.ZERO, bench.ledger.limits().spent(CHAIN, before.plusSeconds(1)));
    }

    @Test
    void anUploadIsLetPastForGood() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 8);
        UploadPlan other = bench.upload(bench.drive(), 8);
        assertFalse(bench.ledger.limits().isPast(plan.upload()));
        bench.ledger.limits().letPast(plan.upload());
        bench.ledger.limits().letPast(plan.upload());
        bench.reopen();
        assertTrue(bench.ledger.limits().isPast(plan.upload()));
        assertFalse(bench.ledger.limits().isPast(other.upload()));
    }
}
