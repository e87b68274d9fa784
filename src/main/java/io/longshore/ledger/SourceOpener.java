package io.longshore.ledger;

import java.util.List;

import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.SourceIdentity;

/// Opens what the journal carries sealed to a drive's key: an open vault can. Called on the ledger's thread.
public interface SourceOpener {
    /// A source and what its restored file will be called.
    record Opened(SourceIdentity source, FileFacts facts) {}

    /// Opens [io.longshore.model.UploadPlan#sealedSource].
    Opened source(DriveId drive, Bytes sealed) throws FailureException;

    /// Opens how a drive's network is found, as [io.longshore.model.Whereabouts#text] has it.
    String network(DriveId drive, Bytes sealed) throws FailureException;

    /// Opens the names of a group's empty folders.
    List<String> folders(DriveId drive, Bytes sealed) throws FailureException;
}
