package io.longshore.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Leaf;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.Run;
import io.longshore.model.UploadPlan;
import io.longshore.model.Wave;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore.Drafted;

import static io.longshore.ledger.Samples.CHAIN;
import static io.longshore.ledger.Samples.VAULT;
import static io.longshore.ledger.Samples.WALLET;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A ledger on a real folder, and the usual things to do with it.
final class Bench implements AutoCloseable {
    final Samples samples = new Samples(42);
    final Path home;
    Ledger ledger;

    Bench(Path home) throws FailureException {
        this.home = home;
        ledger = open(Samples.NOW);
    }

    private Ledger open(Instant now) throws FailureException {
        return Ledger.open(home, new Ledger.Options(InstantSource.fixed(now), Optional.empty()));
    }

    void reopen() throws FailureException {
        reopenAt(Samples.NOW);
    }

    void reopenAt(Instant now) throws FailureException {
        ledger.close();
        ledger = open(now);
    }

    void loseTheDatabase() throws FailureException, IOException {
        ledger.close();
        Files.delete(home.resolve(Database.FILE));
        ledger = open(Samples.NOW);
        assertTrue(ledger.recovery().rebuilt());
    }

    Drive drive() throws FailureException {
        Drive drive = samples.drive();
        ledger.drives().put(drive);
        return drive;
    }

    UploadPlan upload(Drive drive, long chunks) throws FailureException {
        UploadPlan plan = samples.plan(drive.id(), chunks, Optional.empty());
        ledger.uploads().add(plan, Optional.empty());
        return plan;
    }

    Wave wave(UploadPlan plan, Run run) throws FailureException {
        return ledger.waves().plan(plan.drive(), List.of(run), Samples.rows(plan, run));
    }

    Drafted draft(Wave wave, List<RowPayment> payments) throws FailureException {
        return ledger.payments().draft(new Purpose.PayWave(wave.id(), payments), CHAIN, WALLET, wave.id().value(),
                VAULT, samples.bytes(100), samples::attempt);
    }

    Receipt pay(Wave wave, Wei gas) throws FailureException {
        List<RowPayment> payments = samples.payments(wave);
        Drafted drafted = draft(wave, payments);
        Outcome.Confirmed outcome = samples.confirmed(gas);
        Receipt receipt = Samples.receipt(wave, drafted.intent(), payments, outcome);
        ledger.payments().receipt(outcome, receipt);
        return receipt;
    }

    void checkpoint(Drive drive, Checkpoint checkpoint) throws FailureException {
        anchor(ledger, samples, drive, checkpoint);
    }

    /// Drafts the transaction of a checkpoint, and records that it is on chain.
    static void anchor(Ledger ledger, Samples samples, Drive drive, Checkpoint checkpoint) throws FailureException {
        long nonce = ledger.payments().highestNonce(CHAIN, WALLET).map(highest -> highest + 1).orElse(0L);
        Drafted drafted = ledger.payments().draft(new Purpose.Anchor(drive.id(), checkpoint.root(), checkpoint.start(),
                checkpoint.count(), checkpoint.signers()), CHAIN, WALLET, nonce, VAULT, samples.bytes(100),
                samples::attempt);
        ledger.leaves().checkpoint(drive.id(), checkpoint, drafted.intent().id(), samples.confirmed(Wei.of(7)));
    }

    Leaf leaf(Wave wave, List<Integer> rows) throws FailureException {
        return ledger.leaves().append(wave.drive(), wave.id(), rows, samples.hash(), new ByteCount(100));
    }

    @Override
    public void close() throws FailureException {
        ledger.close();
    }
}
