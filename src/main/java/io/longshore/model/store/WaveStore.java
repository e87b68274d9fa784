package io.longshore.model.store;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.Run;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;

/// Waves, the plans that became durable with them, and what is known of their placing.
public interface WaveStore {
    /// Makes a wave. Forced (`wave`): returns when the plans in `runs` and the membership `rows` are durable, after which
    /// its rows may be quoted. `runs` are newly planned chunks, each starting where its upload's planned prefix ends;
    /// `rows` (at most 64) are chunks of those runs that are no repeats, index objects, or rows that left an earlier
    /// wave before it was paid. A wave without rows (only repeats) is born `PLACED`.
    Wave plan(DriveId drive, List<Run> runs, List<Row> rows) throws FailureException;

    /// The wave of that number.
    Optional<Wave> find(WaveId wave) throws FailureException;

    /// The waves of a drive that are not `PLACED`, in order.
    List<Wave> open(DriveId drive) throws FailureException;

    /// The waves that have rows of an upload, in order.
    List<Wave> of(UploadId upload) throws FailureException;

    /// The newest waves of a drive, newest first, at most `most`.
    List<Wave> recent(DriveId drive, int most) throws FailureException;

    /// Takes rows out of a wave that is still `PLANNED`; they become free, and the rows that stay move up. Forced
    /// (`release`), so that positions mean the same ever after. A wave that loses its last row is `PLACED`.
    Wave release(WaveId wave, Set<RowRef> rows) throws FailureException;

    /// Planned rows of an upload (index objects included) that are in no wave.
    List<Row> free(UploadId upload) throws FailureException;

    /// Marks a wave `PAID` of which every row is already stored, so that nothing is paid. Forced (`receipt`, mode `free`).
    Wave free(WaveId wave) throws FailureException;

    /// Adds rows to those that a majority holds. Not forced: it can be found again.
    void stored(WaveId wave, BitSet rows) throws FailureException;

    /// Adds rows to those that one provider acknowledged. Not forced.
    void placed(WaveId wave, ProviderId provider, BitSet rows) throws FailureException;

    /// The rows that one provider acknowledged.
    BitSet placed(WaveId wave, ProviderId provider) throws FailureException;

    /// How many chunks of an upload a majority holds, repeats counted when the chunk they refer to is.
    long storedChunks(UploadId upload) throws FailureException;

    /// How many chunks of an upload are paid (or stored without payment), repeats counted likewise.
    long paidChunks(UploadId upload) throws FailureException;
}
