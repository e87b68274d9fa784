package io.longshore.model;

import java.nio.file.Path;

/// An export of the journal that was written.
///
/// @param file where it is
/// @param records how many records it has
/// @param head the hash of the last one
/// @param digest what people sign who verified it
public record ExportedJournal(Path file, long records, Hash head, Hash digest) {}
