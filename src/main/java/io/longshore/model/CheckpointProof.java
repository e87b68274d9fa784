package io.longshore.model;

import java.util.List;

/// What a proof says that a checkpoint covers a file, but for the leaves that the file stands in (`src/docs/format.md` 7).
///
/// @param chain the chain of the registry
/// @param registry the contract that has the checkpoint
/// @param checkpoint the checkpoint
/// @param commitments what its signers signed
/// @param handle where the file begins
/// @param peaks the peaks of the checkpoint's MMR, the highest first
public record CheckpointProof(ChainId chain, Account registry, Checkpoint checkpoint, List<Commitment> commitments,
        Handle handle, List<Hash> peaks) {
    /// Keeps own copies.
    public CheckpointProof {
        commitments = List.copyOf(commitments);
        peaks = List.copyOf(peaks);
    }
}
