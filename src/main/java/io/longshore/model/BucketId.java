package io.longshore.model;

/// A bucket at the providers and in the registry contract: one writer (drive and installation), one MMR. Below 2^53, so that JSON carries it as a number.
public record BucketId(long value) implements Comparable<BucketId> {
    /// Checks the range.
    public BucketId {
        if (value < 0 || value >= 1L << 53) {
            throw new IllegalArgumentException("BucketId out of range: " + value);
        }
    }

    @Override
    public int compareTo(BucketId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
