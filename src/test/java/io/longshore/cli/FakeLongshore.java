package io.longshore.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.longshore.Checkpoints;
import io.longshore.DriveBook;
import io.longshore.Estimate;
import io.longshore.Keys;
import io.longshore.Longshore;
import io.longshore.Pin;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.AuditReport;
import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.DecisionId;
import io.longshore.model.Drive;
import io.longshore.model.DriveEdit;
import io.longshore.model.DriveId;
import io.longshore.model.ExportedJournal;
import io.longshore.model.ExportedProof;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ImportedJournal;
import io.longshore.model.ProviderId;
import io.longshore.model.Receipt;
import io.longshore.model.Recovery;
import io.longshore.model.UploadId;
import io.longshore.model.Wei;
import io.longshore.model.snapshot.CheckpointSnapshot;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;

/// An engine that does what the test laid out: what is added, how uploads end while they are awaited, what fails.
final class FakeLongshore implements Longshore {
    final List<String> calls = new ArrayList<>();

    final Map<UploadId, UploadSnapshot> uploads = new LinkedHashMap<>();

    final Map<DriveId, Failure> conflicts = new LinkedHashMap<>();

    Recovery recovery = new Recovery(0, 0, false);

    List<Drive> drives = List.of();

    Added added = new Added(List.of(), Map.of(), List.of());

    UnaryOperator<UploadSnapshot> awaited = upload -> upload;

    @Nullable
    Restored restored;

    List<Receipt> receipts = List.of();

    @Nullable
    ExportedJournal exported;

    @Nullable
    ImportedJournal imported;

    @Nullable
    Failure failure;

    /// How the checkpoints of drives stand.
    List<CheckpointSnapshot> anchored = List.of();
    /// What the newest checkpoint covers.
    List<Handle> handles = List.of();

    /// Why none is made now.
    @Nullable
    Failure refusal;

    /// What came of an audit.
    @Nullable
    AuditReport audited;

    @Nullable
    RuntimeException bug;

    @Nullable
    CountDownLatch awaiting;

    private final CountDownLatch closed = new CountDownLatch(1);

    FakeLongshore with(UploadSnapshot... all) {
        for (UploadSnapshot upload : all) {
            uploads.put(upload.id(), upload);
        }
        return this;
    }

    @Override
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public List<Drive> drives() throws FailureException {
        note("drives");
        return drives;
    }

    @Override
    public Added add(List<Path> paths, Optional<String> drive, Optional<Amount> budget) throws FailureException {
        note("add " + paths + " " + drive.orElse("-") + " " + budget.map(Amount::toString).orElse("-"));
        return added;
    }

    @Override
    public void start() throws FailureException {
        note("start");
    }

    @Override
    public void pause(Set<UploadId> ids) throws FailureException {
        note("pause " + ids);
    }

    @Override
    public void resume(Set<UploadId> ids) throws FailureException {
        note("resume " + ids);
    }

    @Override
    public void cancel(Set<UploadId> ids) throws FailureException {
        note("cancel " + ids);
    }

    @Override
    public Set<UploadId> retry(Set<UploadId> ids) throws FailureException {
        note("retry " + ids);
        return ids;
    }

    @Override
    public void approve(Set<UploadId> ids, Optional<Amount> more) throws FailureException {
        note("approve " + ids + " " + more.map(Amount::toString).orElse("-"));
    }

    @Override
    public Set<UploadId> unfinished() throws FailureException {
        note("unfinished");
        Set<UploadId> ids = new LinkedHashSet<>();
        uploads.values().stream().filter(upload -> !upload.state().isFinal()).forEach(upload -> ids.add(upload.id()));
        return ids;
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(drives, List.copyOf(uploads.values()), List.of(), List.of(), Optional.empty(),
                Optional.empty(), false, conflicts, Map.of());
    }

    @Override
    public Pin listen(Runnable changed) {
        return () -> {};
    }

    @Override
    public void await(Set<UploadId> ids) throws InterruptedException {
        if (awaiting != null) {
            awaiting.countDown();
            closed.await();
            return;
        }
        ids.forEach(id -> uploads.computeIfPresent(id, (_, upload) -> awaited.apply(upload)));
    }

