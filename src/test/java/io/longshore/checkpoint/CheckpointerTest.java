package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.longshore.chain.RegistryCall;
import io.longshore.chain.Sleeper;
import io.longshore.checkpoint.Checkpointer.Result;
import io.longshore.destination.Provider;
import io.longshore.destination.Terms;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Checkpoint;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CheckpointerTest {
    private static final Account ANY = Account.of("0x" + "55".repeat(20));
    private static final Hash TRANSACTION = Hash.of("0x" + "66".repeat(32));
    private static final Outcome.Confirmed CONFIRMED = new Outcome.Confirmed(TRANSACTION, TRANSACTION, 1,
            Instant.EPOCH, Wei.ZERO);

    private final MemoryLeaves leaves = new MemoryLeaves();
    private final List<Signatory> five = Signatory.five();
    private final List<RegistryCall.SubmitCheckpoint> sent = new ArrayList<>();
    private boolean reverts;
    private final OwnMmr own = new OwnMmr(leaves, MemoryLeaves.DRIVE);
    private final Checkpointer checkpointer = new Checkpointer(MemoryLeaves.DRIVE, Signatory.destination(five),
            new Terms(Signatory.CHAIN, ANY, ANY, Signatory.REGISTRY, Signatory.BUCKET), leaves, this::hear, 3,
            this::send);

    private Hearing hear(List<Provider> providers) {
        return Hearing.of(providers, new Judge(Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET, own),
                Hearing.Pace.PROTOCOL.dividedBy(1000), new SplittableRandom(1), Sleeper.REAL);
    }

    private Outcome send(Purpose purpose, Account to, Bytes calldata) throws FailureException {
        if (reverts) {
            throw new FailureException(new Failure.PaymentFailed("told to revert"));
        }
        assertEquals(Signatory.REGISTRY, to);
        sent.add((RegistryCall.SubmitCheckpoint) RegistryCall.decode(calldata).orElseThrow());
        Purpose.Anchor anchor = (Purpose.Anchor) purpose;
        leaves.checkpoint(MemoryLeaves.DRIVE, new Checkpoint(Signatory.BUCKET, anchor.root(), anchor.start(),
                anchor.count(), anchor.signers(), TRANSACTION, 1, Instant.EPOCH), new IntentId(1), CONFIRMED);
        return CONFIRMED;
    }

    private void commit(int providers) throws FailureException {
        for (Signatory signatory : five.subList(0, providers)) {
            if (signatory.count() == leaves.count(MemoryLeaves.DRIVE)) {
                continue;
            }
            signatory.commit(leaves.from(MemoryLeaves.DRIVE, signatory.count(), 100));
        }
    }

    @Test
    void anEmptyDriveIsNotAnchored() throws Exception {
        assertInstanceOf(Result.Unchanged.class, checkpointer.round());
        assertTrue(sent.isEmpty());
    }

    @Test
    void whatAllSignIsAnchoredWithAllSignatures() throws Exception {
        leaves.grow();
        commit(5);
        Checkpoint made = assertInstanceOf(Result.Submitted.class, checkpointer.round()).checkpoint();
        assertEquals(5, made.signers().size());
        assertEquals(own.root(1), made.root());
        assertEquals(5, sent.getFirst().signatures().size());
    }

    @Test
    void whatIsAnchoredIsNotAnchoredAgain() throws Exception {
        leaves.grow();
        commit(5);
        checkpointer.round();
        assertInstanceOf(Result.Unchanged.class, checkpointer.round());
        assertEquals(1, sent.size());
    }

    @Test
    void threeOfFiveAreEnoughAndTwoAreNot() throws Exception {
        leaves.grow();
        commit(2);
        assertFalse(assertInstanceOf(Result.InsufficientConsensus.class, checkpointer.round()).analysis().consensus()
                .isConflict());
        commit(3);
        assertEquals(3, assertInstanceOf(Result.Submitted.class, checkpointer.round()).checkpoint().signers().size());
    }

    @Test
    void whoIsDownCountsInTheWhole() throws Exception {
        leaves.grow();
        commit(5);
        five.subList(0, 3).forEach(signatory -> signatory.down = true);
        Consensus consensus = assertInstanceOf(Result.InsufficientConsensus.class, checkpointer.round()).analysis()
                .consensus();
        assertEquals(3, consensus.required());
        assertFalse(consensus.isConflict());
        assertTrue(sent.isEmpty());
    }

    @Test
    void whoSaysOtherwiseMakesAConflict() throws Exception {
        leaves.grow();
        commit(2);
        five.subList(2, 5).forEach(Signatory::diverge);
        assertTrue(assertInstanceOf(Result.InsufficientConsensus.class, checkpointer.round()).analysis().consensus()
                .isConflict());
        assertTrue(sent.isEmpty(), "a majority that differs from us is never submitted");
    }

    @Test
    void neverGoesBelowTheLastCheckpoint() throws Exception {
        leaves.grow();
        leaves.grow();
        commit(5);
        checkpointer.round();
        leaves.grow();
        // Three of them fell back to where the last checkpoint was not reached yet.
        List<Signatory> fallen = List.of(new Signatory(0), new Signatory(1), new Signatory(2));
        for (Signatory signatory : fallen) {
            signatory.commit(leaves.from(MemoryLeaves.DRIVE, 0, 1));
        }
        Checkpointer again = new Checkpointer(MemoryLeaves.DRIVE, Signatory.destination(List.of(fallen.get(0),
                fallen.get(1), fallen.get(2), five.get(3), five.get(4))),
                new Terms(Signatory.CHAIN, ANY, ANY, Signatory.REGISTRY, Signatory.BUCKET), leaves, this::hear, 3,
                this::send);
        assertInstanceOf(Result.InsufficientConsensus.class, again.round());
        assertEquals(1, sent.size());
    }

    @Test
    void aTransactionThatFailsIsAFailure() throws Exception {
        leaves.grow();
        commit(5);
        reverts = true;
        assertThrows(FailureException.class, checkpointer::round);
        assertTrue(leaves.checkpoints(MemoryLeaves.DRIVE, 1).isEmpty());
    }

    @Test
    void whoSignsByAnotherSchemeAgreesAndIsNoSigner() throws Exception {
        five.get(0).scheme = CommitmentScheme.ED25519;
        five.get(1).scheme = CommitmentScheme.ETH;
        leaves.grow();
        commit(5);
        Checkpoint made = assertInstanceOf(Result.Submitted.class, checkpointer.round()).checkpoint();
        assertEquals(Set.of(five.get(2).id(), five.get(3).id(), five.get(4).id()), Set.copyOf(made.signers()));
        assertEquals(3, sent.getFirst().signatures().size());
    }

    @Test
    void anAgreementThatTheRegistryCannotVerifyIsNotSubmittedAndSaidSo() throws Exception {
        five.get(0).scheme = CommitmentScheme.ED25519;
        five.get(1).scheme = CommitmentScheme.ECDSA;
        five.get(2).scheme = CommitmentScheme.ETH;
        leaves.grow();
        commit(5);
        Failure failure = assertThrows(FailureException.class, checkpointer::round).failure();
        assertTrue(assertInstanceOf(Failure.Unsupported.class, failure).what().contains("eth-lsh1"));
        assertTrue(sent.isEmpty());
    }
}
