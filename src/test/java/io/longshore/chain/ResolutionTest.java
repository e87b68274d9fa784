package io.longshore.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import io.longshore.Seeds;
import io.longshore.chain.Resolution.Broadcast;
import io.longshore.chain.Resolution.Bump;
import io.longshore.chain.Resolution.Conclude;
import io.longshore.chain.Resolution.Progress;
import io.longshore.chain.Resolution.Restore;
import io.longshore.chain.Resolution.Wait;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ResolutionTest {
    private static final long NONCE = 5;
    private static final Account SOMEBODY = Account.of("11".repeat(20));
    private static final Hash HASH = Hash.of("22".repeat(32));
    private static final Pace PACE = Pace.local(new Random(1));
    private static final Intent INTENT = new Intent(new IntentId(1), new Purpose.Approve(List.of(), Amount.ZERO),
            new ChainId(1), SOMEBODY, NONCE, SOMEBODY, Bytes.of());
    private static final Progress FRESH = new Progress(1, Duration.ZERO, 0);
    private static final Progress LONG_OUT = new Progress(1, PACE.bumpAfter(), 0);

    private static Resolution of(Sighting seen, Progress progress) {
        return Resolution.of(INTENT, seen, progress, PACE);
    }

    private static Sighting.Inclusion inclusion(long block, boolean succeeded) {
        return new Sighting.Inclusion(new TransactionReceipt(HASH, HASH, block, succeeded, 3, Wei.of(2),
                Optional.empty(), List.of()), Instant.EPOCH, succeeded ? "" : "why");
    }

    private static Sighting included(long block, boolean succeeded, long finalBlock) {
        return new Sighting(Optional.of(inclusion(block, succeeded)), true, NONCE + 1, NONCE, finalBlock);
    }

    private static Sighting absent(boolean known, long nonce, long finalNonce) {
        return new Sighting(Optional.empty(), known, nonce, finalNonce, 10);
    }

    @Test
    void aSuccessCountsInAnyBlock() {
        assertEquals(new Conclude(new Outcome.Confirmed(HASH, HASH, 99, Instant.EPOCH, Wei.of(6))),
                of(included(99, true, 10), FRESH));
    }

    @Test
    void aFailureCountsInAFinalBlock() {
        assertEquals(new Wait(Wait.Reason.FINAL_FAILURE), of(included(11, false, 10), FRESH));
        assertEquals(new Conclude(new Outcome.Reverted(HASH, 10, Wei.of(6), "why")),
                of(included(10, false, 10), FRESH));
    }

    @Test
    void aForeignTransactionCountsInAFinalBlockAtTheSecondLook() {
        assertEquals(new Wait(Wait.Reason.FINAL_REPLACEMENT), of(absent(false, NONCE + 1, NONCE), FRESH));
        assertEquals(new Wait(Wait.Reason.FINAL_REPLACEMENT), of(absent(false, NONCE + 1, NONCE + 1), FRESH));
        assertEquals(new Conclude(new Outcome.Replaced(NONCE)),
                of(absent(false, NONCE + 1, NONCE + 1), new Progress(1, Duration.ZERO, 1)));
        assertEquals(new Wait(Wait.Reason.FINAL_REPLACEMENT),
                of(absent(true, NONCE + 1, NONCE + 1), new Progress(1, Duration.ZERO, 1)));
    }

    @Test
    void whatTheNodeHasIsWaitedFor() {
        assertEquals(new Wait(Wait.Reason.INCLUSION), of(absent(true, NONCE, NONCE), FRESH));
    }

    @Test
    void whatTheNodeDoesNotHaveIsSentAgain() {
        assertEquals(new Broadcast(), of(absent(false, NONCE, NONCE), FRESH));
    }

    @Test
    void whatWaitsForLongIsBumpedSoOften() {
        assertEquals(new Bump(), of(absent(true, NONCE, NONCE), LONG_OUT));
        assertEquals(new Bump(), of(absent(false, NONCE, NONCE), LONG_OUT));
        var last = new Progress(PACE.attempts(), PACE.bumpAfter(), 0);
        assertEquals(new Wait(Wait.Reason.INCLUSION), of(absent(true, NONCE, NONCE), last));
        assertEquals(new Broadcast(), of(absent(false, NONCE, NONCE), last));
    }

    @Test
    void whatTheChainLostBeforeItComesFirst() {
        assertEquals(new Restore(NONCE - 2), of(absent(true, NONCE - 2, NONCE - 2), LONG_OUT));
    }

    /// Whatever a node says: another payment is permitted only by a final failure of an own attempt, or by a nonce used in a
    /// final block without any.
    @Test
    void nothingThatPermitsAnotherPaymentIsConcludedBeforeItIsFinal() {
        Seeds.check(2000, random -> {
            var seen = new Sighting(
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(inclusion(random.nextInt(8), random.nextBoolean())),
                    random.nextBoolean(), near(random), near(random), random.nextInt(8) - 1L);
            var progress = new Progress(1 + random.nextInt(9), Duration.ofSeconds(random.nextInt(60)),
                    random.nextInt(4));
            if (of(seen, progress) instanceof Conclude(var outcome)) {
                switch (outcome) {
                    case Outcome.Confirmed confirmed ->
                        assertTrue(seen.inclusion().orElseThrow().receipt().succeeded(), confirmed.toString());
                    case Outcome.Reverted reverted -> {
                        assertTrue(reverted.block() <= seen.finalBlock(), seen.toString());
                        assertTrue(!seen.inclusion().orElseThrow().receipt().succeeded(), seen.toString());
                    }
                    case Outcome.Replaced _ -> {
                        assertTrue(seen.inclusion().isEmpty(), seen.toString());
                        assertTrue(seen.finalNonce() > NONCE && !seen.known() && progress.usedLooks() > 0,
                                seen.toString());
                    }
                }
            } else if (seen.inclusion().isPresent()) {
                assertInstanceOf(Wait.class, of(seen, progress), "an attempt in a block is never bumped or sent again");
            }
        });
    }

    private static long near(RandomGenerator random) {
        return NONCE - 2 + random.nextInt(5);
    }
}
