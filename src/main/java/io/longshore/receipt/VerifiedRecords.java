package io.longshore.receipt;

import java.util.List;

import io.longshore.model.Bytes;
import io.longshore.model.VerifiedExport;

/// An export that was verified, with its records.
///
/// @param verified what was found true
/// @param lines the journal's lines as they stand there, without LF, from the first on
/// @param drives what its journals last said of each drive
/// @param dropped how many costs could not be read and were left out
public record VerifiedRecords(VerifiedExport verified, List<Bytes> lines, List<ForeignDrive> drives, long dropped) {
    /// Keeps own copies.
    public VerifiedRecords {
        lines = List.copyOf(lines);
        drives = List.copyOf(drives);
    }
}
