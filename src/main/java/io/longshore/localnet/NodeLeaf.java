package io.longshore.localnet;

import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Hash;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;

/// A leaf as a node keeps it.
///
/// @param dataRoot what it commits to
/// @param dataSize the bytes under it
/// @param totalSize the bytes under it and all leaves before it
/// @param chunks the chunks under it, in order
record NodeLeaf(Hash dataRoot, ByteCount dataSize, ByteCount totalSize, List<Address> chunks) {
    /// Keeps an own copy.
    NodeLeaf {
        chunks = List.copyOf(chunks);
    }

    /// Its hash in the MMR.
    Hash hash() {
        return Mmr.leaf(dataRoot, dataSize, totalSize);
    }

    /// Its chunks as the leaves of the tree under its root.
    List<Hash> tree() {
        return chunks.stream().map(chunk -> MerkleTree.leaf(chunk.bytes().toArray())).toList();
    }
}
