package io.longshore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

import io.longshore.model.Amount;
import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.GroupId;
import io.longshore.model.PaymentMode;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;
import io.longshore.model.WaveStage;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.model.snapshot.WaveSnapshot;
import io.longshore.model.store.PaymentStore.Spent;
import io.longshore.upload.Stores;
import io.longshore.upload.Tally;

/// Reads from the ledger what front ends are shown. Keeps the picture of each upload until something about it changed, so
/// that ten thousand finished ones cost nothing. For all threads.
final class Board {
    private static final int RECENT_WAVES = 200;

    private final Stores stores;
    private final Tally tally;
    private final BiPredicate<DriveId, UploadId> working;
    private final Map<UploadId, UploadSnapshot> uploads = new LinkedHashMap<>();
    private final Map<DriveId, Long> anchored = new HashMap<>();
    private boolean read;

    /// @param working whether an upload of a drive is worked on
    Board(Stores stores, Tally tally, BiPredicate<DriveId, UploadId> working) {
        this.stores = stores;
        this.working = working;
        this.tally = tally;
    }

    /// All uploads, those that changed read anew.
    synchronized List<UploadSnapshot> uploads() throws FailureException {
        try {
            return readUploads();
        } catch (FailureException e) {
            // What had changed is forgotten by now.
            read = false;
            throw e;
        }
    }

    private List<UploadSnapshot> readUploads() throws FailureException {
        Set<UploadId> changed = tally.takeChanged();
        if (!read) {
            for (Upload upload : stores.uploads().all()) {
                uploads.put(upload.id(), picture(upload));
            }
            read = true;
        } else {
            for (UploadId id : changed) {
                Optional<Upload> upload = stores.uploads().find(id);
                if (upload.isPresent()) {
                    uploads.put(id, picture(upload.get()));
                }
            }
        }
        lookForCheckpoints();
        Set<GroupId> groups = new HashSet<>();
        uploads.values().stream().filter(this::isWorkedOn)
                .forEach(upload -> upload.group().ifPresent(groups::add));
        return uploads.values().stream().map(upload -> upload.running(works(upload, groups))).toList();
    }

    /// A group's list waits for its files without being worked on.
    private boolean works(UploadSnapshot upload, Set<GroupId> groups) {
        return isWorkedOn(upload)
                || upload.state() instanceof UploadState.Queued && upload.group().filter(groups::contains).isPresent();
    }

    private boolean isWorkedOn(UploadSnapshot upload) {
        return !upload.state().isFinal() && working.test(upload.drive(), upload.id());
    }

    /// A new checkpoint covers uploads that are over and change no more.
    private void lookForCheckpoints() throws FailureException {
        Set<DriveId> newly = new HashSet<>();
        for (Drive drive : stores.drives().all()) {
            long count = stores.leaves().checkpoints(drive.id(), 1).stream().mapToLong(Checkpoint::count).findFirst()
                    .orElse(0);
            if (!Long.valueOf(count).equals(anchored.put(drive.id(), count))) {
                newly.add(drive.id());
            }
        }
        if (newly.isEmpty()) {
            return;
        }
        for (UploadSnapshot upload : List.copyOf(uploads.values())) {
            if (newly.contains(upload.drive()) && upload.checkpoint().isEmpty()) {
                uploads.put(upload.id(), picture(stores.uploads().find(upload.id()).orElseThrow()));
            }
        }
    }

    /// Everything is read anew the next time: a checkpoint covers many uploads at once.
    synchronized void forget() {
        read = false;
    }

    private UploadSnapshot picture(Upload upload) throws FailureException {
        UploadId id = upload.id();
        Spent spent = stores.payments().spent(id);
        Spent before = tally.before(id, spent);
        UploadSnapshot.Cost cost = new UploadSnapshot.Cost(spent.tokens(), spent.gas(),
                spent.tokens().minus(before.tokens()), spent.gas().minus(before.gas()),
                spent.payments() - before.payments(), spent.approvals() - before.approvals(), inVain(upload));
        List<Wave> waves = stores.waves().of(id);
        return new UploadSnapshot(id, upload.plan().source().path(), upload.plan().kind(), upload.plan().drive(),
                upload.plan().group(), upload.state(), false, upload.added(), upload.plan().grid().size(),
                upload.plan().grid().count(), stores.uploads().objects(id).size(), waves.size(), upload.planned(),
                stores.waves().paidChunks(id), stores.waves().storedChunks(id), tally.sentOf(id), cost, upload.budget(),
                mode(waves), checkpoint(upload), upload.handle());
    }

    /// What was paid without its file being stored, or for chunks that had to be paid again.
    private Amount inVain(Upload upload) throws FailureException {
        return switch (upload.state()) {
            case UploadState.Failed(_, Amount all) -> all;
            case UploadState.Cancelled(Amount unstored) -> unstored.plus(stores.lapses().inVain(upload.id()));
            case UploadState.Queued _,UploadState.Running _,UploadState.Paused _,UploadState.AwaitingApproval _,UploadState.AwaitingVault _,UploadState.Stalled _,UploadState.Done _ ->
                stores.lapses().inVain(upload.id());
        };
    }

    private static Optional<PaymentMode> mode(List<Wave> waves) {
        if (waves.stream().anyMatch(wave -> wave.intent().isPresent())) {
            return Optional.of(PaymentMode.WAVE);
        }
        boolean stored = waves.stream()
                .anyMatch(wave -> wave.stage() == WaveStage.PAID || wave.stage() == WaveStage.PLACED);
        return stored ? Optional.of(PaymentMode.FREE) : Optional.empty();
    }

    private Optional<Checkpoint> checkpoint(Upload upload) throws FailureException {
        long end = stores.leaves().end(upload.id());
        return end == 0
                ? Optional.empty()
                : stores.leaves().checkpoints(upload.plan().drive(), 1).stream().filter(c -> c.count() >= end)
                        .findFirst();
    }

    /// The newest waves of a drive.
    List<WaveSnapshot> waves(DriveId drive) throws FailureException {
        List<WaveSnapshot> pictures = new ArrayList<>();
        for (Wave wave : stores.waves().recent(drive, RECENT_WAVES)) {
            Set<UploadId> members = new LinkedHashSet<>();
            wave.rows().stream().map(Row::upload).forEach(members::add);
            Optional<Receipt> receipt = stores.payments().receipt(wave.id());
            pictures.add(new WaveSnapshot(wave.id(), drive, members, wave.rows().size(), wave.stored().cardinality(),
                    wave.stage(), cost(wave, receipt), receipt.map(Receipt::gas), receipt.map(Receipt::transaction)));
        }
        return pictures;
    }

    private Optional<Amount> cost(Wave wave, Optional<Receipt> receipt) throws FailureException {
        if (receipt.isPresent() || wave.intent().isEmpty()) {
            return receipt.map(Receipt::total);
        }
        return stores.payments().find(wave.intent().get()).map(intent -> switch (intent.purpose()) {
            case Purpose.PayWave pay -> pay.rows().stream().map(RowPayment::amount)
                    .reduce(Amount.ZERO, Amount::plus);
            case Purpose.Approve approve -> approve.amount();
            case Purpose.OpenBucket _,Purpose.AddProvider _,Purpose.Anchor _,Purpose.Extend _ -> Amount.ZERO;
        });
    }
}
