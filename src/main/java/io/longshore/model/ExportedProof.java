package io.longshore.model;

import java.nio.file.Path;

/// A proof that was written.
///
/// @param file where it is
/// @param checkpoint the checkpoint that covers the file
/// @param leaves how many leaves the file stands in
/// @param chunks how many chunks it has, its index objects among them
public record ExportedProof(Path file, Checkpoint checkpoint, long leaves, long chunks) {}
