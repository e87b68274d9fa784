package io.longshore.model;

/// When a block of a chain cannot be reorganised away any more. [#toString] writes it as [#of] reads it.
public sealed interface Finality {
    /// Once `blocks` blocks stand on the chain from it on, itself included: one where nothing is ever reorganised.
    record Depth(int blocks) implements Finality {
        private static final String WORD = "blocks:";

        /// Checks the range.
        public Depth {
            if (blocks < 1) {
                throw new IllegalArgumentException("depth " + blocks);
            }
        }

        @Override
        public String toString() {
            return WORD + blocks;
        }
    }

    /// When the chain says so, by its `finalized` tag.
    record Finalized() implements Finality {
        private static final String WORD = "finalized";

        @Override
        public String toString() {
            return WORD;
        }
    }

    /// Reads `finalized` or `blocks:N`.
    /// @throws IllegalArgumentException if it is neither, or N is no number above 0
    static Finality of(String word) {
        if (word.equals(Finalized.WORD)) {
            return new Finalized();
        }
        if (!word.startsWith(Depth.WORD)) {
            throw new IllegalArgumentException("neither " + Finalized.WORD + " nor " + Depth.WORD + "N: " + word);
        }
        return new Depth(Integer.parseInt(word.substring(Depth.WORD.length())));
    }
}
