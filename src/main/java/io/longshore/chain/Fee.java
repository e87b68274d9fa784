package io.longshore.chain;

import java.math.BigInteger;

import io.longshore.model.Wei;

/// What a transaction offers for a unit of gas (EIP-1559).
///
/// @param max the most it pays, base fee and tip together
/// @param tip the most it pays on top of the base fee
public record Fee(Wei max, Wei tip) {
    private static final BigInteger EIGHT = BigInteger.valueOf(8);

    /// The fee for a base fee that may double before the transaction is included.
    public static Fee over(Wei base, Wei tip) {
        return new Fee(base.times(2).plus(tip), tip);
    }

    /// 12.5 % more of both, rounded up: nodes want at least 10 % to replace a transaction by another of the same nonce.
    public Fee bumped() {
        return new Fee(bumped(max), bumped(tip));
    }

    private static Wei bumped(Wei wei) {
        return wei.plus(new Wei(wei.value().add(BigInteger.valueOf(7)).divide(EIGHT)));
    }

    /// The greater of both, each for itself.
    public Fee atLeast(Fee other) {
        return new Fee(max.compareTo(other.max) < 0 ? other.max : max, tip.compareTo(other.tip) < 0 ? other.tip : tip);
    }

    /// The same, but with no more than `ceiling` in all.
    Fee atMost(Wei ceiling) {
        return new Fee(max.compareTo(ceiling) > 0 ? ceiling : max, tip.compareTo(ceiling) > 0 ? ceiling : tip);
    }

    /// What is paid for a unit of gas in a block with that base fee.
    /// @throws IllegalArgumentException if it does not even pay the base fee
    public Wei paid(Wei base) {
        var spare = max.minus(base);
        return base.plus(spare.compareTo(tip) < 0 ? spare : tip);
    }
}
