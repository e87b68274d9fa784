package io.longshore.model.store;

import java.util.List;
import java.util.Optional;

import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.IntentId;
import io.longshore.model.Leaf;
import io.longshore.model.Outcome;
import io.longshore.model.ProviderId;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;

/// The leaves of each drive's MMR in their order, how far each provider has committed them, and the checkpoints.
public interface LeafStore {
    /// Appends a leaf of stored rows of a wave. Forced (`leaf`) before any provider is asked to commit it. The rows are
    /// leafed from then on; a wave whose rows are all leafed is `PLACED`.
    Leaf append(DriveId drive, WaveId wave, List<Integer> rows, Hash dataRoot, ByteCount dataSize)
            throws FailureException;

    /// How many leaves the drive has.
    long count(DriveId drive) throws FailureException;

    /// The leaves from position `from`, at most `most`, in order.
    List<Leaf> from(DriveId drive, long from, int most) throws FailureException;

    /// What the MMR needs of the leaves from position `from`, at most `most`, in order.
    List<Facts> facts(DriveId drive, long from, int most) throws FailureException;

    /// How many chunks the leaves from position `from` have each, at most `most` of them, in order.
    List<Integer> chunks(DriveId drive, long from, int most) throws FailureException;

    /// What the MMR needs of a leaf; as in [Leaf].
    record Facts(Hash dataRoot, ByteCount dataSize, ByteCount totalSize) {}

    /// The longest prefix of at most `most` leaves whose peaks are kept; empty if none is.
    Optional<Mark> mark(DriveId drive, long most) throws FailureException;

    /// Keeps the peaks of a prefix, so that its leaves need not be read again. Not forced: they can be reckoned again.
    void mark(DriveId drive, Mark mark) throws FailureException;

    /// The MMR of the first `count` leaves, as its peaks, the highest first.
    record Mark(long count, List<Hash> peaks) {
        /// Keeps an own copy.
        public Mark {
            peaks = List.copyOf(peaks);
        }
    }

    /// The position after the last leaf that has a row of the upload; 0 if there is none.
    long end(UploadId upload) throws FailureException;

    /// How many leaves a provider has committed, as far as known. Not forced.
    long committed(DriveId drive, ProviderId provider) throws FailureException;

    /// Records how many leaves a provider has committed. Not forced.
    void committed(DriveId drive, ProviderId provider, long count) throws FailureException;

    /// Records a checkpoint that is on chain, and settles the intent that put it there. Forced once (`outcome`,
    /// `checkpoint`).
    void checkpoint(DriveId drive, Checkpoint checkpoint, IntentId intent, Outcome.Confirmed outcome)
            throws FailureException;

    /// Records signatures that were added to the drive's newest checkpoint, and settles the intent that added them. Forced
    /// once (`outcome`, `extension`).
    /// @param late that checkpoint, with the late signers alone and the transaction that added them
    void extension(DriveId drive, Checkpoint late, IntentId intent, Outcome.Confirmed outcome)
            throws FailureException;

    /// How many leaves the drive's newest checkpoint covers; 0 if there is none.
    default long anchored(DriveId drive) throws FailureException {
        return checkpoints(drive, 1).stream().mapToLong(Checkpoint::count).findFirst().orElse(0);
    }

    /// The drive's checkpoints, newest first, at most `most`.
    List<Checkpoint> checkpoints(DriveId drive, int most) throws FailureException;
}
