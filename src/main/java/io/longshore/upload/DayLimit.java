package io.longshore.upload;

import java.time.Instant;
import java.util.Optional;

import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Limits;
import io.longshore.model.UploadId;
import io.longshore.model.store.LimitStore;
import io.longshore.pay.Quoting;
import io.longshore.wave.Budget;

/// What may still be spent on one chain in these 24 hours, while uploads take of it one after the other. Used by one
/// thread, in the turn of its payment.
final class DayLimit {
    private final LimitStore limits;
    private final Budget budget;
    private Amount spent;

    private DayLimit(LimitStore limits, Budget budget, Amount spent) {
        this.limits = limits;
        this.budget = budget;
        this.spent = spent;
    }

    /// As it is now, by the chain's time; without a limit the chain is not asked.
    static DayLimit now(LimitStore limits, ChainId chain, Quoting.ChainTime time) throws FailureException {
        Budget budget = new Budget(limits.limits().perDay(), true);
        if (budget.limit().isEmpty()) {
            return new DayLimit(limits, budget, Amount.ZERO);
        }
        Instant dayAgo = time.now().minus(Limits.DAY);
        return new DayLimit(limits, budget, limits.spent(chain, dayAgo));
    }

    /// What is left; empty for no limit.
    Optional<Amount> left() {
        return budget.left(spent);
    }

    /// Whether an upload may spend so much more: because it is left, or because the user let it go past the limit.
    boolean admits(UploadId upload, Amount cost) throws FailureException {
        return budget.admits(spent, cost) || limits.isPast(upload);
    }

    /// The part of `wanted` that an upload may spend.
    Amount most(UploadId upload, Amount wanted) throws FailureException {
        return admits(upload, wanted) ? wanted : left().orElse(wanted);
    }

    /// Something of it is spent.
    void take(Amount cost) {
        spent = spent.plus(cost);
    }
}
