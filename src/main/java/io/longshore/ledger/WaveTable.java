package io.longshore.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.ledger.Fact.Stretch;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.IntentId;
import io.longshore.model.ProviderId;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.RowRef.ChunkRow;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;

/// Waves in the database: their rows, how far they have come, who holds what, and the rows that are in none.
final class WaveTable {
    private static final String WAVE = "select w.*, r.packed from waves w join wave_rows r on r.wave = w.id ";

    private final Sql sql;
    private final UploadTable uploads;
    private final ChunkTable chunks;
    private final Progress progress;

    WaveTable(Sql sql, UploadTable uploads, ChunkTable chunks) {
        this.sql = sql;
        this.uploads = uploads;
        this.chunks = chunks;
        progress = new Progress(sql, chunks, this);
    }

    /// Makes a wave of newly planned chunks and of free rows.
    void project(Fact.Waved waved) throws SQLException, FailureException {
        if (waved.wave().value() != next().value()) {
            throw new IllegalArgumentException("wave " + waved.wave() + " where " + next() + " is next");
        }
        Set<RowRef> planned = plan(waved);
        Set<RowRef> seen = new HashSet<>();
        for (Row row : waved.rows()) {
            if (!seen.add(row.ref()) || !planned.contains(row.ref()) && !take(row)) {
                throw new IllegalArgumentException("row " + row.ref() + " is not free for wave " + waved.wave());
            }
        }
        WaveStage stage = waved.rows().isEmpty() ? WaveStage.PLACED : WaveStage.PLANNED;
        sql.change("insert into waves (id, drive, stage, placed) values (?, ?, ?, ?)", waved.wave(), waved.drive(),
                stage.name(), stage == WaveStage.PLACED);
        sql.change("insert into wave_rows (wave, packed) values (?, ?)", waved.wave(), PackedRows.pack(waved.rows()));
        progress.index(waved.wave(), waved.rows());
    }

    private Set<RowRef> plan(Fact.Waved waved) throws SQLException, FailureException {
        Set<Row> rows = new HashSet<>(waved.rows());
        Set<RowRef> planned = new HashSet<>();
        for (Stretch run : waved.runs()) {
            Map<Long, Long> repeats = chunks.project(run, 0);
            progress.repeated(run.upload(), run.first(), repeats);
            Grid grid = uploads.grid(run.upload());
            for (int at = 0; at < PackedChunks.count(run.chunks()); at++) {
                long index = run.first() + at;
                if (PackedChunks.sealedAs(run.chunks(), at) == index) {
                    Row row = new Row(new ChunkRow(run.upload(), index), PackedChunks.address(run.chunks(), at),
                            grid.sealedLength(index));
                    if (rows.contains(row)) {
                        planned.add(row.ref());
                    } else {
                        free(row);
                    }
                }
            }
        }
        return planned;
    }

    /// Takes a row from those that are in no wave; whether it was one.
    boolean take(Row row) throws SQLException {
        return sql.change("delete from free_rows where upload = ? and kind = ? and number = ? and address = ?",
                row.upload(), PackedRows.kind(row.ref()), PackedRows.number(row.ref()), row.address()) == 1;
    }

    /// Keeps a row that is in no wave.
    void free(Row row) throws SQLException {
        sql.change("insert into free_rows (upload, kind, number, address, size) values (?, ?, ?, ?, ?)", row.upload(),
                PackedRows.kind(row.ref()), PackedRows.number(row.ref()), row.address(), row.size());
    }

    /// The rows of an upload that are in no wave, chunks first, in order.
    List<Row> free(UploadId upload) throws SQLException, FailureException {
        return sql.all(row -> new Row(PackedRows.ref(row.small("kind"), upload, row.number("number")),
                row.id("address", Address::of), new ByteCount(row.number("size"))),
                "select * from free_rows where upload = ? order by kind, number", upload);
    }

