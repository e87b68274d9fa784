package io.longshore.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.ledger.Fact.Ending;
import io.longshore.ledger.Recorder.Change;
import io.longshore.ledger.Recorder.Decision;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.IndexObject;
import io.longshore.model.PlannedChunk;
import io.longshore.model.SourceIdentity;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.store.UploadStore;

/// The uploads of a ledger.
final class RecordedUploads implements UploadStore {
    private final Recorder recorder;

    RecordedUploads(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Upload add(UploadPlan plan, Optional<Amount> budget) throws FailureException {
        return addAll(List.of(plan), budget).getFirst();
    }

    @Override
    public List<Upload> addAll(List<UploadPlan> plans, Optional<Amount> budget) throws FailureException {
        List<Fact> facts = plans.stream().map(plan -> planned(plan, budget)).toList();
        Change clear = projection -> {
            for (UploadPlan plan : plans) {
                projection.uploads().source(plan.upload(), plan.source(), plan.facts());
            }
        };
        return recorder.record(_ -> new Decision<>(facts, clear, projection -> {
            List<Upload> added = new ArrayList<>(plans.size());
            for (UploadPlan plan : plans) {
                added.add(projection.uploads().find(plan.upload()).orElseThrow());
            }
            return added;
        }));
    }

    private static Fact planned(UploadPlan plan, Optional<Amount> budget) {
        return new Fact.Planned(plan.upload(), plan.drive(), plan.group(), plan.kind(), plan.file(), plan.enc(),
                plan.wrappedDek(), plan.grid(), budget, plan.sealedSource());
    }

    @Override
    public Optional<Upload> find(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.uploads().find(upload));
    }

    @Override
    public List<Upload> all() throws FailureException {
        return recorder.read(projection -> projection.uploads().all());
    }

    @Override
    public ByteCount content(DriveId drive) throws FailureException {
        return recorder.read(projection -> projection.uploads().content(drive));
    }

    @Override
    public List<Upload> unfinished(DriveId drive) throws FailureException {
        return recorder.read(projection -> projection.uploads().unfinished(drive));
    }

    @Override
    public List<Upload> group(GroupId group) throws FailureException {
        return recorder.read(projection -> projection.uploads().group(group));
    }

    @Override
    public void state(UploadId upload, UploadState state) throws FailureException {
        switch (state) {
            case UploadState.Cancelled(Amount unstored) -> close(upload, new Ending.Cancelled(unstored), state);
            case UploadState.Failed(Failure failure, Amount inVain) ->
                close(upload, new Ending.Failed(failure.code(), inVain), state);
            case UploadState.Done(Handle handle) -> close(upload, new Ending.Done(handle), state);
            case UploadState.Queued _,UploadState.Running _,UploadState.Paused _,UploadState.AwaitingApproval _,UploadState.AwaitingVault _,UploadState.Stalled _ ->
                recorder.change(projection -> projection.uploads().state(upload, state));
        }
    }

    private void close(UploadId upload, Ending ending, UploadState state) throws FailureException {
        recorder.record(before -> before.uploads().closed(upload)
                ? new Decision<>(List.of(), Change.NONE, _ -> upload)
                : new Decision<>(List.of(new Fact.Closed(upload, ending)),
                        projection -> projection.uploads().ending(upload, state), _ -> upload));
    }

    @Override
    public boolean isImported(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.uploads().isImported(upload));
    }

    @Override
    public void source(UploadId upload, SourceIdentity source, Bytes sealed) throws FailureException {
        recorder.record(before -> {
            if (before.uploads().closed(upload)) {
                throw new FailureException(new Failure.Refused("the ledger", "upload " + upload + " is over"));
            }
            FileFacts facts = before.uploads().find(upload).orElseThrow().plan().facts();
            return new Decision<>(List.of(new Fact.Given(upload, sealed)),
                    projection -> projection.uploads().source(upload, source, facts), _ -> upload);
        });
    }

    @Override
    public void budget(UploadId upload, Optional<Amount> budget) throws FailureException {
        recorder.change(projection -> projection.uploads().budget(upload, budget));
    }

    @Override
    public List<PlannedChunk> chunks(UploadId upload, long first, int most) throws FailureException {
        return recorder.read(projection -> projection.chunks().chunks(upload, first, most));
    }

    @Override
    public List<Hash> leaves(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.chunks().leaves(upload));
    }

    @Override
    public List<SealedLeaves> sealedLeaves(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.chunks().sealedLeaves(upload));
    }

    @Override
    public void supplyLeaves(UploadId upload, long first, List<Hash> leaves) throws FailureException {
        recorder.change(projection -> projection.chunks().leaves(upload, first, leaves));
    }

    @Override
    public void index(UploadId upload, List<IndexObject> objects, Handle handle) throws FailureException {
        recorder.record(before -> new Decision<>(
                List.of(new Fact.Indexed(upload, handle,
                        objects.stream().map(object -> before.objects().kept(object)).toList())),
                Change.NONE, _ -> upload));
    }

    @Override
    public List<IndexObject> objects(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.objects().of(upload));
    }

    @Override
    public List<String> folders(GroupId group) throws FailureException {
        return recorder.read(projection -> {
            if (projection.sealed().sealed(group)) {
                throw new FailureException(new Failure.VaultLocked());
            }
            return projection.sealed().folders(group);
        });
    }

    @Override
    public void folders(DriveId drive, GroupId group, List<String> folders, Bytes sealed) throws FailureException {
        recorder.record(_ -> new Decision<>(List.of(new Fact.Folders(drive, group, sealed)),
                projection -> projection.sealed().folders(group, folders), _ -> group));
    }
}
