package io.longshore.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.longshore.ledger.Fact.Stretch;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.PlannedChunk;
import io.longshore.model.UploadId;
import io.longshore.model.store.UploadStore.SealedLeaves;

/// Planned chunks in the database, packed: a million chunks are a thousand rows.
final class ChunkTable {
    /// How many chunks one row of the database has at most.
    static final int PIECE = 1024;

    private final Sql sql;

    ChunkTable(Sql sql) {
        this.sql = sql;
    }

    /// Keeps planned chunks, which must begin where the upload's planned ones end; returns how often earlier chunks and
    /// those among them are repeated, by index.
    /// @param skip how many of them are planned already
    Map<Long, Long> project(Stretch run, int skip) throws SQLException, FailureException {
        int count = PackedChunks.count(run.chunks());
        if (sql.change("update uploads set planned = planned + ? where id = ? and planned = ?", count - skip,
                run.upload(), run.first() + skip) != 1) {
            throw new IllegalArgumentException("chunk " + run.first() + " is not the next of upload " + run.upload());
        }
        for (int from = skip; from < count; from += PIECE) {
            int to = Math.min(count, from + PIECE);
            sql.change("insert into runs (upload, first_chunk, chunks, packed) values (?, ?, ?, ?)", run.upload(),
                    run.first() + from, to - from,
                    run.chunks().slice(from * PackedChunks.WIDTH, to * PackedChunks.WIDTH));
        }
        sql.change("insert into sealed_leaves (upload, first_chunk, chunks, sealed) values (?, ?, ?, ?)", run.upload(),
                run.first(), count, run.sealedLeaves());
        Map<Long, Long> repeats = new TreeMap<>();
        for (int at = skip; at < count; at++) {
            long sealedAs = PackedChunks.sealedAs(run.chunks(), at);
            if (sealedAs < 0 || sealedAs > run.first() + at) {
                throw new IllegalArgumentException("chunk " + (run.first() + at) + " is sealed as " + sealedAs);
            }
            if (sealedAs != run.first() + at) {
                repeats.merge(sealedAs, 1L, Long::sum);
            }
        }
        for (Map.Entry<Long, Long> repeat : repeats.entrySet()) {
            sql.change(
                    "merge into repeats r using (values (cast(? as binary(8)), cast(? as bigint), cast(? as bigint)))"
                            + " v (upload, chunk, times) on r.upload = v.upload and r.chunk = v.chunk"
                            + " when matched then update set r.times = r.times + v.times"
                            + " when not matched then insert (upload, chunk, times) values (v.upload, v.chunk, v.times)",
                    run.upload(), repeat.getKey(), repeat.getValue());
        }
        return repeats;
    }

    /// How many chunks these are once those that repeat them are counted.
    long withRepeats(UploadId upload, Collection<Long> chunks) throws SQLException, FailureException {
        if (chunks.isEmpty()) {
            return 0;
        }
        TreeSet<Long> wanted = new TreeSet<>(chunks);
        record Repeat(long chunk, long times) {}
        long count = wanted.size();
        for (Repeat repeat : sql.all(row -> new Repeat(row.number("chunk"), row.number("times")),
                "select chunk, times from repeats where upload = ? and chunk between ? and ?", upload, wanted.first(),
                wanted.last())) {
            count += wanted.contains(repeat.chunk()) ? repeat.times() : 0;
        }
        return count;
    }

    /// The planned chunks from `first` on, at most `most`, in order.
    List<PlannedChunk> chunks(UploadId upload, long first, int most) throws SQLException, FailureException {
        List<PlannedChunk> chunks = new ArrayList<>();
        long end = first + most;
        for (Piece piece : sql.all(ChunkTable::piece, "select first_chunk, chunks, packed, leaves from runs"
                + " where upload = ? and first_chunk > ? and first_chunk < ? order by first_chunk", upload,
                first - PIECE, end)) {
            int from = (int) Math.max(0, first - piece.first());
            int to = (int) Math.min(piece.count(), end - piece.first());
            if (from < to) {
                PackedChunks.unpack(piece.packed(), piece.leaves(), piece.first(), from, to, chunks);
            }
        }
        return chunks;
    }

    private record Piece(long first, int count, byte[] packed, byte[] leaves) {}

    private static Piece piece(Columns row) throws SQLException, FailureException {
        return new Piece(row.number("first_chunk"), row.small("chunks"), row.array("packed"), known(row));
    }

    private static byte[] known(Columns row) throws SQLException, FailureException {
        return row.optionalId("leaves", bytes -> bytes)
                .orElseThrow(() -> new FailureException(new Failure.VaultLocked()));
    }

    /// The leaves of all planned chunks, in order.
    List<Hash> leaves(UploadId upload) throws SQLException, FailureException {
        return sql.all(row -> PackedChunks.leaves(known(row)),
                "select leaves from runs where upload = ? order by first_chunk", upload).stream().flatMap(List::stream)
                .toList();
    }

    /// The stretches whose leaves are known as sealed only, in order.
    List<SealedLeaves> sealedLeaves(UploadId upload) throws SQLException, FailureException {
        return sql.all(row -> new SealedLeaves(row.number("first_chunk"), row.small("chunks"), row.bytes("sealed")),
                "select first_chunk, chunks, sealed from sealed_leaves where upload = ? order by first_chunk", upload);
    }

    /// Gives the leaves of one of those stretches in clear.
    void leaves(UploadId upload, long first, List<Hash> leaves) throws SQLException, FailureException {
        if (sql.change("delete from sealed_leaves where upload = ? and first_chunk = ? and chunks = ?", upload, first,
                leaves.size()) != 1) {
            throw new IllegalArgumentException(
                    "no " + leaves.size() + " leaves are wanted from chunk " + first + " of upload " + upload);
        }
        Bytes packed = PackedChunks.packLeaves(leaves);
        record Wanting(long first, int count) {}
        for (Wanting piece : sql.all(row -> new Wanting(row.number("first_chunk"), row.small("chunks")),
                "select first_chunk, chunks from runs where upload = ? and first_chunk >= ? and first_chunk < ?"
                        + " and leaves is null",
                upload, first, first + leaves.size())) {
            int from = Math.toIntExact(piece.first() - first);
            sql.change("update runs set leaves = ? where upload = ? and first_chunk = ?",
                    packed.slice(from * Hash.SIZE, (from + piece.count()) * Hash.SIZE), upload, piece.first());
        }
    }
}
