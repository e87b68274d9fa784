package io.longshore.model;

/// What had to be done to open a data folder's journal and database; for the user's eyes where it is not [#isNothing].
///
/// @param cutBytes bytes of a torn record that were cut off the journal's end: nothing that was ever confirmed
/// @param replayed records that the database had not seen
/// @param rebuilt whether the database was made anew, so that placements must be asked for again
public record Recovery(long cutBytes, long replayed, boolean rebuilt) {
    /// Whether they were left as they should be.
    public boolean isNothing() {
        return cutBytes == 0 && replayed == 0;
    }
}
