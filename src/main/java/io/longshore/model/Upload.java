package io.longshore.model;

import java.time.Instant;
import java.util.Optional;

/// One source file going to one drive: the ledger's present word on it.
///
/// @param plan what was fixed at the start
/// @param state where it stands
/// @param budget the most it may spend; empty for no limit where the drive is free, and for "ask" elsewhere
/// @param added when it was added
/// @param planned how many of its chunks have durable plans (always a prefix)
/// @param indexed whether its index objects are durable
/// @param handle where it begins, once its root object is sealed
public record Upload(UploadPlan plan, UploadState state, Optional<Amount> budget, Instant added, long planned,
        boolean indexed, Optional<Handle> handle) {
    /// Its id.
    public UploadId id() {
        return plan.upload();
    }
}
