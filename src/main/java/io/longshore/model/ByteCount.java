package io.longshore.model;

import java.util.Locale;

/// A number of bytes, never negative.
public record ByteCount(long value) implements Comparable<ByteCount> {
    /// No bytes.
    public static final ByteCount ZERO = new ByteCount(0);

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    /// Checks the sign.
    public ByteCount {
        if (value < 0) {
            throw new IllegalArgumentException("negative byte count: " + value);
        }
    }

    /// `count` times 2^20 bytes.
    public static ByteCount mebibytes(long count) {
        return new ByteCount(Math.multiplyExact(count, 1L << 20));
    }

    /// The sum.
    /// @throws ArithmeticException past 2^63
    public ByteCount plus(ByteCount other) {
        return new ByteCount(Math.addExact(value, other.value));
    }

    /// The difference; none where `other` is more.
    public ByteCount lessAtMost(ByteCount other) {
        return new ByteCount(Math.max(0, value - other.value));
    }

    /// The product.
    /// @throws ArithmeticException past 2^63
    public ByteCount times(long factor) {
        return new ByteCount(Math.multiplyExact(value, factor));
    }

    @Override
    public int compareTo(ByteCount other) {
        return Long.compare(value, other.value);
    }

    /// For people: binary units with one decimal place, as `4.2 MiB`.
    @Override
    public String toString() {
        double shown = value;
        int unit = 0;
        while (shown >= 1024 && unit < UNITS.length - 1) {
            shown /= 1024;
            unit++;
        }
        return unit == 0 ? value + " B" : String.format(Locale.ROOT, "%.1f %s", shown, UNITS[unit]);
    }
}
