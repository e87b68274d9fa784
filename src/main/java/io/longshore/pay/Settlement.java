package io.longshore.pay;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.chain.Intents;
import io.longshore.chain.RegistryCall;
import io.longshore.chain.RegistryEvent;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.Outcome;
import io.longshore.model.PaymentMode;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.store.LeafStore;
import io.longshore.model.store.PaymentStore;

/// Writes down what became of an intent, with all that follows from it: a confirmed payment with its receipt, a confirmed
/// anchor with its checkpoint, a confirmed extension with its signers; the last two only if the contract said so by its
/// event. Writing the same twice, as after a crash in between, leaves one.
public final class Settlement implements Intents.Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final PaymentStore payments;
    private final LeafStore leaves;
    private final Account vault;
    private final BucketOf buckets;
    private final Events events;

    /// Which bucket a drive has.
    public interface BucketOf {
        /// The drive's bucket.
        BucketId bucket(DriveId drive) throws FailureException;
    }

    /// What the registry said.
    public interface Events {
        /// Whether a confirmed transaction made it say exactly this.
        boolean emitted(Hash transaction, RegistryEvent event) throws FailureException;
    }

    /// @param payments the books
    /// @param leaves where checkpoints go
    /// @param vault the contract that waves are paid at
    /// @param buckets the drives' buckets
    /// @param events what the registry said
    public Settlement(PaymentStore payments, LeafStore leaves, Account vault, BucketOf buckets, Events events) {
        this.payments = payments;
        this.leaves = leaves;
        this.vault = vault;
        this.buckets = buckets;
        this.events = events;
    }

    @Override
    public void record(Intent intent, Outcome outcome) throws FailureException {
        if (!(outcome instanceof Outcome.Confirmed confirmed)) {
            payments.outcome(intent.id(), outcome);
            return;
        }
        switch (intent.purpose()) {
            case Purpose.PayWave pay -> payments.receipt(confirmed, receipt(intent, pay, confirmed));
            case Purpose.Anchor anchor -> anchored(intent, anchor, confirmed);
            case Purpose.Extend extend -> extended(intent, extend, confirmed);
            case Purpose.Approve _,Purpose.OpenBucket _,Purpose.AddProvider _ ->
                payments.outcome(intent.id(), confirmed);
        }
    }

    private void anchored(Intent intent, Purpose.Anchor anchor, Outcome.Confirmed confirmed) throws FailureException {
        BucketId bucket = buckets.bucket(anchor.drive());
        boolean isHere = RegistryCall.decode(intent.calldata())
                .filter(RegistryCall.SubmitCheckpoint.class::isInstance).map(RegistryCall.SubmitCheckpoint.class::cast)
                .filter(call -> call.bucket().equals(bucket)).isPresent();
        if (isHere && !isRecorded(anchor, confirmed)
                && isSaid(confirmed, new RegistryEvent.CheckpointSubmitted(bucket, anchor.root(), anchor.start(),
                        anchor.count(), accounts(anchor.signers())))) {
            leaves.checkpoint(anchor.drive(), new Checkpoint(bucket, anchor.root(), anchor.start(), anchor.count(),
                    anchor.signers(), confirmed.transaction(), confirmed.block(), confirmed.blockTime()), intent.id(),
                    confirmed);
        } else {
            payments.outcome(intent.id(), confirmed);
        }
    }

    private void extended(Intent intent, Purpose.Extend extend, Outcome.Confirmed confirmed) throws FailureException {
        BucketId bucket = buckets.bucket(extend.drive());
        boolean isHere = RegistryCall.decode(intent.calldata())
                .filter(RegistryCall.ExtendCheckpoint.class::isInstance).map(RegistryCall.ExtendCheckpoint.class::cast)
                .filter(call -> call.bucket().equals(bucket)).isPresent();
        Checkpoint late = new Checkpoint(bucket, extend.root(), extend.start(), extend.count(), extend.signers(),
                confirmed.transaction(), confirmed.block(), confirmed.blockTime());
        if (isHere && leaves.checkpoints(extend.drive(), 1).stream().anyMatch(late::isSameState)
                && isSaid(confirmed, new RegistryEvent.CheckpointExtended(bucket, extend.root(),
                        accounts(extend.signers())))) {
            leaves.extension(extend.drive(), late, intent.id(), confirmed);
        } else {
            payments.outcome(intent.id(), confirmed);
        }
    }

    /// A transaction that succeeded and did not say what it was to do has done something else.
    private boolean isSaid(Outcome.Confirmed confirmed, RegistryEvent event) throws FailureException {
        boolean said = events.emitted(confirmed.transaction(), event);
        if (!said) {
            LOG.error("transaction {} succeeded without its event {}", confirmed.transaction(), event);
        }
        return said;
    }

    private static List<Account> accounts(List<ProviderId> signers) {
        return signers.stream().map(ProviderId::account).toList();
    }

    private Receipt receipt(Intent intent, Purpose.PayWave pay, Outcome.Confirmed confirmed) {
        Amount total = pay.rows().stream().map(RowPayment::amount).reduce(Amount.ZERO, Amount::plus);
        return new Receipt(pay.wave(), intent.id(), PaymentMode.WAVE, intent.chain(), vault, confirmed.transaction(),
                confirmed.block(), confirmed.blockTime(), pay.rows(), total, confirmed.gas());
    }

    /// Earlier versions recorded a checkpoint before the outcome of its intent, and could be ended in between.
    private boolean isRecorded(Purpose.Anchor anchor, Outcome.Confirmed confirmed) throws FailureException {
        return leaves.checkpoints(anchor.drive(), 1).stream()
                .anyMatch(last -> last.transaction().equals(confirmed.transaction()));
    }
}
