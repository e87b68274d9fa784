package io.longshore.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.DestinationKind;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.Failure.Insufficient.Resource;
import io.longshore.model.Failure.OlderThanTheWorld.Sign;
import io.longshore.model.Handle;
import io.longshore.model.UploadState;
import io.longshore.model.Wei;

/// Upload states and failures of every kind.
final class States {
    private States() {}

    static List<Failure> failures() {
        Path path = Path.of("/tmp/a b");
        return List.of(new Failure.Unavailable("p", "d", Optional.of(Duration.ofSeconds(3))),
                new Failure.Unavailable("p", "d", Optional.empty()), new Failure.NoMajority(2, 3),
                new Failure.Refused("p", "d"), new Failure.Unpaid("p"), new Failure.SourceChanged(path, "grown"),
                new Failure.SourceAwaited(path, "it is gone"),
                new Failure.SourceUnreadable(path, "denied"), new Failure.Insufficient(Resource.TOKEN, "1", "0"),
                new Failure.Insufficient(Resource.GAS, "1", "0"), new Failure.Insufficient(Resource.DISK, "1", "0"),
                new Failure.GasTooDear(Wei.of(2), Wei.of(1)), new Failure.ChunkTooDear(Amount.of(3), Amount.of(2)),
                new Failure.ClockApart(Instant.ofEpochSecond(5), Instant.ofEpochSecond(400)),
                new Failure.Corrupt("w", "d"), new Failure.NotFound("w"),
                new Failure.WrongVault(new DriveId(Bytes.of(new byte[16]))), new Failure.VaultLocked(),
                new Failure.HostileName(".."), new Failure.Exists(path), new Failure.LocalFailure("w", "d"),
                new Failure.DataFolderInUse(path, "o"), new Failure.Disagreement("w", "d"),
                new Failure.JournalDamaged("d"), new Failure.OlderThanTheWorld(Sign.TRANSACTIONS, "w", 3, 2),
                new Failure.OlderThanTheWorld(Sign.LEAVES, "w", 3, 2),
                new Failure.PaymentFailed("d"), new Failure.Unsupported("w"), new Failure.Cancelled(),
                new Failure.Broken("d"));
    }

    static List<UploadState> all() {
        List<UploadState> states = new ArrayList<>(List.of(new UploadState.Queued(), new UploadState.Running(),
                new UploadState.Paused(), new UploadState.AwaitingApproval(Amount.of(2), Amount.of(1)),
                new UploadState.AwaitingApproval(Amount.of(2), Amount.of(1), UploadState.AwaitingApproval.Limit.DAY),
                new UploadState.AwaitingApproval(Amount.of(3), Amount.ZERO, UploadState.AwaitingApproval.Limit.AGAIN),
                new UploadState.AwaitingVault(), new UploadState.Cancelled(Amount.of(4)),
                new UploadState.Done(new Handle(DestinationKind.NETWORK, Address.of(new byte[32])))));
        failures().forEach(failure -> states.add(new UploadState.Stalled(failure)));
        failures().forEach(failure -> states.add(new UploadState.Failed(failure, Amount.of(5))));
        return states;
    }
}
