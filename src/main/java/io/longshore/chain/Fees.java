package io.longshore.chain;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;

/// What to offer for gas now: twice the next block's base fee, and the tip the node advises on top. May be asked from any
/// thread.
public final class Fees {
    private static final int BLOCKS = 5;

    private final Rpc rpc;

    /// Asks `rpc`.
    public Fees(Rpc rpc) {
        this.rpc = rpc;
    }

    /// The fee of a transaction that is signed now.
    public Fee now() throws FailureException {
        var history = rpc.feeHistory(BLOCKS);
        return Fee.over(history.next(), tip(history));
    }

    private Wei tip(FeeHistory history) throws FailureException {
        try {
            return rpc.maxPriorityFee();
        } catch (FailureException failure) {
            // Not every node has this method; what others tipped lately is in the history.
            var tips = history.tips().stream().sorted().toList();
            if (failure.failure() instanceof Failure.Refused && !tips.isEmpty()) {
                return tips.get(tips.size() / 2);
            }
            throw failure;
        }
    }

    /// The gas limit for a call that was estimated: a fifth more, since state may move until it is included.
    public static long limit(long estimate) {
        return Math.addExact(estimate, estimate / 5);
    }
}
