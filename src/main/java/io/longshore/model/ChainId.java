package io.longshore.model;

/// The EVM chain id that is part of every transaction and quote (EIP-155).
public record ChainId(long value) implements Comparable<ChainId> {
    /// Dev chains draw theirs above this (`src/docs/format.md` 4), where public chains hardly go.
    public static final long OURS_ABOVE = 1L << 40;

    private static final long GETH_DEV = 1337;
    private static final long HARDHAT = 31_337;

    /// Checks the range.
    public ChainId {
        if (value < 1) {
            throw new IllegalArgumentException("ChainId out of range: " + value);
        }
    }

    /// Whether its money has no value, as far as its number says: that of a local dev chain of ours (random, above 2^40), or
    /// what development nodes run under (1337 and 31337: geth --dev, Hardhat, anvil). Any other chain may be one of worth,
    /// whatever somebody says of it.
    public boolean isForPlay() {
        return value > OURS_ABOVE || value == GETH_DEV || value == HARDHAT;
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
