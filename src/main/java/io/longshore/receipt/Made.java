package io.longshore.receipt;

/// What a record brought into being, so that another journal which has the record too can number it in its own way.
sealed interface Made {
    /// Nothing that has a number.
    Made NOTHING = new Nothing();

    /// Nothing that has a number.
    record Nothing() implements Made {}

    /// A wave.
    record OfWave(Waves.Wave wave) implements Made {}

    /// An intent.
    record OfTransfer(Transfer transfer) implements Made {}
}
