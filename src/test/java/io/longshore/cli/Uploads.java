package io.longshore.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.DestinationKind;
import io.longshore.model.DriveId;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.PaymentMode;
import io.longshore.model.ProviderId;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wei;
import io.longshore.model.snapshot.UploadSnapshot;

/// Uploads for tests of what is printed about them.
final class Uploads {
    static final DriveId DRIVE = DriveId.of("0102030405060708090a0b0c0d0e0f10");

    static final Handle HANDLE = new Handle(DestinationKind.NETWORK, Address.of("ab".repeat(32)));

    private Uploads() {}

    /// A file of 130 chunks, 12 of them stored.
    static UploadSnapshot at(String id, UploadState state) {
        boolean done = state instanceof UploadState.Done;
        return new UploadSnapshot(UploadId.of(id), Path.of("/data/déjà vu 🚢.bin"), UploadPlan.Kind.FILE, DRIVE,
                Optional.empty(), state, works(state), Instant.EPOCH, new ByteCount(545_259_520), 130, done ? 2 : 0, 3,
                128, 64,
                done ? 130 : 12, 7,
                new UploadSnapshot.Cost(Amount.of("1500000000000000000"), Wei.of("21000000000000"),
                        Amount.of("500000000000000000"), Wei.of("7000000000000"), 1, 0, inVain(state)),
                Optional.empty(), Optional.of(PaymentMode.WAVE), done ? Optional.of(checkpoint()) : Optional.empty(),
                done ? Optional.of(HANDLE) : Optional.empty());
    }

    private static boolean works(UploadState state) {
        return state instanceof UploadState.Running || state instanceof UploadState.Queued;
    }

    private static Amount inVain(UploadState state) {
        return switch (state) {
            case UploadState.Failed(_, Amount inVain) -> inVain;
            case UploadState.Cancelled(Amount unstored) -> unstored;
            default -> Amount.ZERO;
        };
    }

    /// The same, as one of a folder's files.
    static UploadSnapshot member(UploadSnapshot upload) {
        return new UploadSnapshot(upload.id(), upload.path(), upload.kind(), upload.drive(),
                Optional.of(GroupId.of("0102030405060708090a0b0c0d0e0f10")), upload.state(), upload.running(),
                upload.added(),
                upload.size(),
                upload.chunks(), upload.indexObjects(), upload.waves(), upload.planned(), upload.paid(),
                upload.stored(),
                upload.sentChunks(), upload.cost(), upload.budget(), upload.paymentMode(), upload.checkpoint(),
                upload.handle());
    }

    /// The same, in another state.
    static UploadSnapshot turned(UploadSnapshot upload, UploadState state) {
        return at(upload.id().toString(), state);
    }

    private static Checkpoint checkpoint() {
        List<ProviderId> signers = List.of(ProviderId.of("11".repeat(20)), ProviderId.of("22".repeat(20)),
                ProviderId.of("33".repeat(20)));
        return new Checkpoint(new BucketId(5), Hash.of("cd".repeat(32)), 0, 3, signers, Hash.of("ef".repeat(32)), 9,
                Instant.EPOCH);
    }
}
