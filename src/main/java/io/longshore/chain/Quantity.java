package io.longshore.chain;

import java.math.BigInteger;

/// Integers as JSON-RPC writes them (execution-apis: hex with `0x`, no leading zeros, zero is `0x0`). What is none throws
/// `IllegalArgumentException`.
final class Quantity {
    private Quantity() {}

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    static String hex(BigInteger value) {
        return "0x" + value.toString(16);
    }

    static BigInteger integer(String hex) {
        if (!hex.startsWith("0x") || hex.startsWith("-", 2) || hex.startsWith("+", 2)) {
            throw new IllegalArgumentException("no quantity: " + hex);
        }
        return new BigInteger(hex.substring(2), 16);
    }

    static long number(String hex) {
        var integer = integer(hex);
        if (integer.bitLength() > 63) {
            throw new IllegalArgumentException("out of range: " + hex);
        }
        return integer.longValue();
    }
}
