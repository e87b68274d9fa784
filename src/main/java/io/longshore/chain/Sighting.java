package io.longshore.chain;

import java.time.Instant;
import java.util.Optional;

/// What the chain said about an open intent at one look.
///
/// @param inclusion one of its attempts in a block
/// @param known whether the node has its newest attempt, waiting or in a block
/// @param nonce how many transactions of the wallet are in blocks
/// @param finalNonce how many of them are in final blocks
/// @param finalBlock the newest final block's number; -1 if there is none
record Sighting(Optional<Inclusion> inclusion, boolean known, long nonce, long finalNonce, long finalBlock) {
    /// An attempt in a block.
    ///
    /// @param receipt what the chain says of it
    /// @param blockTime its block's time
    /// @param reason why it failed, for people; empty if it did not, or nobody knows
    record Inclusion(TransactionReceipt receipt, Instant blockTime, String reason) {}
}
