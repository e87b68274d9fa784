package io.longshore.model;

import java.math.BigInteger;

/// An amount of the chain's own coin in wei, its 10^-18: what gas costs.
/// An integer from 0 to 2^256 - 1; never a fraction, never a floating point number.
public record Wei(BigInteger value) implements Comparable<Wei> {
    /// Nothing.
    public static final Wei ZERO = new Wei(BigInteger.ZERO);

    /// Checks the range.
    public Wei {
        if (value.signum() < 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("not a U256: " + value);
        }
    }

    /// The amount `value`.
    public static Wei of(long value) {
        return new Wei(BigInteger.valueOf(value));
    }

    /// Reads a decimal integer.
    public static Wei of(String decimal) {
        return new Wei(new BigInteger(decimal));
    }

    /// The sum.
    public Wei plus(Wei other) {
        return new Wei(value.add(other.value));
    }

    /// The difference.
    /// @throws IllegalArgumentException if `other` is more
    public Wei minus(Wei other) {
        return new Wei(value.subtract(other.value));
    }

    /// The product with a count.
    public Wei times(long factor) {
        return new Wei(value.multiply(BigInteger.valueOf(factor)));
    }

    /// Whether it is nothing.
    public boolean isZero() {
        return value.signum() == 0;
    }

    @Override
    public int compareTo(Wei other) {
        return value.compareTo(other.value);
    }

    /// The integer, in decimal.
    @Override
    public String toString() {
        return value.toString();
    }
}
