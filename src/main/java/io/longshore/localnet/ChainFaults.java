package io.longshore.localnet;

/// The faults of a dev chain, set only from inside its own process.
public final class ChainFaults {
    ChainFaults() {}
}
