package io.longshore.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Checkpoint;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.PaymentMode;
import io.longshore.model.Profile;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.model.Wei;
import io.longshore.model.Whereabouts;
import io.longshore.model.snapshot.ProviderSnapshot;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.model.snapshot.WaveSnapshot;

/// Snapshots for tests and pictures: made up, but adding up as the engine's do.
public final class Scenes {
    /// When the pictures are taken.
    public static final Instant NOW = Instant.parse("2026-11-21T14:32:10Z");
    /// What a chunk costs on a young network, three times its price (`format.md` 3).
    private static final Amount CHUNK = Amount.of("11718750000000000");
    private static final DriveId DRIVE = DriveId.of(new byte[DriveId.SIZE]);
    private static final int LEAVES = 34;

    private Scenes() {}

    /// A first start: the local network is there, nothing is stored yet.
    public static Snapshot empty() {
        return new Snapshot(List.of(drive()), List.of(), List.of(), providers(0, true), Optional.of(
                new Snapshot.LocalNetworkSnapshot(ByteCount.ZERO, 5, Amount.ZERO)), Optional.of(account(77)), false,
                Map.of(), Map.of());
    }

    /// An upload in every state, waves in every stage, providers of every kind.
    public static Snapshot busy() {
        return with(busyUploads(), busyWaves(), Map.of());
    }

    /// The same with providers that disagree.
    public static Snapshot disagreeing() {
        return with(busyUploads(), busyWaves(), Map.of(DRIVE,
                new Failure.Disagreement("two providers commit to another root", "0x12… and 0x34…")));
    }

