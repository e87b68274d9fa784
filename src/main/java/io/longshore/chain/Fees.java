package io.longshore.chain;

import java.util.Optional;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;

/// What to offer for gas now: twice the next block's base fee, and the tip the node advises on top; never more than the
/// user's ceiling. May be asked from any thread.
public final class Fees {
    private static final int BLOCKS = 5;

    private final Rpc rpc;
    private final Ceiling ceiling;

    /// The most the user offers for a unit of gas, base fee and tip together.
    public interface Ceiling {
        /// It, as it is now; empty for none.
        Optional<Wei> gasPrice() throws FailureException;
    }

    /// Asks `rpc`, and offers whatever it takes.
    public Fees(Rpc rpc) {
        this(rpc, Optional::empty);
    }

    /// Asks `rpc`, and offers no more than the ceiling of that moment.
    public Fees(Rpc rpc, Ceiling ceiling) {
        this.rpc = rpc;
        this.ceiling = ceiling;
    }

    /// The fee of a transaction that is signed now.
    /// @throws FailureException `GasTooDear` if the next block would take more than the ceiling
    public Fee now() throws FailureException {
        var history = rpc.feeHistory(BLOCKS);
        var tip = tip(history);
        return within(history.next().plus(tip), Fee.over(history.next(), tip));
    }

    /// A fee that nodes take in the place of another one of the same nonce, and that fits the present.
    /// @throws FailureException `GasTooDear` if it would have to be above the ceiling
    Fee raised(Fee newest) throws FailureException {
        var history = rpc.feeHistory(BLOCKS);
        var least = newest.bumped();
        return within(least.max(), least.atLeast(Fee.over(history.next(), tip(history))));
    }

    private Fee within(Wei least, Fee wanted) throws FailureException {
        var most = ceiling.gasPrice();
        if (most.isEmpty()) {
            return wanted;
        }
        if (least.compareTo(most.get()) > 0) {
            throw new FailureException(new Failure.GasTooDear(least, most.get()));
        }
        return wanted.atMost(most.get());
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