    /// Takes rows out of a wave.
    void project(Fact.Released released) throws SQLException, FailureException {
        Wave wave = wave(released.wave());
        expect(wave, WaveStage.PLANNED);
        long gone = PackedRows.bits(released.positions());
        long stored = PackedRows.bits(wave.stored());
        progress.count(wave, stored & gone, Progress.Column.STORED, -1);
        List<Row> stay = new ArrayList<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            Row row = wave.rows().get(position);
            if ((gone >>> position & 1) == 0) {
                stay.add(row);
            } else {
                free(row);
            }
        }
        sql.change("update wave_rows set packed = ? where wave = ?", PackedRows.pack(stay), wave.id());
        sql.change("update waves set stored = ? where id = ?", PackedRows.without(stored, gone), wave.id());
        record Held(ProviderId provider, long rows) {}
        for (Held held : sql.all(row -> new Held(new ProviderId(row.id("provider", Account::of)),
                row.number("held")), "select provider, held from placements where wave = ?", wave.id())) {
            sql.change("update placements set held = ? where wave = ? and provider = ?",
                    PackedRows.without(held.rows(), gone), wave.id(), held.provider());
        }
        sql.change("delete from wave_uploads where wave = ?", wave.id());
        progress.index(wave.id(), stay);
        if (stay.isEmpty()) {
            stage(wave.id(), WaveStage.PLACED);
        }
    }

    /// A payment for a wave is under way.
    void paying(WaveId id, IntentId intent) throws SQLException, FailureException {
        expect(wave(id), WaveStage.PLANNED);
        stage(id, WaveStage.PAYING);
        sql.change("update waves set intent = ? where id = ?", intent, id);
    }

    /// The payment of a wave came to nothing.
    void unpaid(WaveId id) throws SQLException, FailureException {
        expect(wave(id), WaveStage.PAYING);
        stage(id, WaveStage.PLANNED);
        sql.change("update waves set intent = null where id = ?", id);
    }

    /// A wave is paid, or needs no payment.
    void paid(WaveId id, WaveStage from) throws SQLException, FailureException {
        Wave wave = wave(id);
        expect(wave, from);
        long here = here(wave);
        stage(id, here == 0 ? WaveStage.PLACED : WaveStage.PAID);
        progress.count(wave, here, Progress.Column.PAID, 1);
    }

    /// The rows that stand in no leaf: before a wave is placed all, or of an imported one those that are taken over.
    static long here(Wave wave) {
        return PackedRows.all(wave.rows().size()) & ~PackedRows.bits(wave.leafed());
    }

    /// A majority holds these rows.
    void stored(WaveId id, long rows) throws SQLException, FailureException {
        Wave wave = wave(id);
        long before = PackedRows.bits(wave.stored());
        // Whoever looked before rows were given up may come too late.
        long more = rows & ~before & ~PackedRows.bits(wave.expired());
        if ((rows & ~PackedRows.all(wave.rows().size())) != 0) {
            throw new IllegalArgumentException("wave " + id + " has " + wave.rows().size() + " rows only");
        }
        if (more != 0) {
            sql.change("update waves set stored = ? where id = ?", before | more, id);
            progress.count(wave, more, Progress.Column.STORED, 1);
        }
    }

    /// These rows, which a majority holds, stand in the leaf at `position`.
    void leafed(WaveId id, long rows, long position) throws SQLException, FailureException {
        stored(id, rows);
        Wave wave = wave(id);
        long before = PackedRows.bits(wave.leafed());
        if (rows == 0 || ((before | PackedRows.bits(wave.expired())) & rows) != 0) {
            throw new IllegalArgumentException("rows of wave " + id + " that stand in a leaf already, or none");
        }
        expect(wave, WaveStage.PAID);
        sql.change("update waves set leafed = ? where id = ?", before | rows, id);
        if ((before | rows | PackedRows.bits(wave.expired())) == PackedRows.all(wave.rows().size())) {
            stage(id, WaveStage.PLACED);
        }
        progress.leafed(wave, rows, position + 1);
    }

    /// The payment of these rows, which no majority holds, is given up: they are free for another wave, and keep their
    /// positions here, which leaves refer to.
    void expired(WaveId id, long rows) throws SQLException, FailureException {
        Wave wave = wave(id);
        expect(wave, WaveStage.PAID);
        long over = PackedRows.bits(wave.stored()) | PackedRows.bits(wave.leafed());
        long before = PackedRows.bits(wave.expired());
        if (rows == 0 || ((over | before) & rows) != 0 || (rows & ~PackedRows.all(wave.rows().size())) != 0) {
            throw new IllegalArgumentException("rows of wave " + id + " that are stored or expired already, or none");
        }
        sql.change("update waves set expired = ? where id = ?", before | rows, id);
        for (int position : PackedRows.set(rows).stream().toArray()) {
            free(wave.rows().get(position));
        }
        progress.count(wave, rows, Progress.Column.PAID, -1);
        if ((PackedRows.bits(wave.leafed()) | before | rows) == PackedRows.all(wave.rows().size())) {
            stage(id, WaveStage.PLACED);
        }
    }

    private static void expect(Wave wave, WaveStage stage) {
        if (wave.stage() != stage) {
            throw new IllegalStateException("wave " + wave.id() + " is " + wave.stage() + ", not " + stage);
        }
    }

    private void stage(WaveId id, WaveStage stage) throws SQLException {
        sql.change("update waves set stage = ?, placed = ? where id = ?", stage.name(), stage == WaveStage.PLACED, id);
    }

    /// The number of the wave that is made next.
    WaveId next() throws SQLException {
        return new WaveId(sql.number("select coalesce(max(id), 0) + 1 from waves"));
    }

    /// The wave of that number, which must be there.
    Wave wave(WaveId id) throws SQLException, FailureException {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no wave " + id));
    }

    /// The wave of that number.
    Optional<Wave> find(WaveId id) throws SQLException, FailureException {
        return sql.first(WaveTable::wave, WAVE + "where w.id = ?", id);
    }

    /// The waves of a drive that are not placed, in order.
    List<Wave> open(DriveId drive) throws SQLException, FailureException {
        return sql.all(WaveTable::wave, WAVE + "where w.drive = ? and not w.placed order by w.id", drive);
    }

    /// The waves with rows of an upload, in order.
    List<Wave> of(UploadId upload) throws SQLException, FailureException {
        return sql.all(WaveTable::wave, "select w.*, r.packed from wave_uploads u join waves w on w.id = u.wave"
                + " join wave_rows r on r.wave = w.id where u.upload = ? order by u.wave", upload);
    }

    /// The newest waves of a drive, newest first.
    List<Wave> recent(DriveId drive, int most) throws SQLException, FailureException {
        return sql.all(WaveTable::wave, WAVE + "where w.drive = ? and not (w.imported and w.stage = 'PLANNED')"
                + " order by w.id desc fetch first ? rows only", drive, most);
    }

    private static Wave wave(Columns row) throws SQLException {
        return new Wave(new WaveId(row.number("id")), row.id("drive", DriveId::of),
                PackedRows.unpack(row.array("packed")), WaveStage.valueOf(row.text("stage")),
                row.optionalNumber("intent").map(IntentId::new), PackedRows.set(row.number("stored")),
                PackedRows.set(row.number("leafed")), PackedRows.set(row.number("expired")));
    }

    /// A provider acknowledged these rows.
    void placed(WaveId wave, ProviderId provider, long rows) throws SQLException, FailureException {
        long before = placed(wave, provider);
        if ((rows & ~before) != 0) {
            sql.change("merge into placements (wave, provider, held) key (wave, provider) values (?, ?, ?)", wave,
                    provider, before | rows);
        }
    }

    /// The rows that a provider acknowledged.
    long placed(WaveId wave, ProviderId provider) throws SQLException, FailureException {
        return sql.first(row -> row.number("held"), "select held from placements where wave = ? and provider = ?", wave,
                provider).orElse(0L);
    }
}
