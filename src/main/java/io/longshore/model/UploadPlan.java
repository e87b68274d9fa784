package io.longshore.model;

import java.util.Optional;

/// What is fixed about an upload before its first byte is read: the `plan` record of the journal.
///
/// @param upload its id
/// @param drive where it goes
/// @param group the folder it was dropped with
/// @param kind a file, or the group object that lists a folder
/// @param source the file (for a group object: the folder) as it was
/// @param facts what the restored file will be called
/// @param file the sealed file's id
/// @param enc the HPKE encapsulated key (RFC 9180), 32 bytes
/// @param wrappedDek the data key, wrapped to the drive's public key, 48 bytes
/// @param grid how the source is cut
/// @param sealedSource source identity and facts, sealed to the drive's key, as the journal carries them
public record UploadPlan(UploadId upload, DriveId drive, Optional<GroupId> group, Kind kind, SourceIdentity source,
        FileFacts facts, FileId file, Bytes enc, Bytes wrappedDek, Grid grid, Bytes sealedSource) {
    /// What an upload puts on the drive.
    public enum Kind {
        /// One source file.
        FILE,
        /// The list of a folder's files: made when they are planned, carried inline in its root object.
        GROUP
    }

    /// Checks the shapes.
    public UploadPlan {
        enc.ofSize(32, "enc");
        wrappedDek.ofSize(48, "wrapped DEK");
    }
}