    @Override
    public Restored restore(Handle handle, Path target, Optional<String> drive, boolean overwrite)
            throws FailureException {
        note("restore " + handle + " " + target + " " + drive.orElse("-") + " " + overwrite);
        return java.util.Objects.requireNonNull(restored);
    }

    @Override
    public Estimate estimate(List<Path> paths, Optional<String> drive) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DriveBook driveBook() {
        return new DriveBook() {
            @Override
            public Added add(String name, Optional<Listing> where, List<DriveEdit> terms) throws FailureException {
                note("add drive " + name + " " + where.map(Listing::toString).orElse("-") + " " + terms);
                return new Added(drives.getFirst(),
                        where.map(_ -> new Purse(Account.of(new byte[Account.SIZE]), Amount.ZERO, Wei.ZERO)));
            }

            @Override
            public Drive edit(String name, List<DriveEdit> edits) throws FailureException {
                note("edit drive " + name + " " + edits);
                Drive edited = drives.stream().filter(each -> each.name().equals(name)).findFirst()
                        .orElseThrow(() -> new FailureException(new Failure.NotFound("drive " + name)));
                for (DriveEdit edit : edits) {
                    if (edit instanceof DriveEdit.Ceiling(var most)) {
                        edited = edited.under(most);
                    }
                }
                return edited;
            }

            @Override
            public Removed remove(String name) throws FailureException {
                note("remove drive " + name);
                return new Removed(drives.getFirst(), new ByteCount(5000));
            }
        };
    }

    @Override
    public Keys keys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Receipt> receipts() throws FailureException {
        note("receipts");
        return receipts;
    }

    @Override
    public ExportedJournal export(Path file, boolean overwrite) throws FailureException {
        note("export " + file + " " + overwrite);
        return java.util.Objects.requireNonNull(exported);
    }

    @Override
    public ImportedJournal importJournal(Path file) throws FailureException {
        note("import " + file);
        return java.util.Objects.requireNonNull(imported);
    }

    @Override
    public void emptyLocalNetwork() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Checkpoints checkpoints() {
        return new Checkpoints() {
            @Override
            public CheckpointSnapshot status(Optional<String> drive) throws FailureException {
                note("checkpoints " + drive.orElse("-"));
                return anchored.stream().filter(each -> drives.stream().anyMatch(
                        one -> one.id().equals(each.drive()) && one.name().equals(drive.orElse(one.name()))))
                        .findFirst().orElseThrow(() -> new FailureException(new Failure.NotFound("drive " + drive)));
            }

            @Override
            public ExportedProof export(Handle handle, Path file, boolean overwrite) throws FailureException {
                if (!handles.contains(handle)) {
                    throw new FailureException(new Failure.NotFound("checkpoint that covers " + handle));
                }
                return new ExportedProof(file, anchored.getFirst().last().orElseThrow(), 1, 2);
            }

            @Override
            public Optional<Checkpoint> submitNow(Optional<String> drive) throws FailureException {
                note("submit " + drive.orElse("-"));
                if (refusal != null) {
                    throw new FailureException(refusal);
                }
                return Optional.empty();
            }

            @Override
            public void pause(Optional<String> drive) throws FailureException {
                note("hold " + drive.orElse("-"));
            }

            @Override
            public void resume(Optional<String> drive) throws FailureException {
                note("go on " + drive.orElse("-"));
            }

            @Override
            public AuditReport audit(Optional<String> drive, ProviderId provider, int chunks)
                    throws FailureException {
                note("audit " + drive.orElse("-") + " " + provider + " " + chunks);
                return java.util.Objects.requireNonNull(audited);
            }

            @Override
            public Decision resolve(Optional<String> drive, Choice choice) throws FailureException {
                note("resolve " + drive.orElse("-") + " " + choice.word());
                if (refusal != null) {
                    throw new FailureException(refusal);
                }
                return new Decision(new DecisionId(1), anchored.getFirst().drive(), Instant.EPOCH, 3, choice,
                        Optional.of(Decision.Outcome.LEFT));
            }

            @Override
            public Pin listen(Listener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public void close() {
        calls.add("close");
        closed.countDown();
    }

    private void note(String call) throws FailureException {
        calls.add(call);
        if (bug != null) {
            throw bug;
        }
        if (failure != null) {
            throw new FailureException(failure);
        }
    }
}
