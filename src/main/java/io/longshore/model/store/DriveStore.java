package io.longshore.model.store;

import java.util.List;

import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;

/// The drives of this data folder. Each row carries SHA-256(drive id || public key), checked on every read, so that a
/// flipped bit never seals a file to nobody.
public interface DriveStore {
    /// All drives, in the order they were made.
    List<Drive> all() throws FailureException;

    /// Adds a drive, or replaces the one with its id. Forced (`drive`).
    void put(Drive drive) throws FailureException;

    /// Forgets a drive that has no unfinished upload. Forced (`drive`); refused (`Refused`) while it has one.
    void remove(DriveId drive) throws FailureException;
}
