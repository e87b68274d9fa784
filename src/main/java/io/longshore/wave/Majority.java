package io.longshore.wave;

/// How many of several make a decision.
public final class Majority {
    /// The consensus threshold of the Automated Checkpoint Protocol, in percent of all providers.
    public static final int THRESHOLD_PERCENT = 51;

    private Majority() {}

    /// More than half of `all`: so many must hold a chunk or have committed a leaf.
    public static int of(int all) {
        return all / 2 + 1;
    }

    /// `percent` of `all`, rounded up: so many must agree before a checkpoint is submitted. Providers that are out of
    /// reach or answer nonsense count in `all`.
    public static int threshold(int all, int percent) {
        return Math.ceilDiv(all * percent, 100);
    }
}
