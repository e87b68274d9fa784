package io.longshore.ledger;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Attempt;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Checkpoint;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.DecisionId;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Limits;
import io.longshore.model.Outcome;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.WaveId;

/// One thing the journal says: what can be known from a line of it, and nothing more.
sealed interface Fact {
    /// A drive is there, or has changed. How its network is found is in the note, if there is one, sealed.
    record DriveKept(Drive drive, Optional<Bytes> network) implements Fact {}

    /// A drive is forgotten.
    record DriveGone(DriveId drive) implements Fact {}

    /// An upload was added, with the budget it was added with.
    record Planned(UploadId upload, DriveId drive, Optional<GroupId> group, UploadPlan.Kind kind, FileId file,
            Bytes enc, Bytes wrappedDek, Grid grid, Optional<Amount> budget, Bytes sealedSource) implements Fact {}

    /// The source of an upload is another file with the same content from now on.
    record Given(UploadId upload, Bytes sealedSource) implements Fact {}

    /// A dropped folder has empty folders.
    record Folders(DriveId drive, GroupId group, Bytes sealed) implements Fact {}

    /// A wave was made, with the plans that became durable with it.
    record Waved(WaveId wave, DriveId drive, List<Stretch> runs, List<Row> rows) implements Fact {}

    /// Planned chunks of one upload, packed as in [PackedChunks].
    record Stretch(UploadId upload, long first, Bytes chunks, Bytes sealedLeaves) {}

    /// Rows left a wave, by their positions before that.
    record Released(WaveId wave, List<Integer> positions) implements Fact {}

    /// An upload's index objects are sealed.
    record Indexed(UploadId upload, Handle handle, List<Kept> objects) implements Fact {}

    /// An index object and the name of its file, relative to the data folder, with `/`.
    record Kept(int ordinal, Address address, ByteCount size, String file, boolean root) {}

    /// A transaction is wanted.
    record Drafted(Intent intent) implements Fact {}

    /// A transaction was signed.
    record Attempted(Attempt attempt) implements Fact {}

    /// It is known what became of an intent.
    record Settled(IntentId intent, Outcome outcome) implements Fact {}

    /// A wave is paid.
    record Paid(Receipt receipt) implements Fact {}

    /// The payment of rows, which this transaction made, is given up.
    record Expired(WaveId wave, List<Integer> positions, Hash transaction) implements Fact {}

    /// A leaf has its place.
    record Leafed(DriveId drive, long position, WaveId wave, List<Integer> rows, Hash dataRoot, ByteCount dataSize,
            ByteCount totalSize) implements Fact {}

    /// A checkpoint is on chain.
    record Anchored(DriveId drive, Checkpoint checkpoint) implements Fact {}

    /// Signatures were added to a checkpoint: `late` is that one, with the late signers alone and the transaction that
    /// added them.
    record Extended(DriveId drive, Checkpoint late) implements Fact {}

    /// The user has decided about a conflict.
    record Decided(DecisionId id, DriveId drive, long count, Choice choice) implements Fact {}

    /// What came of a decision.
    record DecisionEnded(DecisionId id, Decision.Outcome outcome) implements Fact {}

    /// The limits of the wallet are others now.
    record Limited(Limits limits) implements Fact {}

    /// Checkpoints of a drive are made by themselves, or not: paused by the user, or by so many failures in a row.
    record Held(DriveId drive, boolean paused, int failures) implements Fact {}

    /// Another journal says something, which counts here too.
    ///
    /// @param origin the hash of that journal's first record, by which it is known
    /// @param line the record as it stands there, without LF
    /// @param known whether what it says was here already
    /// @param number of the wave or intent that it makes, here; empty for other records
    record Imported(Hash origin, Bytes line, boolean known, Optional<Long> number) implements Fact {}

    /// The journal was lost and made anew from the lines that the database had kept.
    /// @param seq the last line that the database reflected
    /// @param hash that line's hash
    /// @param saved how many lines after it were found whole in what was left of the journal
    record Rebuilt(long seq, Hash hash, long saved) implements Fact {}

    /// An upload is over. A failure is known by its code only, because its words may name files.
    record Closed(UploadId upload, Ending ending) implements Fact {}

    /// How an upload ended.
    sealed interface Ending {
        /// Given up.
        record Cancelled(Amount unstored) implements Ending {}

        /// Failed.
        record Failed(String code, Amount inVain) implements Ending {}

        /// Done.
        record Done(Handle handle) implements Ending {}
    }
}
