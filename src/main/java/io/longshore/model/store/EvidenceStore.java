package io.longshore.model.store;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.Intent;
import io.longshore.model.UploadId;

/// What is looked up to show others that a checkpoint covers a file.
public interface EvidenceStore {
    /// The upload that a handle stands for; empty if it is none of here.
    Optional<UploadId> upload(Handle handle) throws FailureException;

    /// The positions of the leaves that are made of waves with rows of an upload, in order. Some of them may have other rows
    /// of these waves only.
    List<Long> positions(UploadId upload) throws FailureException;

    /// The confirmed transactions that anchored a checkpoint of a drive and added signatures to it, newest first. The
    /// signatures stand in their calldata.
    List<Intent> anchors(DriveId drive, Checkpoint checkpoint) throws FailureException;
}
