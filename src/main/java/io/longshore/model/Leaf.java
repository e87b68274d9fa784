package io.longshore.model;

import java.util.List;

/// One unit of commitment: the chunks of a wave that a majority holds, in row order. Its position is durable before any
/// provider is asked to commit it, and is the same at all of them.
///
/// @param drive whose MMR
/// @param position its index in that MMR
/// @param wave from which wave
/// @param rows the rows' positions in that wave
/// @param addresses the rows' chunks
/// @param dataRoot Merkle Tree Hash (RFC 6962) over the addresses
/// @param dataSize the sum of their sealed sizes
/// @param totalSize the sum of all data sizes of the MMR up to and including this leaf
public record Leaf(DriveId drive, long position, WaveId wave, List<Integer> rows, List<Address> addresses,
        Hash dataRoot,
        ByteCount dataSize, ByteCount totalSize) {
    /// Keeps own copies.
    public Leaf {
        rows = List.copyOf(rows);
        addresses = List.copyOf(addresses);
    }
}
