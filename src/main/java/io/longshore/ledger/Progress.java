package io.longshore.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.longshore.model.FailureException;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.RowRef.ChunkRow;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;

/// How many chunks of each upload are paid and stored, kept as counts that each change moves, so that a screen may ask as
/// often as it likes. A chunk that repeats another counts with that one, whichever comes first: the repeat or the storing.
final class Progress {
    private final Sql sql;
    private final ChunkTable chunks;
    private final WaveTable waves;

    Progress(Sql sql, ChunkTable chunks, WaveTable waves) {
        this.sql = sql;
        this.chunks = chunks;
        this.waves = waves;
    }

    /// What is counted.
    enum Column {
        /// Chunks that a majority holds.
        STORED("update uploads set stored = stored + ? where id = ?"),
        /// Chunks that are paid, or stored without payment.
        PAID("update uploads set paid = paid + ? where id = ?");

        private final String statement;

        Column(String statement) {
            this.statement = statement;
        }
    }

    /// Counts rows of a wave, with the chunks that repeat them, up (`sign` 1) or down (-1).
    void count(Wave wave, long rows, Column column, int sign) throws SQLException, FailureException {
        Map<UploadId, List<Long>> counted = new TreeMap<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            if ((rows >>> position & 1) == 1 && wave.rows().get(position).ref() instanceof ChunkRow chunk) {
                counted.computeIfAbsent(chunk.upload(), _ -> new ArrayList<>()).add(chunk.index());
            }
        }
        for (Map.Entry<UploadId, List<Long>> each : counted.entrySet()) {
            sql.change(column.statement, sign * chunks.withRepeats(each.getKey(), each.getValue()), each.getKey());
        }
    }

    /// Counts newly planned chunks that repeat ones which are paid or stored already. Those before `first` can be.
    void repeated(UploadId upload, long first, Map<Long, Long> repeats) throws SQLException, FailureException {
        long stored = 0;
        long paid = 0;
        for (Map.Entry<Long, Long> repeat : repeats.entrySet()) {
            Optional<Wave> wave = repeat.getKey() < first ? waveOf(upload, repeat.getKey()) : Optional.empty();
            if (wave.isPresent()) {
                stored += wave.get().stored().get(position(wave.get(), upload, repeat.getKey()))
                        ? repeat.getValue()
                        : 0;
                paid += isPaid(wave.get().stage()) ? repeat.getValue() : 0;
            }
        }
        if (stored > 0) {
            sql.change(Column.STORED.statement, stored, upload);
        }
        if (paid > 0) {
            sql.change(Column.PAID.statement, paid, upload);
        }
    }

    private static boolean isPaid(WaveStage stage) {
        return switch (stage) {
            case PAID, PLACED -> true;
            case PLANNED, PAYING -> false;
        };
    }

    private Optional<Wave> waveOf(UploadId upload, long chunk) throws SQLException, FailureException {
        for (WaveId id : sql.all(row -> new WaveId(row.number("wave")), "select wave from wave_uploads"
                + " where upload = ? and first_chunk <= ? and last_chunk >= ?", upload, chunk, chunk)) {
            Wave wave = waves.wave(id);
            int position = position(wave, upload, chunk);
            if (position >= 0 && !wave.expired().get(position)) {
                return Optional.of(wave);
            }
        }
        return Optional.empty();
    }

    private static int position(Wave wave, UploadId upload, long chunk) {
        RowRef wanted = new ChunkRow(upload, chunk);
        List<Row> rows = wave.rows();
        for (int position = 0; position < rows.size(); position++) {
            if (rows.get(position).ref().equals(wanted)) {
                return position;
            }
        }
        return -1;
    }

    /// Keeps which uploads have rows in a wave, and between which chunks.
    void index(WaveId wave, List<Row> rows) throws SQLException {
        Map<UploadId, long[]> ranges = new TreeMap<>();
        for (Row row : rows) {
            long[] range = ranges.computeIfAbsent(row.upload(), _ -> new long[]{-1, -1});
            if (row.ref() instanceof ChunkRow chunk) {
                range[0] = range[0] < 0 ? chunk.index() : Math.min(range[0], chunk.index());
                range[1] = Math.max(range[1], chunk.index());
            }
        }
        for (Map.Entry<UploadId, long[]> range : ranges.entrySet()) {
            sql.change("insert into wave_uploads (upload, wave, first_chunk, last_chunk) values (?, ?, ?, ?)",
                    range.getKey(), wave, range.getValue()[0], range.getValue()[1]);
        }
    }

    /// Keeps that the uploads of these rows stand in a leaf that ends before position `end`.
    void leafed(Wave wave, long rows, long end) throws SQLException {
        for (UploadId upload : uploads(wave, rows)) {
            sql.change("update uploads set leaf_end = ? where id = ?", end, upload);
        }
    }

    private static Set<UploadId> uploads(Wave wave, long rows) {
        Set<UploadId> uploads = new TreeSet<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            if ((rows >>> position & 1) == 1) {
                uploads.add(wave.rows().get(position).upload());
            }
        }
        return uploads;
    }
}
