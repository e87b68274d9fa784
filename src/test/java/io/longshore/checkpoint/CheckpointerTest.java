package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.longshore.chain.RegistryCall;
import io.longshore.chain.Sleeper;
import io.longshore.checkpoint.Checkpointer.Result;
import io.longshore.destination.Destination;
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
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.Standing;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

class CheckpointerTest {
    private static final Account ANY = Account.of("0x" + "55".repeat(20));
    private static final Hash TRANSACTION = Hash.of("0x" + "66".repeat(32));
    private static final Outcome.Confirmed CONFIRMED = new Outcome.Confirmed(TRANSACTION, TRANSACTION, 1,
            Instant.EPOCH, Wei.ZERO);

    private final MemoryLeaves leaves = new MemoryLeaves();
    private final List<Signatory> five = Signatory.five();
    private final List<RegistryCall.SubmitCheckpoint> sent = new ArrayList<>();
    private final List<RegistryCall.ExtendCheckpoint> extensions = new ArrayList<>();
    private final Members members = new Members(five);
    private boolean reverts;
    /// The registry takes what is sent, and does not say so.
    private boolean silent;
    private final OwnMmr own = new OwnMmr(leaves, MemoryLeaves.DRIVE);
    private final Checkpointer checkpointer = new Checkpointer(MemoryLeaves.DRIVE, Signatory.destination(five),
            new Terms(Signatory.CHAIN, ANY, ANY, Signatory.REGISTRY, Signatory.BUCKET), leaves, this::hear,
            new Discovery(Signatory.destination(five), members, members), members, this::send);

    private Hearing hear(List<Provider> providers) {
        return Hearing.of(providers, new Judge(Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET, own),
                Hearing.Pace.PROTOCOL.dividedBy(1000), new SplittableRandom(1), Sleeper.REAL);
    }

    private Outcome send(Purpose purpose, Account to, Bytes calldata) throws FailureException {
        if (reverts) {
            throw new FailureException(new Failure.PaymentFailed("told to revert"));
        }
        assertEquals(Signatory.REGISTRY, to);
        switch (RegistryCall.decode(calldata).orElseThrow()) {
            case RegistryCall.SubmitCheckpoint submit -> sent.add(submit);
            case RegistryCall.ExtendCheckpoint extend -> extensions.add(extend);
            default -> fail("what else is sent? " + purpose);
        }
        if (silent) {
            return CONFIRMED;
        }
        switch (purpose) {
            case Purpose.Anchor(var _, Hash root, long start, long count, var signers) -> leaves.checkpoint(
                    MemoryLeaves.DRIVE, checkpoint(root, start, count, signers), new IntentId(1), CONFIRMED);
            case Purpose.Extend(var _, Hash root, long start, long count, var late) -> leaves.extension(
                    MemoryLeaves.DRIVE, checkpoint(root, start, count, late), new IntentId(2), CONFIRMED);
            default -> fail("what is it for? " + purpose);
        }
        return CONFIRMED;
    }

    private static Checkpoint checkpoint(Hash root, long start, long count, List<ProviderId> signers) {
        return new Checkpoint(Signatory.BUCKET, root, start, count, signers, TRANSACTION, 1, Instant.EPOCH);
    }