    /// A queue of `count` uploads, all running.
    public static Snapshot crowded(int count) {
        List<UploadSnapshot> uploads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            uploads.add(upload(i, "file-" + i + ".bin", new UploadState.Running(), 64 + i % 64, 64, 48, i % 48));
        }
        return with(uploads, List.of(), Map.of());
    }

    /// Nothing but these uploads.
    public static Snapshot of(UploadSnapshot... uploads) {
        return with(List.of(uploads), List.of(), Map.of());
    }

    /// An upload with 8 MiB chunks.
    public static UploadSnapshot upload(int number, String name, UploadState state, long chunks, long planned,
            long paid,
            long stored) {
        return new UploadSnapshot(id(number), Path.of("/data/" + name), UploadPlan.Kind.FILE, DRIVE,
                Optional.empty(),
                state, state instanceof UploadState.Running || state instanceof UploadState.Queued,
                NOW.minusSeconds(900 - number), ByteCount.mebibytes(chunks * 8), chunks, 0,
                (int) Math.ceilDiv(planned, 64L), planned, paid, stored, stored, cost(paid), Optional.empty(),
                paid == 0 ? Optional.empty() : Optional.of(PaymentMode.WAVE), Optional.empty(),
                state instanceof UploadState.Done(var handle) ? Optional.of(handle) : Optional.empty());
    }

    /// The id of the upload of that number.
    public static UploadId id(int number) {
        byte[] bytes = new byte[UploadId.SIZE];
        bytes[6] = (byte) (number >> 8);
        bytes[7] = (byte) number;
        return UploadId.of(bytes);
    }

    /// A handle.
    public static Handle handle(int number) {
        return new Handle(DestinationKind.NETWORK, Address.of(random(number, Address.SIZE)));
    }

    /// The drive of the local network.
    public static Drive drive() {
        return new Drive(DRIVE, "Local network", DestinationKind.NETWORK, Bytes.of(new byte[32]), new BucketId(1),
                Profile.TACTICAL, new Whereabouts.Embedded(), new ChainId(31337), true);
    }

    private static Snapshot with(List<UploadSnapshot> uploads, List<WaveSnapshot> waves,
            Map<DriveId, Failure> conflicts) {
        long stored = uploads.stream().mapToLong(UploadSnapshot::stored).sum();
        Amount spent = uploads.stream().map(upload -> upload.cost().tokens()).reduce(Amount.ZERO, Amount::plus);
        return new Snapshot(List.of(drive()), uploads, waves, providers(LEAVES, false),
                Optional.of(new Snapshot.LocalNetworkSnapshot(ByteCount.mebibytes(stored * 8 * 5), 5, spent)),
                Optional.of(account(77)), false, conflicts, Map.of());
    }

    private static List<UploadSnapshot> busyUploads() {
        Amount wave = CHUNK.times(64);
        UploadSnapshot photos = upload(3, "Pictures/Summer at the lake.tar", new UploadState.Running(), 912, 576, 448,
                397);
        UploadSnapshot film = upload(5, "Videos/harbour timelapse 4K.mkv", new UploadState.AwaitingApproval(wave,
                Amount.of("250000000000000000")), 704, 320, 256, 256);
        return List.of(
                anchored(upload(0, "Documents/Thesis, final.pdf", new UploadState.Done(handle(0)), 3, 3, 3, 3)),
                anchored(upload(1, "Music/Field recordings.flac", new UploadState.Done(handle(1)), 148, 148, 148, 148)),
                upload(2, "Backups/laptop-2026-11.img", new UploadState.Stalled(new Failure.NoMajority(2, 3)), 1280,
                        512,
                        448, 430),
                photos,
                upload(4, "Datasets/tide gauges 1970–2025.parquet", new UploadState.Running(), 96, 96, 64, 21),
                film,
                upload(6, "Documents/Contracts.zip", new UploadState.Paused(), 41, 41, 41, 18),
                upload(7, "Projects/longshore-notes.md", new UploadState.Queued(), 1, 0, 0, 0),
                upload(8, "Mail/archive.mbox", new UploadState.Failed(new Failure.SourceChanged(
                        Path.of("/data/mail/archive.mbox"), "its length changed"), CHUNK.times(5)), 37, 37, 5, 5),
                upload(9, "Downloads/old-installer.iso", new UploadState.Cancelled(Amount.ZERO), 90, 0, 0, 0));
    }

    private static UploadSnapshot anchored(UploadSnapshot upload) {
        Checkpoint checkpoint = new Checkpoint(new BucketId(1), Hash.of(random(1, Hash.SIZE)), 0, LEAVES,
                List.of(provider(0), provider(1), provider(2), provider(3)), Hash.of(random(2, Hash.SIZE)), 4711, NOW);
        return new UploadSnapshot(upload.id(), upload.path(), upload.kind(), upload.drive(),
                Optional.<GroupId>empty(), upload.state(), upload.running(), upload.added(), upload.size(),
                upload.chunks(), 2,
                upload.waves(), upload.planned(), upload.paid(), upload.stored(), upload.sentChunks(), upload.cost(),
                upload.budget(), upload.paymentMode(), Optional.of(checkpoint), upload.handle());
    }

    private static List<WaveSnapshot> busyWaves() {
        List<WaveSnapshot> waves = new ArrayList<>();
        for (int number = 38; number > 18; number--) {
            WaveStage stage = number > 37
                    ? WaveStage.PLANNED
                    : number > 36
                            ? WaveStage.PAYING
                            : number > 34 ? WaveStage.PAID : WaveStage.PLACED;
            boolean paid = stage == WaveStage.PAID || stage == WaveStage.PLACED;
            int stored = stage == WaveStage.PLACED ? 64 : stage == WaveStage.PAID ? 1 + number % 3 * 21 : 0;
            waves.add(new WaveSnapshot(new WaveId(number), DRIVE, Set.of(id(3)), 64, stored, stage,
                    number > 37 ? Optional.empty() : Optional.of(CHUNK.times(64)),
                    paid ? Optional.of(Wei.of(2_713_401_000_000_000L + number * 1_000_000L)) : Optional.empty(),
                    paid ? Optional.of(Hash.of(random(number, Hash.SIZE))) : Optional.empty()));
        }
        return waves;
    }

    private static List<ProviderSnapshot> providers(long leaves, boolean fresh) {
        List<ProviderSnapshot> providers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ProviderHistory.State state = fresh || i < 3
                    ? ProviderHistory.State.HEALTHY
                    : i == 3 ? ProviderHistory.State.DEGRADED : ProviderHistory.State.UNREACHABLE;
            boolean gone = state == ProviderHistory.State.UNREACHABLE;
            Optional<Failure> error = state == ProviderHistory.State.HEALTHY
                    ? Optional.empty()
                    : Optional.of(new Failure.Unavailable("127.0.0.1:4410" + (i + 1), "timed out", Optional.empty()));
            Instant since = NOW.minusSeconds(600L + i * 131);
            ProviderHistory history = new ProviderHistory(900 + i, error.isPresent() ? 7 : 0,
                    gone ? ProviderHistory.UNREACHABLE_AFTER : error.isPresent() ? 1 : 0, error.isPresent() ? 1 : 0,
                    gone ? List.of() : List.of(Duration.ofMillis(3 + i * 4)), error, Optional.of(since), since);
            providers.add(new ProviderSnapshot(provider(i), DRIVE, "http://127.0.0.1:4410" + (i + 1), history, error,
                    fresh || i < 3 ? leaves : gone ? leaves - 11 : leaves - 1, leaves));
        }
        return providers;
    }

    private static UploadSnapshot.Cost cost(long paid) {
        Amount tokens = CHUNK.times(paid);
        Wei gas = Wei.of(42_396_890_625_000L).times(paid);
        int payments = (int) Math.ceilDiv(paid, 64L);
        return new UploadSnapshot.Cost(tokens, gas, tokens, gas, payments, payments == 0 ? 0 : 1, Amount.ZERO);
    }

    private static ProviderId provider(int number) {
        return new ProviderId(account(100 + number));
    }

    private static Account account(int number) {
        return Account.of(random(number, Account.SIZE));
    }

    private static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
