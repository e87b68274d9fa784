package io.longshore.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;

/// A wave's rows as bytes: for each kind u8 (0 chunk, 1 index object) || upload (8) || index or ordinal u64 || address (32)
/// || sealed size u64 (`src/docs/format.md` 5); and sets of rows as the bits of one long, position 0 the lowest.
final class PackedRows {
    private static final int WIDTH = 1 + UploadId.SIZE + Long.BYTES + Address.SIZE + Long.BYTES;

    private PackedRows() {}

    /// Packs rows.
    static Bytes pack(List<Row> rows) {
        ByteBuffer packed = ByteBuffer.allocate(WIDTH * rows.size());
        for (Row row : rows) {
            packed.put((byte) kind(row.ref())).put(row.upload().bytes().toArray()).putLong(number(row.ref()))
                    .put(row.address().bytes().toArray()).putLong(row.size().value());
        }
        return Bytes.of(packed.array());
    }

    /// Reads rows.
    static List<Row> unpack(byte[] packed) {
        if (packed.length % WIDTH != 0 || packed.length > WIDTH * Wave.SIZE) {
            throw new IllegalArgumentException("packed rows of " + packed.length + " bytes");
        }
        List<Row> rows = new ArrayList<>(packed.length / WIDTH);
        ByteBuffer from = ByteBuffer.wrap(packed);
        while (from.hasRemaining()) {
            int kind = from.get();
            byte[] upload = new byte[UploadId.SIZE];
            from.get(upload);
            long number = from.getLong();
            byte[] address = new byte[Address.SIZE];
            from.get(address);
            rows.add(new Row(ref(kind, UploadId.of(upload), number), Address.of(address),
                    new ByteCount(from.getLong())));
        }
        return rows;
    }

    /// 0 for a chunk, 1 for an index object.
    static int kind(RowRef ref) {
        return switch (ref) {
            case RowRef.ChunkRow _ -> 0;
            case RowRef.ObjectRow _ -> 1;
        };
    }

    /// The chunk's index, or the index object's ordinal.
    static long number(RowRef ref) {
        return switch (ref) {
            case RowRef.ChunkRow chunk -> chunk.index();
            case RowRef.ObjectRow object -> object.ordinal();
        };
    }

    /// What those stand for.
    static RowRef ref(int kind, UploadId upload, long number) {
        return switch (kind) {
            case 0 -> new RowRef.ChunkRow(upload, number);
            case 1 -> new RowRef.ObjectRow(upload, Math.toIntExact(number));
            default -> throw new IllegalArgumentException("row kind " + kind);
        };
    }

    /// A set of rows as one long.
    static long bits(BitSet rows) {
        if (rows.length() > Wave.SIZE) {
            throw new IllegalArgumentException("row " + (rows.length() - 1) + " of " + Wave.SIZE);
        }
        return rows.isEmpty() ? 0 : rows.toLongArray()[0];
    }

    /// A set of rows as one long.
    static long bits(List<Integer> rows) {
        BitSet set = new BitSet();
        rows.forEach(set::set);
        return bits(set);
    }

    /// The set of rows.
    static BitSet set(long bits) {
        return BitSet.valueOf(new long[]{bits});
    }

    /// The first `count` rows.
    static long all(int count) {
        return count == 0 ? 0 : -1L >>> Long.SIZE - count;
    }

    /// `bits` once the rows `gone` are taken out and those behind them have moved up.
    static long without(long bits, long gone) {
        return Long.compress(bits, ~gone);
    }
}
