package io.longshore.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What came into this data folder from another journal.
///
/// @param records how many records were taken over; 0 if all of them were known
/// @param uploads the uploads that were not known before
/// @param unfinished those of them that are not over
/// @param receipts how many receipts were not known before
/// @param rows how many rows these paid
/// @param total what they paid
/// @param gas what their transactions cost
/// @param first the block time of the earliest of them; empty if there is none
/// @param dropped how many costs could not be read and count as nothing
public record ImportedJournal(long records, List<UploadId> uploads, List<UploadId> unfinished, long receipts, long rows,
        Amount total, Wei gas, Optional<Instant> first, long dropped) {
    /// Keeps own copies.
    public ImportedJournal {
        uploads = List.copyOf(uploads);
        unfinished = List.copyOf(unfinished);
    }
}
