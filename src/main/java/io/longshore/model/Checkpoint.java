package io.longshore.model;

import java.time.Instant;
import java.util.List;

/// Commitments of enough agreeing providers, on chain.
///
/// @param bucket which bucket
/// @param root the MMR root
/// @param start the first sequence number
/// @param count the number of leaves
/// @param signers who signed it
/// @param transaction the submission
/// @param block its block
/// @param at that block's time
public record Checkpoint(BucketId bucket, Hash root, long start, long count, List<ProviderId> signers, Hash transaction,
        long block, Instant at) {
    /// Keeps an own copy.
    public Checkpoint {
        signers = List.copyOf(signers);
    }
}
