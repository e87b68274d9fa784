package io.longshore.wave;

import java.util.Optional;

import io.longshore.model.Amount;

/// What an upload may spend.
///
/// @param limit the most it may spend in all; empty where nobody set one
/// @param unlimited whether an absent limit means "as much as it takes" (play money) rather than "ask first"
public record Budget(Optional<Amount> limit, boolean unlimited) {
    /// What it still admits; empty for no limit.
    /// @param spent what is paid, and what is in open intents
    public Optional<Amount> left(Amount spent) {
        if (limit.isEmpty()) {
            return unlimited ? Optional.empty() : Optional.of(Amount.ZERO);
        }
        Amount most = limit.get();
        return Optional.of(most.compareTo(spent) > 0 ? most.minus(spent) : Amount.ZERO);
    }

    /// Whether `cost` more may be spent.
    public boolean admits(Amount spent, Amount cost) {
        return left(spent).map(left -> left.compareTo(cost) >= 0).orElse(true);
    }
}
