package io.longshore.model;

/// What a row of a wave stands for.
public sealed interface RowRef {
    /// The upload it belongs to.
    UploadId upload();

    /// A chunk of the source.
    record ChunkRow(UploadId upload, long index) implements RowRef {}

    /// A table page or root object.
    record ObjectRow(UploadId upload, int ordinal) implements RowRef {}
}
