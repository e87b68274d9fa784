package io.longshore.model.store;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
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

/// Uploads, their plans and their index objects.
public interface UploadStore {
    /// Adds an upload in state `Queued`. Forced (`plan`): the wrapped data key is durable before anything is sealed with it.
    Upload add(UploadPlan plan, Optional<Amount> budget) throws FailureException;

    /// Adds several at once, with one force.
    List<Upload> addAll(List<UploadPlan> plans, Optional<Amount> budget) throws FailureException;

    /// The upload of that id.
    Optional<Upload> find(UploadId upload) throws FailureException;

    /// All uploads, in the order they were added.
    List<Upload> all() throws FailureException;

    /// The uploads of a drive that are not final, in the order they were added.
    List<Upload> unfinished(DriveId drive) throws FailureException;

    /// How much content the uploads of a drive have that were not given up and have not failed.
    ByteCount content(DriveId drive) throws FailureException;

    /// The uploads of a group, the group object's own among them.
    List<Upload> group(GroupId group) throws FailureException;

    /// Stores a state. Forced (`closed`) when it is final. A final state stays: what comes after it is ignored.
    void state(UploadId upload, UploadState state) throws FailureException;

    /// Whether the upload came from another journal: its source was named on another machine.
    boolean isImported(UploadId upload) throws FailureException;

    /// Gives an upload that is not over another source, of the same content. Forced (`source`).
    /// @param source what it is from now on
    /// @param sealed the same with the facts, sealed to the drive's key, as in its plan
    /// @throws FailureException `Refused` if the upload is over
    void source(UploadId upload, SourceIdentity source, Bytes sealed) throws FailureException;

    /// Sets what the upload may spend; empty takes the limit away.
    void budget(UploadId upload, Optional<Amount> budget) throws FailureException;

    /// The planned chunks from `first` (inclusive), at most `most` of them, in order. Fails as `VaultLocked` while leaves of
    /// them are known as sealed only.
    List<PlannedChunk> chunks(UploadId upload, long first, int most) throws FailureException;

    /// The plaintext leaves of all planned chunks, in order: the file root is made of them. Fails as `VaultLocked` while
    /// some are known as sealed only.
    List<Hash> leaves(UploadId upload) throws FailureException;

    /// The stretches of planned chunks whose leaves are known as sealed only, because they were read back from the
    /// journal. Before an upload goes on, each is opened with its keys and given to [#supplyLeaves]. Empty nearly always.
    List<SealedLeaves> sealedLeaves(UploadId upload) throws FailureException;

    /// Leaves as the journal carries them.
    /// @param first the first chunk's index
    /// @param count how many chunks
    /// @param sealed as [io.longshore.model.Run#sealedLeaves] was
    record SealedLeaves(long first, int count, Bytes sealed) {}

    /// Gives the leaves of one of [#sealedLeaves], opened. Not forced: the sealed ones stay in the journal.
    void supplyLeaves(UploadId upload, long first, List<Hash> leaves) throws FailureException;

    /// Records the upload's index objects, the root last, whose files are forced already. Forced (`index_object`), one
    /// force for all; also sets the upload's handle.
    void index(UploadId upload, List<IndexObject> objects, Handle handle) throws FailureException;

    /// The upload's index objects, by ordinal; empty before [#index].
    List<IndexObject> objects(UploadId upload) throws FailureException;

    /// The empty folders that were dropped with a group, as paths of `/`-joined components.
    List<String> folders(GroupId group) throws FailureException;

    /// Records the empty folders of a group. Forced (`folders`), in the journal as `sealed` only.
    /// @param drive the drive of the group
    /// @param sealed the same folders, sealed to the drive's key
    void folders(DriveId drive, GroupId group, List<String> folders, Bytes sealed) throws FailureException;
}
