package io.longshore.proof;

import java.util.ArrayList;
import java.util.List;

import io.longshore.model.Hash;

/// The tree over a file's chunks as web3-storage has it (`crates/primitives/storage/src/merkle.rs`): leaves are the chunks'
/// hashes, filled up with zeros to the next power of two, folded in pairs without prefixes. A single leaf is its own root.
public final class PaddedTree {
    private static final Hash PADDING = Hash.of(new byte[Hash.SIZE]);

    private PaddedTree() {}

    /// The root over the hashes of a file's chunks; an empty file has one empty chunk.
    /// @throws IllegalArgumentException if there are none
    public static Hash root(HashFunction hash, List<Hash> chunks) {
        if (chunks.isEmpty()) {
            throw new IllegalArgumentException("no chunks");
        }
        List<Hash> level = new ArrayList<>(chunks);
        int width = Integer.highestOneBit(level.size() * 2 - 1);
        while (level.size() < width) {
            level.add(PADDING);
        }
        while (level.size() > 1) {
            List<Hash> above = new ArrayList<>(level.size() / 2);
            for (int i = 0; i < level.size(); i += 2) {
                above.add(hash.of(level.get(i).bytes().toArray(), level.get(i + 1).bytes().toArray()));
            }
            level = above;
        }
        return level.getFirst();
    }
}
