package io.longshore.chain;

import java.util.Optional;

import io.longshore.model.FailureException;

/// When a block cannot be reorganised away any more.
public sealed interface Finality {
    /// The newest final block; empty if there is none yet.
    Optional<Block> newest(Rpc rpc) throws FailureException;

    /// Once `blocks` blocks stand on the chain from it on, itself included: one where nothing is ever reorganised.
    record Depth(int blocks) implements Finality {
        /// Checks the range.
        public Depth {
            if (blocks < 1) {
                throw new IllegalArgumentException("depth " + blocks);
            }
        }

        @Override
        public Optional<Block> newest(Rpc rpc) throws FailureException {
            long number = rpc.blockNumber() - (blocks - 1);
            return number < 0 ? Optional.empty() : rpc.block(BlockTag.at(number));
        }
    }

    /// When the chain says so, by its `finalized` tag.
    record Finalized() implements Finality {
        @Override
        public Optional<Block> newest(Rpc rpc) throws FailureException {
            return rpc.block(BlockTag.FINALIZED);
        }
    }
}
