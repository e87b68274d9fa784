package io.longshore.model;

import java.util.List;

/// A stretch of one upload's planned chunks, repeats included, that became durable with one wave.
///
/// @param upload whose chunks
/// @param chunks in order of index, without gaps
/// @param sealedLeaves the chunks' plaintext leaves, 32 bytes each in that order, sealed with a key of the upload: what
///         the journal carries of them
public record Run(UploadId upload, List<PlannedChunk> chunks, Bytes sealedLeaves) {
    /// Keeps an own copy.
    public Run {
        chunks = List.copyOf(chunks);
    }

    /// The index of its first chunk.
    public long first() {
        return chunks.getFirst().index();
    }
}
