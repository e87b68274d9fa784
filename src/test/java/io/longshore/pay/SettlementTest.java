package io.longshore.pay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.chain.RegistryCall;
import io.longshore.chain.RegistryEvent;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Attempt;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.Outcome;
import io.longshore.model.PaymentMode;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.WaveId;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SettlementTest {
    private static final Account VAULT = Account.of("0x" + "11".repeat(20));
    private static final Hash HASH = Hash.of("0x" + "22".repeat(32));
    private static final DriveId DRIVE = DriveId.of(new byte[DriveId.SIZE]);
    private static final Outcome.Confirmed CONFIRMED = new Outcome.Confirmed(HASH, HASH, 9, Instant.EPOCH, Wei.ZERO);

    private static final BucketId BUCKET = new BucketId(7);
    private static final ProviderId SOMEBODY = ProviderId.of("0x" + "33".repeat(20));
    private static final ProviderId LATE = ProviderId.of("0x" + "44".repeat(20));
    private static final RegistryEvent SUBMITTED = new RegistryEvent.CheckpointSubmitted(BUCKET, HASH, 0, 4,
            List.of(SOMEBODY.account()));
    private static final RegistryEvent EXTENDED = new RegistryEvent.CheckpointExtended(BUCKET, HASH,
            List.of(LATE.account()));

    private final RecordingBooks books = new RecordingBooks();
    private final NoLeaves leaves = new NoLeaves();
    private final List<RegistryEvent> said = new ArrayList<>();
    private final Settlement settlement = new Settlement(books, leaves, VAULT, _ -> BUCKET,
            (transaction, event) -> transaction.equals(HASH) && said.contains(event));

    private Intent draft(Purpose purpose) throws FailureException {
        return draft(purpose, Bytes.of());
    }

    private Intent draft(Purpose purpose, Bytes calldata) throws FailureException {
        return books.draft(purpose, new ChainId(5), VAULT, 0, VAULT, calldata,
                intent -> new Attempt(intent.id(), HASH, Bytes.of(), Wei.ZERO)).intent();
    }

    private Intent anchor(BucketId bucket) throws FailureException {
        return draft(new Purpose.Anchor(DRIVE, HASH, 0, 4, List.of(SOMEBODY)),
                new RegistryCall.SubmitCheckpoint(bucket, HASH, 0, 4, List.of()).calldata());
    }

    private Intent extend(BucketId bucket) throws FailureException {
        return draft(new Purpose.Extend(DRIVE, HASH, 0, 4, List.of(LATE)),
                new RegistryCall.ExtendCheckpoint(bucket, List.of()).calldata());
    }

    private void say(RegistryEvent event) {
        said.add(event);
    }

    @Test
    void aConfirmedPaymentBecomesAReceipt() throws FailureException {
        settlement.record(draft(new Purpose.PayWave(new WaveId(3), List.of())), CONFIRMED);
        Receipt receipt = books.receipt(new WaveId(3)).orElseThrow();
        assertEquals(PaymentMode.WAVE, receipt.mode());
        assertEquals(Amount.ZERO, receipt.total());
        assertEquals(VAULT, receipt.vault());
        assertEquals(9, receipt.block());
        assertEquals(List.of("draft pay", "receipt"), books.events);
    }

    @Test
    void aFailedPaymentIsAnOutcomeAndNoReceipt() throws FailureException {
        settlement.record(draft(new Purpose.PayWave(new WaveId(3), List.of())),
                new Outcome.Reverted(HASH, 9, Wei.ZERO, "no"));
        assertTrue(books.receipts().isEmpty());
        assertEquals(List.of("draft pay", "outcome pay"), books.events);
    }

    @Test
    void anAnchorBecomesACheckpointThatSettlesIt() throws FailureException {
        say(SUBMITTED);
        Intent intent = anchor(BUCKET);
        settlement.record(intent, CONFIRMED);
        assertEquals(List.of(intent.id()), leaves.settled);
        assertEquals(List.of("draft checkpoint"), books.events, "with the checkpoint, and not by itself");
        settlement.record(intent, CONFIRMED);
        assertEquals(1, leaves.checkpoints.size(), "one that an earlier version left open is settled alone");
        assertEquals(Optional.of(CONFIRMED), books.outcome(intent.id()));
        assertEquals(4, leaves.checkpoints.getFirst().count());
        assertEquals(BUCKET, leaves.checkpoints.getFirst().bucket());
    }

    @Test
    void anAnchorWithoutItsEventIsNoCheckpoint() throws FailureException {
        say(new RegistryEvent.CheckpointSubmitted(BUCKET, HASH, 0, 3, List.of(SOMEBODY.account())));
        Intent intent = anchor(BUCKET);
        settlement.record(intent, CONFIRMED);
        assertTrue(leaves.checkpoints.isEmpty(), "another state was said");
        assertEquals(Optional.of(CONFIRMED), books.outcome(intent.id()), "it is over all the same");
    }

    @Test
    void anAnchorOfAnotherBucketIsNotOurCheckpoint() throws FailureException {
        say(SUBMITTED);
        Intent intent = anchor(new BucketId(8));
        settlement.record(intent, CONFIRMED);
        assertTrue(leaves.checkpoints.isEmpty());
        assertEquals(Optional.of(CONFIRMED), books.outcome(intent.id()));
    }

    @Test
    void anExtensionAddsItsSignersToTheCheckpointOnce() throws FailureException {
        say(SUBMITTED);
        say(EXTENDED);
        settlement.record(anchor(BUCKET), CONFIRMED);
        Intent intent = extend(BUCKET);
        settlement.record(intent, CONFIRMED);
        settlement.record(extend(BUCKET), CONFIRMED);
        assertEquals(1, leaves.checkpoints.size());
        assertEquals(List.of(SOMEBODY, LATE), leaves.checkpoints.getFirst().signers());
        assertTrue(leaves.settled.contains(intent.id()));
    }

    @Test
    void anExtensionWithoutItsEventOrOfAnotherCheckpointAddsNobody() throws FailureException {
        say(SUBMITTED);
        settlement.record(anchor(BUCKET), CONFIRMED);
        Intent unsaid = extend(BUCKET);
        settlement.record(unsaid, CONFIRMED);
        say(EXTENDED);
        Intent elsewhere = extend(new BucketId(8));
        settlement.record(elsewhere, CONFIRMED);
        Intent older = draft(new Purpose.Extend(DRIVE, HASH, 0, 3, List.of(LATE)),
                new RegistryCall.ExtendCheckpoint(BUCKET, List.of()).calldata());
        settlement.record(older, CONFIRMED);
        assertEquals(List.of(SOMEBODY), leaves.checkpoints.getFirst().signers());
        for (Intent intent : List.of(unsaid, elsewhere, older)) {
            assertEquals(Optional.of(CONFIRMED), books.outcome(intent.id()));
        }
    }

    @Test
    void anAnchorThatFailedIsNoCheckpoint() throws FailureException {
        settlement.record(draft(new Purpose.Anchor(DRIVE, HASH, 0, 4, List.of())), new Outcome.Replaced(3));
        assertTrue(leaves.checkpoints.isEmpty());
    }

    @Test
    void approvalsAndBucketsAreOutcomes() throws FailureException {
        settlement.record(draft(new Purpose.Approve(List.of(), Amount.ZERO)), CONFIRMED);
        settlement.record(draft(new Purpose.OpenBucket(DRIVE, new BucketId(7))), CONFIRMED);
        assertTrue(books.open().isEmpty());
    }
}
