package io.longshore.model;

import java.time.Instant;

/// What became of an intent. Only the chain decides it.
public sealed interface Outcome {
    /// One of its attempts is in a block and did what it was to do.
    record Confirmed(Hash transaction, Hash blockHash, long block, Instant blockTime, Wei gas) implements Outcome {}

    /// One of its attempts is in a final block and failed there; it changed nothing but cost gas.
    /// @param reason the decoded revert, or empty
    record Reverted(Hash transaction, long block, Wei gas, String reason) implements Outcome {}

    /// Its nonce was used in a final block by a transaction that is no attempt of it.
    record Replaced(long nonce) implements Outcome {}
}
