package io.longshore.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.longshore.ledger.Fact.Released;
import io.longshore.ledger.Fact.Stretch;
import io.longshore.ledger.Fact.Waved;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.RowRef.ChunkRow;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;

/// Waves of other journals. Such a wave has the rows it has there, so that its payments and receipts mean the same here. But
/// a row is taken over, and placed with that wave here, only once it is paid for there, or about to be, and not here: until
/// then it is free, and may go into a wave of this journal. Rows that are not taken over count as leafed.
final class ImportedWaves {
    private final Sql sql;
    private final UploadTable uploads;
    private final ChunkTable chunks;
    private final WaveTable waves;
    private final Progress progress;

    ImportedWaves(Sql sql, UploadTable uploads, ChunkTable chunks, WaveTable waves) {
        this.sql = sql;
        this.uploads = uploads;
        this.chunks = chunks;
        this.waves = waves;
        this.progress = new Progress(sql, chunks, waves);
    }

    /// Keeps a wave, and what was planned with it as far as that was not planned here meanwhile.
    void project(Waved waved) throws SQLException, FailureException {
        if (waved.wave().value() != waves.next().value()) {
            throw new IllegalArgumentException("wave " + waved.wave() + " where " + waves.next() + " is next");
        }
        for (Stretch run : waved.runs()) {
            plan(run);
        }
        WaveStage stage = waved.rows().isEmpty() ? WaveStage.PLACED : WaveStage.PLANNED;
        sql.change("insert into waves (id, drive, stage, placed, leafed, imported) values (?, ?, ?, true, ?, true)",
                waved.wave(), waved.drive(), stage.name(), PackedRows.all(waved.rows().size()));
        sql.change("insert into wave_rows (wave, packed) values (?, ?)", waved.wave(), PackedRows.pack(waved.rows()));
    }

    private void plan(Stretch run) throws SQLException, FailureException {
        long planned = uploads.planned(run.upload());
        int count = PackedChunks.count(run.chunks());
        if (run.first() > planned) {
            throw new IllegalArgumentException("chunk " + run.first() + " of upload " + run.upload() + " where "
                    + planned + " are planned");
        }
        if (run.first() + count <= planned) {
            return;
        }
        int skip = Math.toIntExact(planned - run.first());
        Map<Long, Long> repeats = chunks.project(run, skip);
        progress.repeated(run.upload(), planned, repeats);
        Grid grid = uploads.grid(run.upload());
        for (int at = skip; at < count; at++) {
            long index = run.first() + at;
            if (PackedChunks.sealedAs(run.chunks(), at) == index) {
                waves.free(new Row(new ChunkRow(run.upload(), index), PackedChunks.address(run.chunks(), at),
                        grid.sealedLength(index)));
            }
        }
    }

    /// Rows left the wave there, before it was paid.
    void project(Released released) throws SQLException, FailureException {
        Wave wave = waves.wave(released.wave());
        if (wave.stage() != WaveStage.PLANNED || WaveTable.here(wave) != 0) {
            throw new IllegalStateException("wave " + wave.id() + " is " + wave.stage());
        }
        long gone = PackedRows.bits(released.positions());
        List<Row> stay = new ArrayList<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            if ((gone >>> position & 1) == 0) {
                stay.add(wave.rows().get(position));
            }
        }
        sql.change("update wave_rows set packed = ? where wave = ?", PackedRows.pack(stay), wave.id());
        sql.change("update waves set leafed = ?, stage = ? where id = ?", PackedRows.all(stay.size()),
                (stay.isEmpty() ? WaveStage.PLACED : WaveStage.PLANNED).name(), wave.id());
    }

    /// Takes the wave's rows over that are not paid for here, nor about to be.
    void takeOver(WaveId id) throws SQLException, FailureException {
        Wave wave = waves.wave(id);
        long taken = 0;
        List<Row> rows = new ArrayList<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            Row row = wave.rows().get(position);
            if (waves.take(row) || release(row) && waves.take(row)) {
                taken |= 1L << position;
                rows.add(row);
            }
        }
        sql.change("update waves set leafed = ? where id = ?", PackedRows.all(wave.rows().size()) & ~taken, id);
        progress.index(id, rows);
    }

    /// Takes a row out of a wave that is not paid yet; whether it was in one.
    private boolean release(Row row) throws SQLException, FailureException {
        for (Wave wave : waves.of(row.upload())) {
            List<RowRef> refs = wave.rows().stream().map(Row::ref).toList();
            if (wave.stage() == WaveStage.PLANNED && refs.contains(row.ref())) {
                waves.project(new Released(wave.id(), List.of(refs.indexOf(row.ref()))));
                return true;
            }
        }
        return false;
    }

    /// Gives the rows of an imported wave back whose payment came to nothing.
    void settled(WaveId id) throws SQLException, FailureException {
        Wave wave = waves.wave(id);
        if (wave.stage() != WaveStage.PLANNED
                || !sql.exists("select 1 from waves where id = ? and imported", id)) {
            return;
        }
        long taken = WaveTable.here(wave);
        for (int position = 0; position < wave.rows().size(); position++) {
            if ((taken >>> position & 1) == 1) {
                waves.free(wave.rows().get(position));
            }
        }
        sql.change("update waves set leafed = ?, placed = true where id = ?", PackedRows.all(wave.rows().size()), id);
        sql.change("delete from wave_uploads where wave = ?", id);
    }
}
