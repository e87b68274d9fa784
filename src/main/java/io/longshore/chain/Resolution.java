package io.longshore.chain;

import java.time.Duration;

import io.longshore.model.Intent;
import io.longshore.model.Outcome;

/// What to do next about an open intent: the one place where that is decided, from what the chain said and nothing else.
///
/// A success counts as soon as it is in a block. What would permit another payment, a failure or a foreign transaction in its
/// place, is concluded only in a final block, and the latter only when it was seen twice. In every other case the answer is to
/// look again, to send the same bytes again, or to offer a higher fee for the same call at the same nonce.
sealed interface Resolution {
    /// How often a foreign transaction at the intent's nonce must be seen before that is believed: a node whose parts are not
    /// in step may know a nonce before it knows the receipt.
    int LOOKS = 2;

    /// The outcome is known.
    record Conclude(Outcome outcome) implements Resolution {}

    /// Nothing to do but to look again.
    record Wait(Reason reason) implements Resolution {
        /// What is waited for.
        enum Reason {
            /// The node has it; a block will.
            INCLUSION,
            /// It failed in a block that is not final yet.
            FINAL_FAILURE,
            /// Its nonce is used, but none of its attempts is seen in a block.
            FINAL_REPLACEMENT
        }
    }

    /// The node does not have it: send the same bytes again.
    record Broadcast() implements Resolution {}

    /// It waits for too long: sign the same call at the same nonce with a higher fee.
    record Bump() implements Resolution {}

    /// The chain has lost transactions before it, from nonce `from` on: they must be sent again first.
    record Restore(long from) implements Resolution {}

    /// What happened to the intent so far in this run.
    ///
    /// @param attempts how many it has
    /// @param waited how long the newest of them is out
    /// @param usedLooks how many looks before this one saw its nonce used in a final block by no attempt of it, in a row
    record Progress(int attempts, Duration waited, int usedLooks) {}

    /// Decides.
    static Resolution of(Intent intent, Sighting seen, Progress progress, Pace pace) {
        if (seen.inclusion().isPresent()) {
            return included(seen.inclusion().get(), seen.finalBlock());
        }
        if (seen.nonce() > intent.nonce()) {
            return nonceUsedForGood(intent, seen) && progress.usedLooks() + 1 >= LOOKS
                    ? new Conclude(new Outcome.Replaced(intent.nonce()))
                    : new Wait(Wait.Reason.FINAL_REPLACEMENT);
        }
        if (seen.nonce() < intent.nonce()) {
            return new Restore(seen.nonce());
        }
        if (progress.waited().compareTo(pace.bumpAfter()) >= 0 && progress.attempts() < pace.attempts()) {
            return new Bump();
        }
        return seen.known() ? new Wait(Wait.Reason.INCLUSION) : new Broadcast();
    }

    /// Whether the intent's nonce is used in a final block, and by no attempt of it that this node knows.
    static boolean nonceUsedForGood(Intent intent, Sighting seen) {
        return seen.inclusion().isEmpty() && seen.finalNonce() > intent.nonce() && !seen.known();
    }

    private static Resolution included(Sighting.Inclusion inclusion, long finalBlock) {
        var receipt = inclusion.receipt();
        if (receipt.succeeded()) {
            return new Conclude(new Outcome.Confirmed(receipt.transaction(), receipt.blockHash(), receipt.block(),
                    inclusion.blockTime(), receipt.gas()));
        }
        return receipt.block() <= finalBlock
                ? new Conclude(new Outcome.Reverted(receipt.transaction(), receipt.block(), receipt.gas(),
                        inclusion.reason()))
                : new Wait(Wait.Reason.FINAL_FAILURE);
    }
}
