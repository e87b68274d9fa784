package io.longshore.wave;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.model.Amount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BudgetTest {
    @Test
    void admitsWhatIsLeftToTheAtto() {
        Budget budget = new Budget(Optional.of(Amount.of(100)), true);
        assertTrue(budget.admits(Amount.of(60), Amount.of(40)));
        assertFalse(budget.admits(Amount.of(60), Amount.of(41)));
        assertEquals(Optional.of(Amount.of(40)), budget.left(Amount.of(60)));
    }

    @Test
    void leavesNothingWhenMoreWasSpentThanIsAllowedNow() {
        Budget lowered = new Budget(Optional.of(Amount.of(10)), true);
        assertEquals(Optional.of(Amount.ZERO), lowered.left(Amount.of(60)));
        assertFalse(lowered.admits(Amount.of(60), Amount.of(1)));
    }

    @Test
    void noBudgetMeansNoLimitWithPlayMoneyOnly() {
        assertTrue(new Budget(Optional.empty(), true).admits(Amount.of(5), Amount.of(Long.MAX_VALUE)));
        assertFalse(new Budget(Optional.empty(), false).admits(Amount.ZERO, Amount.of(1)));
    }
}
