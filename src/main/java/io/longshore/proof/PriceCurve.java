package io.longshore.proof;

import java.math.BigInteger;

import io.longshore.model.Amount;

/// What a provider may ask for one chunk: Autonomi's curve over the number of records it holds
/// (WithAutonomi/ant-protocol, `src/payment/pricing.rs`). The chunk's size plays no part.
public final class PriceCurve {
    /// What is paid for a chunk: this many times the median price.
    public static final int FACTOR = 3;

    private static final BigInteger BASE = BigInteger.valueOf(3_906_250_000_000_000L);
    private static final BigInteger SLOPE = BigInteger.valueOf(35_156_250_000_000_000L);
    private static final BigInteger DIVISOR = BigInteger.valueOf(6_000L * 6_000L);

    private PriceCurve() {}

    /// The price at that many records: 3 906 250 000 000 000 + records^2 x 35 156 250 000 000 000 / 36 000 000 atto, rounded
    /// down.
    /// @throws IllegalArgumentException if the count is negative
    public static Amount at(long records) {
        if (records < 0) {
            throw new IllegalArgumentException("negative record count: " + records);
        }
        BigInteger square = BigInteger.valueOf(records).pow(2);
        return new Amount(BASE.add(square.multiply(SLOPE).divide(DIVISOR)));
    }
}