    private void commit(int providers) throws FailureException {
        for (Signatory signatory : five.subList(0, providers)) {
            if (signatory.count() == leaves.count(MemoryLeaves.DRIVE)) {
                continue;
            }
            signatory.commit(leaves.from(MemoryLeaves.DRIVE, signatory.count(), 100));
            leaves.committed(MemoryLeaves.DRIVE, signatory.id(), signatory.count());
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
        Destination all = Signatory.destination(List.of(fallen.get(0), fallen.get(1), fallen.get(2), five.get(3),
                five.get(4)));
        Checkpointer again = new Checkpointer(MemoryLeaves.DRIVE, all,
                new Terms(Signatory.CHAIN, ANY, ANY, Signatory.REGISTRY, Signatory.BUCKET), leaves, this::hear,
                new Discovery(all, members, members), members, this::send);
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

    @Test
    void aTransactionWithoutItsEventIsADisagreementAndNoCheckpoint() throws Exception {
        leaves.grow();
        commit(5);
        silent = true;
        assertInstanceOf(Failure.Disagreement.class,
                assertThrows(FailureException.class, checkpointer::round).failure());
    }

    @Test
    void asManyMustSignAsTheRegistryWants() throws Exception {
        leaves.grow();
        commit(4);
        members.minimum = 5;
        Result.InsufficientConsensus apart = assertInstanceOf(Result.InsufficientConsensus.class,
                checkpointer.round());
        assertEquals(5, apart.required());
        assertEquals(4, apart.agreeing());
        commit(5);
        assertInstanceOf(Result.Submitted.class, checkpointer.round());
    }

    @Test
    void whoIsNotOfTheBucketSignsInVainAndCountsInTheWhole() throws Exception {
        leaves.grow();
        commit(3);
        members.leave(five.get(0));
        Result.InsufficientConsensus apart = assertInstanceOf(Result.InsufficientConsensus.class,
                checkpointer.round());
        assertEquals(3, apart.required(), "of five, as before");
        assertInstanceOf(Standing.Invalid.class, apart.disagreeing().get(five.get(0).id()));
        commit(4);
        assertEquals(five.subList(1, 4).stream().map(Signatory::id).collect(Collectors.toSet()),
                Set.copyOf(assertInstanceOf(Result.Submitted.class, checkpointer.round()).checkpoint().signers()));
    }

    @Test
    void afterAFailureTheRegistryIsAskedAnew() throws Exception {
        leaves.grow();
        commit(2);
        checkpointer.round();
        assertEquals(1, members.asked);
        checkpointer.round();
        assertEquals(2, members.asked, "the first one failed");
        commit(5);
        checkpointer.round();
        leaves.grow();
        commit(5);
        checkpointer.round();
        assertEquals(3, members.asked, "the third one did not");
    }

    @Test
    void thatTooFewAreThereIsSaidAndTheyAreHeardNevertheless() throws Exception {
        leaves.grow();
        commit(5);
        five.subList(0, 3).forEach(signatory -> signatory.unwell = true);
        assertInstanceOf(Result.Submitted.class, checkpointer.round());
        assertEquals(Optional.of(new Failure.NoMajority(2, 3)), checkpointer.shortage());
        leaves.grow();
        commit(5);
        five.get(0).unwell = false;
        checkpointer.round();
        assertEquals(Optional.empty(), checkpointer.shortage());
    }

    @Test
    void whoComesLateSignsTheCheckpointThatStands() throws Exception {
        leaves.grow();
        commit(3);
        Checkpoint made = assertInstanceOf(Result.Submitted.class, checkpointer.round()).checkpoint();
        assertEquals(Optional.empty(), checkpointer.latecomers().due());
        assertInstanceOf(Result.Unchanged.class, checkpointer.round());
        commit(5);
        assertEquals(Optional.of(Instant.EPOCH), checkpointer.latecomers().due());
        Result.Extended extended = assertInstanceOf(Result.Extended.class, checkpointer.round());
        assertEquals(Set.of(five.get(3).id(), five.get(4).id()), Set.copyOf(extended.late()));
        assertEquals(made.with(extended.late()), extended.checkpoint());
        assertEquals(2, extensions.getFirst().signatures().size());
        assertEquals(Optional.empty(), checkpointer.latecomers().due());
        members.pass(Duration.ofHours(1));
        assertInstanceOf(Result.Unchanged.class, checkpointer.round(), "all have signed");
        assertEquals(1, extensions.size());
        assertEquals(1, sent.size());
    }

    @Test
    void signaturesAreAddedNoMoreOftenThanTheDelaySays() throws Exception {
        leaves.grow();
        commit(3);
        checkpointer.round();
        commit(4);
        assertInstanceOf(Result.Extended.class, checkpointer.round());
        commit(5);
        Instant free = members.instant().plus(Latecomers.BETWEEN);
        assertEquals(Optional.of(free), checkpointer.latecomers().due());
        members.pass(Latecomers.BETWEEN.minusMillis(1));
        assertInstanceOf(Result.Unchanged.class, checkpointer.round());
        members.pass(Duration.ofMillis(1));
        assertInstanceOf(Result.Extended.class, checkpointer.round());
        assertEquals(2, extensions.size());
    }

    @Test
    void whoCameLateAndSignsOtherwiseOrForAnotherOrIsSilentOrNoMemberIsNotAdded() throws Exception {
        leaves.grow();
        commit(3);
        checkpointer.round();
        commit(5);
        five.get(3).forging = true;
        five.get(4).down = true;
        assertInstanceOf(Result.Unchanged.class, checkpointer.round());
        five.get(3).forging = false;
        members.leave(five.get(3));
        members.pass(Discovery.FRESH);
        assertInstanceOf(Result.Unchanged.class, checkpointer.round());
        assertTrue(extensions.isEmpty());
    }

    @Test
    void whoHasNothingToAddIsAskedAfterTwiceTheTimeAgainAndAgain() throws Exception {
        leaves.grow();
        commit(3);
        checkpointer.round();
        commit(4);
        five.get(3).scheme = CommitmentScheme.ED25519;
        Instant now = members.instant();
        for (int minutes : new int[]{1, 2, 4, 8, 16, 32, 64, 64}) {
            assertInstanceOf(Result.Unchanged.class, checkpointer.round());
            Duration pause = Duration.ofMinutes(minutes).dividedBy(2);
            assertEquals(Optional.of(now.plus(pause)), checkpointer.latecomers().due());
            members.pass(pause);
            now = members.instant();
        }
        assertInstanceOf(Result.Unchanged.class, checkpointer.round());
        commit(5);
        members.pass(Latecomers.BETWEEN);
        assertEquals(List.of(five.get(4).id()),
                assertInstanceOf(Result.Extended.class, checkpointer.round()).late(),
                "another one is not kept waiting");
    }

    @Test
    void anExtensionWithoutItsEventIsADisagreement() throws Exception {
        leaves.grow();
        commit(3);
        checkpointer.round();
        commit(5);
        silent = true;
        assertInstanceOf(Failure.Disagreement.class,
                assertThrows(FailureException.class, checkpointer::round).failure());
    }
}
