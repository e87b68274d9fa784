package io.longshore.checkpoint;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import io.longshore.checkpoint.Schedule.Since;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Leaf;
import io.longshore.model.PaymentMode;
import io.longshore.model.Receipt;
import io.longshore.model.WaveId;
import io.longshore.model.store.LeafStore;

/// What of a drive no checkpoint covers yet, from what is durable alone: so it is the same after a restart.
public final class Backlog {
    private final DriveId drive;
    private final LeafStore leaves;
    private final Receipts receipts;

    /// Finds receipts.
    public interface Receipts {
        /// That of a wave; empty while it is not paid.
        Optional<Receipt> of(WaveId wave) throws FailureException;
    }

    /// @param drive whose
    /// @param leaves its leaves and checkpoints
    /// @param receipts of its waves
    public Backlog(DriveId drive, LeafStore leaves, Receipts receipts) {
        this.drive = drive;
        this.leaves = leaves;
        this.receipts = receipts;
    }

    /// The newest checkpoint.
    public Optional<Checkpoint> last() throws FailureException {
        return leaves.checkpoints(drive, 1).stream().findFirst();
    }

    /// How many leaves there are.
    public long count() throws FailureException {
        return leaves.count(drive);
    }

    /// How many leaves it does not cover.
    public long pending() throws FailureException {
        return Math.max(0, leaves.count(drive) - leaves.anchored(drive));
    }

    /// From when on a batch counts: the block of the newest checkpoint, or the one in which the first of these leaves was paid,
    /// if that is later. Leaves that cost nothing have no such block.
    public Optional<Since> since() throws FailureException {
        Optional<WaveId> first = leaves.from(drive, leaves.anchored(drive), 1).stream().map(Leaf::wave).findFirst();
        Optional<Since> paid = first.isEmpty()
                ? Optional.empty()
                : receipts.of(first.get()).filter(receipt -> receipt.mode() != PaymentMode.FREE)
                        .map(receipt -> new Since(receipt.block(), receipt.blockTime()));
        return Stream.concat(paid.stream(),
                last().map(checkpoint -> new Since(checkpoint.block(), checkpoint.at())).stream())
                .max(Comparator.comparingLong(Since::block));
    }
}
