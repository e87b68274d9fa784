package io.longshore.model.snapshot;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.PaymentMode;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wei;

/// One upload as it stands.
///
/// @param id its id
/// @param path its source
/// @param kind a file or a folder's list
/// @param drive where it goes
/// @param group the folder it was dropped with
/// @param state where it stands
/// @param running whether this program works on it, or is about to
/// @param added when it was added
/// @param size the source's size
/// @param chunks chunks of the source
/// @param indexObjects table pages and root object; 0 until they are sealed
/// @param waves waves that have rows of it
/// @param planned chunks with durable plans
/// @param paid chunks that are paid
/// @param stored chunks that a majority holds
/// @param sentChunks chunks and index objects of it that at least one provider acknowledged in this run
/// @param cost tokens and gas, in all and in this run
/// @param budget the most it may spend
/// @param paymentMode how it was paid; empty before the first payment
/// @param checkpoint the newest checkpoint that covers it
/// @param handle where it begins
public record UploadSnapshot(UploadId id, Path path, UploadPlan.Kind kind, DriveId drive, Optional<GroupId> group,
        UploadState state, boolean running, Instant added, ByteCount size, long chunks, int indexObjects, int waves,
        long planned,
        long paid,
        long stored, long sentChunks, Cost cost, Optional<Amount> budget, Optional<PaymentMode> paymentMode,
        Optional<Checkpoint> checkpoint, Optional<Handle> handle) {
    /// The same in another state.
    public UploadSnapshot in(UploadState other) {
        Optional<Handle> begin = other instanceof UploadState.Done(Handle done) ? Optional.of(done) : handle;
        return new UploadSnapshot(id, path, kind, drive, group, other, running && !other.isFinal(), added, size, chunks,
                indexObjects, waves,
                planned,
                paid, stored, sentChunks, cost, budget, paymentMode, checkpoint, begin);
    }

    /// Whether a program worked on it and none does any more: it goes on when it is resumed.
    public boolean isInterrupted() {
        return !running && (state instanceof UploadState.Running || state instanceof UploadState.Queued);
    }

    /// The same, worked on or not.
    public UploadSnapshot running(boolean works) {
        return works == running
                ? this
                : new UploadSnapshot(id, path, kind, drive, group, state, works, added, size, chunks, indexObjects,
                        waves, planned, paid, stored, sentChunks, cost, budget, paymentMode, checkpoint, handle);
    }

    /// What it cost.
    /// @param tokens paid in all
    /// @param gas of payments and approvals, in all
    /// @param tokensNow paid in this run
    /// @param gasNow in this run
    /// @param payments `payForQuotes` transactions in this run
    /// @param approvals approvals in this run
    /// @param inVain the part of the tokens that bought nothing, in all
    public record Cost(Amount tokens, Wei gas, Amount tokensNow, Wei gasNow, int payments, int approvals,
            Amount inVain) {}
}
