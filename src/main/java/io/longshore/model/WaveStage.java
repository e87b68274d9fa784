package io.longshore.model;

/// How far a wave has come. Stored, never inferred.
public enum WaveStage {
    /// Its plans are durable; nothing is paid; rows may still leave it.
    PLANNED,
    /// An intent for its payment is drafted: its membership is fixed.
    PAYING,
    /// A receipt is durable (or nothing was to be paid): its rows may be sent.
    PAID,
    /// Every row of it stands in a durable leaf.
    PLACED
}
