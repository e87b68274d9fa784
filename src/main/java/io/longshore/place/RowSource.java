package io.longshore.place;

import io.longshore.model.FailureException;
import io.longshore.model.Row;

/// Gives the sealed bytes of rows, again and again the same ones.
public interface RowSource {
    /// Fills `out` with the sealed bytes of a row and returns how many they are. Not a byte that differs from the plan's
    /// ever gets into `out`: a changed source ends in `SourceChanged`, and `out` is zeroed.
    int seal(Row row, byte[] out) throws FailureException, InterruptedException;
}
