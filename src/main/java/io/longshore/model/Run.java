package io.longshore.model;

import java.util.List;

/// A stretch of one upload's planned chunks, repeats included, that became durable with one wave.
///
/// @param upload whose chunks
/// @param chunks in order of index, without gaps
public record Run(UploadId upload, List<PlannedChunk> chunks) {
    /// Keeps an own copy.
    public Run {
        chunks = List.copyOf(chunks);
    }
}
