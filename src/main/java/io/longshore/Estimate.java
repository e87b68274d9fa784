package io.longshore;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.Wei;

/// What an upload would cost, before anything of it is read or sent. It rests on one chunk's quotes, on the gas fee at the
/// time, and on what this data folder knows to be paid: what else is stored already costs nothing, too.
///
/// @param files how many files
/// @param bytes their content
/// @param chunks how many chunks that makes
/// @param paid how many of them are paid already, because an upload of the same source is not over: they are free
/// @param objects how many index objects go with them, each paid like a chunk
/// @param waves how many waves at least, each one transaction
/// @param sample what one chunk would be paid now
/// @param quotes how many providers' quotes that is the median of
/// @param tokens all of it, with the price rising along the curve as the network fills
/// @param gas of all transactions, the approval included, at the fee now
/// @param disk what the embedded network will hold of it on this disk; empty where that does not run
/// @param time the paying chain's time
/// @param skipped what would be left out, and why
public record Estimate(long files, ByteCount bytes, long chunks, long paid, long objects, long waves, Amount sample,
        int quotes,
        Amount tokens, Wei gas, Optional<ByteCount> disk, Instant time, Map<Path, Failure> skipped) {
    /// Keeps an own copy.
    public Estimate {
        skipped = Map.copyOf(skipped);
    }
}
