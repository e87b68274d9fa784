package io.longshore.model;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Commitments of enough agreeing providers, on chain.
///
/// @param bucket which bucket
/// @param root the MMR root
/// @param start the first sequence number
/// @param count the number of leaves
/// @param signers who signed it, late ones last
/// @param transaction the submission
/// @param block its block
/// @param at that block's time
public record Checkpoint(BucketId bucket, Hash root, long start, long count, List<ProviderId> signers, Hash transaction,
        long block, Instant at) {
    /// Keeps an own copy.
    public Checkpoint {
        signers = List.copyOf(signers);
    }

    /// Whether another one is about the same leaves, whoever signed it.
    public boolean isSameState(Checkpoint other) {
        return bucket.equals(other.bucket) && root.equals(other.root) && start == other.start && count == other.count;
    }

    /// The same, signed by `late` as well; who signed it before is not added again.
    public Checkpoint with(List<ProviderId> late) {
        return new Checkpoint(bucket, root, start, count,
                Stream.concat(signers.stream(), late.stream()).distinct().toList(), transaction, block, at);
    }
}
