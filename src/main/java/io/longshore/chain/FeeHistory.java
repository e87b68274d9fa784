package io.longshore.chain;

import java.util.List;

import io.longshore.model.Wei;

/// What gas cost in the last blocks (`eth_feeHistory`).
///
/// @param baseFees the base fee of each block, the next one's after them
/// @param tips the tip in the middle of each block; empty for blocks of which the node does not know it
public record FeeHistory(List<Wei> baseFees, List<Wei> tips) {
    /// Keeps own copies.
    public FeeHistory {
        baseFees = List.copyOf(baseFees);
        tips = List.copyOf(tips);
        if (baseFees.isEmpty()) {
            throw new IllegalArgumentException("no base fees");
        }
    }

    /// The base fee of the next block.
    public Wei next() {
        return baseFees.getLast();
    }
}
