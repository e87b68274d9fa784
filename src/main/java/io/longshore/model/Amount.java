package io.longshore.model;

import java.math.BigInteger;

/// An amount of the payment token in atto, its 10^-18.
/// An integer from 0 to 2^256 - 1; never a fraction, never a floating point number.
public record Amount(BigInteger atto) implements Comparable<Amount> {
    /// Nothing.
    public static final Amount ZERO = new Amount(BigInteger.ZERO);

    /// As much as there can be.
    public static final Amount MOST = new Amount(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));

    /// Checks the range.
    public Amount {
        if (atto.signum() < 0 || atto.bitLength() > 256) {
            throw new IllegalArgumentException("not a U256: " + atto);
        }
    }

    /// The amount `value`.
    public static Amount of(long value) {
        return new Amount(BigInteger.valueOf(value));
    }

    /// Reads a decimal integer.
    public static Amount of(String decimal) {
        return new Amount(new BigInteger(decimal));
    }

    /// The sum.
    public Amount plus(Amount other) {
        return new Amount(atto.add(other.atto));
    }

    /// The difference.
    /// @throws IllegalArgumentException if `other` is more
    public Amount minus(Amount other) {
        return new Amount(atto.subtract(other.atto));
    }

    /// The product with a count.
    public Amount times(long factor) {
        return new Amount(atto.multiply(BigInteger.valueOf(factor)));
    }

    /// Whether it is nothing.
    public boolean isZero() {
        return atto.signum() == 0;
    }

    @Override
    public int compareTo(Amount other) {
        return atto.compareTo(other.atto);
    }

    /// The integer, in decimal.
    @Override
    public String toString() {
        return atto.toString();
    }
}
