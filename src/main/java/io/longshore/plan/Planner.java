package io.longshore.plan;

import java.util.List;
import java.util.Optional;

import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.model.PlannedChunk;
import io.longshore.model.UploadPlan;
import io.longshore.seal.ChunkCipher;
import io.longshore.seal.FileKeys;

/// Plans the chunks of one upload, in order of index. It can stop after any chunk and go on later, elsewhere, from the
/// leaves of what was planned: the result is the same as in one go, because sealing is deterministic and a chunk refers
/// to the first one with its content wherever the planning was cut. Keeps about 50 bytes for each distinct chunk and no
/// content. For one thread at a time.
public final class Planner {
    private final Source source;
    private final Grid grid;
    private final ChunkCipher cipher;
    private final LeafIndex firsts = new LeafIndex();
    private long next;
    private Optional<PlannedChunk> repeated = Optional.empty();

    /// Goes on after the chunks that are planned already.
    /// @param planned their plaintext leaves, in order; empty at the start
    public Planner(UploadPlan plan, FileKeys keys, Source source, List<Hash> planned) {
        this.source = source;
        this.grid = plan.grid();
        this.cipher = new ChunkCipher(keys, plan.file(), grid.count());
        for (Hash leaf : planned) {
            firsts.first(leaf, next++);
        }
    }

    /// How many chunks are read.
    public long planned() {
        return next;
    }

    /// A chunk that was read, and is to be sealed next.
    /// @param first the first chunk with this content
    public record Reading(long index, long first, Hash leaf, int length) {}

    /// Plans the next chunk; empty once all are planned.
    /// @param plain takes the plaintext; has room for a chunk of the grid
    /// @param scratch takes the sealed chunk, which is of no further use; has room for 16 bytes more
    /// @throws FailureException `SourceChanged`, `SourceUnreadable`; the chunk is then not planned, and the next call
    ///         tries it again
    public Optional<PlannedChunk> next(byte[] plain, byte[] scratch) throws FailureException {
        return read(plain).map(reading -> seal(reading, plain, scratch));
    }

    /// The first half of [#next]: reads the next chunk; empty once all are read. What was read must be sealed in the same
    /// order, and this may run while the chunk before is sealed: one thread at a time for each half.
    /// @param plain takes the plaintext; has room for a chunk of the grid
    /// @throws FailureException `SourceChanged`, `SourceUnreadable`; the next call tries the chunk again
    public Optional<Reading> read(byte[] plain) throws FailureException {
        if (next >= grid.count()) {
            return Optional.empty();
        }
        int length = source.read(next, plain);
        Hash leaf = cipher.leaf(plain, length);
        Reading reading = new Reading(next, firsts.first(leaf, next), leaf, length);
        next++;
        return Optional.of(reading);
    }

    /// The second half of [#next]. What the first chunk with this content was planned as is not kept: sealing its content
    /// in its place gives it again. Only the last one is remembered, for long runs of one content, as zeros in a sparse
    /// file.
    /// @param plain what was read
    /// @param scratch as for [#next]
    public PlannedChunk seal(Reading reading, byte[] plain, byte[] scratch) {
        long first = reading.first();
        if (first == reading.index()) {
            return cipher.planWithLeaf(first, reading.leaf(), plain, reading.length(), scratch);
        }
        PlannedChunk known = repeated.filter(chunk -> chunk.index() == first)
                .orElseGet(() -> cipher.planWithLeaf(first, reading.leaf(), plain, reading.length(), scratch));
        repeated = Optional.of(known);
        return new PlannedChunk(reading.index(), first, known.nonce(), known.tag(), known.address(), reading.leaf());
    }
}
