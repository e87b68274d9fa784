package io.longshore.model;

import java.time.Duration;
import java.util.Optional;

/// What the user lets the wallet spend, whatever the budgets of uploads say. Counted on each chain for itself: tokens of one
/// are not those of another.
///
/// @param perDay the most tokens in any 24 hours; empty for no limit
/// @param gasPrice the most for a unit of gas, base fee and tip together; empty for no ceiling
public record Limits(Optional<Amount> perDay, Optional<Wei> gasPrice) {
    /// How long a payment counts, by the time of its block.
    public static final Duration DAY = Duration.ofHours(24);

    /// None at all.
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());
}
