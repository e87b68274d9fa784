package io.longshore.checkpoint;

import io.longshore.model.Commitment;
import io.longshore.model.FailureException;

/// What some chains take: a demand that a provider shows a chunk it has signed for, or loses what it has staked. A
/// capability of a drive's chain; the registry of `src/docs/format.md` 4 does not have it.
public interface Challenges {
    /// Hands a demand in, and waits until the chain has it. It costs a deposit, and accuses somebody: only ever called because
    /// the user said so.
    /// @param signed what the provider signs; verified
    /// @param leaf the position of a leaf in its range
    /// @param chunk the place of a chunk under that leaf
    void challenge(Commitment signed, long leaf, int chunk) throws FailureException, InterruptedException;
}
