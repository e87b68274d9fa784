package io.longshore.model;

import java.nio.file.Path;

/// A table page or root object: sealed whole, kept in a forced file until it is stored, and to the destination a chunk
/// like any other.
///
/// @param upload whose index it is
/// @param ordinal its number within the upload's index: pages from 0, the root object last
/// @param address the content hash of its bytes
/// @param size its bytes
/// @param file the forced file that has them
/// @param root whether it is the root object, whose address is the upload's handle
public record IndexObject(UploadId upload, int ordinal, Address address, ByteCount size, Path file, boolean root) {}
