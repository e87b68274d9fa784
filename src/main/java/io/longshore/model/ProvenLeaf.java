package io.longshore.model;

import java.util.List;

/// A leaf that a file stands in, with the ways from the file's chunks to it and from it to a peak.
///
/// @param position its index in the MMR
/// @param dataRoot Merkle Tree Hash (RFC 6962) over the addresses of its chunks
/// @param dataSize the sum of their sealed sizes
/// @param totalSize the sum of all data sizes of the MMR up to and including this leaf
/// @param siblings from the leaf up to the peak of its mountain
/// @param width how many chunks it has
/// @param chunks those of them that are the file's, in order
public record ProvenLeaf(long position, Hash dataRoot, ByteCount dataSize, ByteCount totalSize, List<Hash> siblings,
        int width, List<Chunk> chunks) {
    /// Keeps own copies.
    public ProvenLeaf {
        siblings = List.copyOf(siblings);
        chunks = List.copyOf(chunks);
    }

    /// One chunk.
    ///
    /// @param index its place among the leaf's chunks
    /// @param address its address
    /// @param siblings from its address up to the leaf's data root
    public record Chunk(int index, Address address, List<Hash> siblings) {
        /// Keeps an own copy.
        public Chunk {
            siblings = List.copyOf(siblings);
        }
    }
}
