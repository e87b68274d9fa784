package io.longshore.model;

/// The EVM chain id that is part of every transaction and quote (EIP-155).
public record ChainId(long value) implements Comparable<ChainId> {
    /// Checks the range.
    public ChainId {
        if (value < 1) {
            throw new IllegalArgumentException("ChainId out of range: " + value);
        }
    }

    @Override
    public int compareTo(ChainId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
