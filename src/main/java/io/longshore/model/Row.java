package io.longshore.model;

/// One object to be quoted, paid and placed: at most one wave of 64 has it at a time.
///
/// @param ref what it stands for
/// @param address its content hash
/// @param size its bytes once sealed
public record Row(RowRef ref, Address address, ByteCount size) {
    /// The upload it belongs to.
    public UploadId upload() {
        return ref.upload();
    }
}
