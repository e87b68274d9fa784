package io.longshore.pay;

import io.longshore.chain.Intents;
import io.longshore.chain.RegistryCall;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Checkpoint;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.Outcome;
import io.longshore.model.PaymentMode;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.store.LeafStore;
import io.longshore.model.store.PaymentStore;

/// Writes down what became of an intent, with all that follows from it: a confirmed payment with its receipt, a confirmed
/// anchor with its checkpoint. Writing the same twice, as after a crash in between, leaves one.
public final class Settlement implements Intents.Recorder {
    private final PaymentStore payments;
    private final LeafStore leaves;
    private final Account vault;
    private final BucketOf buckets;

    /// Which bucket a drive has.
    public interface BucketOf {
        /// The drive's bucket.
        BucketId bucket(Purpose.Anchor anchor) throws FailureException;
    }

    /// @param payments the books
    /// @param leaves where checkpoints go
    /// @param vault the contract that waves are paid at
    /// @param buckets the drives' buckets
    public Settlement(PaymentStore payments, LeafStore leaves, Account vault, BucketOf buckets) {
        this.payments = payments;
        this.leaves = leaves;
        this.vault = vault;
        this.buckets = buckets;
    }

    @Override
    public void record(Intent intent, Outcome outcome) throws FailureException {
        if (!(outcome instanceof Outcome.Confirmed confirmed)) {
            payments.outcome(intent.id(), outcome);
            return;
        }
        switch (intent.purpose()) {
            case Purpose.PayWave pay -> payments.receipt(confirmed, receipt(intent, pay, confirmed));
            case Purpose.Anchor anchor -> {
                if (isHere(intent, anchor) && !isRecorded(anchor, confirmed)) {
                    leaves.checkpoint(anchor.drive(), new Checkpoint(buckets.bucket(anchor), anchor.root(),
                            anchor.start(), anchor.count(), anchor.signers(), confirmed.transaction(),
                            confirmed.block(), confirmed.blockTime()), intent.id(), confirmed);
                } else {
                    payments.outcome(intent.id(), confirmed);
                }
            }
            case Purpose.Approve _,Purpose.OpenBucket _ -> payments.outcome(intent.id(), confirmed);
        }
    }

    /// Whether it anchors this journal's bucket: another journal's, which was imported, has its own.
    private boolean isHere(Intent intent, Purpose.Anchor anchor) throws FailureException {
        return !(RegistryCall.decode(intent.calldata()).orElse(null) instanceof RegistryCall.SubmitCheckpoint call)
                || call.bucket().equals(buckets.bucket(anchor));
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
