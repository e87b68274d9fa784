package io.longshore.app.control;

/// How many chunks have come how far; each stage includes those beyond it. Knows no node.
/// @param planned chunks with durable plans
/// @param paid chunks that are paid
/// @param stored chunks that a majority holds
/// @param total all of them
public record Stages(long planned, long paid, long stored, long total) {
    /// Which part of the whole `part` is, from 0 to 1.
    double share(long part) {
        return total == 0 ? 0 : Math.min(1, (double) part / total);
    }
}
