package io.longshore.ledger;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.ProviderId;
import io.longshore.model.Row;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.store.LeafStore.Facts;
import io.longshore.model.store.LeafStore.Mark;

/// Leaves and checkpoints in the database; a checkpoint as its journal body with a digest that is checked on every read.
final class LeafTable {
    private final Sql sql;
    private final WaveTable waves;

    LeafTable(Sql sql, WaveTable waves) {
        this.sql = sql;
        this.waves = waves;
    }

    /// Keeps a leaf, the next of its drive.
    void project(Fact.Leafed leaf) throws SQLException, FailureException {
        if (leaf.position() != count(leaf.drive())
                || leaf.totalSize().value() != totalSize(leaf.drive()).plus(leaf.dataSize()).value()) {
            throw new IllegalArgumentException("leaf " + leaf.position() + " of drive " + leaf.drive()
                    + " does not follow " + count(leaf.drive()) + " others");
        }
        long rows = PackedRows.bits(leaf.rows());
        if (Long.bitCount(rows) != leaf.rows().size() || !leaf.rows().stream().sorted().toList().equals(leaf.rows())) {
            throw new IllegalArgumentException("rows of a leaf out of order: " + leaf.rows());
        }
        waves.leafed(leaf.wave(), rows, leaf.position());
        sql.change("insert into leaves (drive, position, wave, held, data_root, data_size, total_size)"
                + " values (?, ?, ?, ?, ?, ?, ?)", leaf.drive(), leaf.position(), leaf.wave(), rows, leaf.dataRoot(),
                leaf.dataSize(), leaf.totalSize());
    }

    /// How many leaves a drive has.
    long count(DriveId drive) throws SQLException {
        return sql.number("select coalesce(max(position), -1) + 1 from leaves where drive = ?", drive);
    }

    /// The sum of all data sizes of a drive's leaves.
    ByteCount totalSize(DriveId drive) throws SQLException, FailureException {
        return sql.first(row -> new ByteCount(row.number("total_size")),
                "select total_size from leaves where drive = ? order by position desc fetch first row only", drive)
                .orElse(ByteCount.ZERO);
    }

    /// The leaves of a drive from a position on.
    List<Leaf> from(DriveId drive, long from, int most) throws SQLException, FailureException {
        return sql.all(row -> leaf(drive, row), "select l.*, r.packed from leaves l join wave_rows r on r.wave = l.wave"
                + " where l.drive = ? and l.position >= ? order by l.position fetch first ? rows only", drive, from,
                most);
    }

    /// What the MMR needs of a drive's leaves from a position on.
    List<Facts> facts(DriveId drive, long from, int most) throws SQLException, FailureException {
        return sql.all(row -> new Facts(row.id("data_root", Hash::of), new ByteCount(row.number("data_size")),
                new ByteCount(row.number("total_size"))), "select data_root, data_size, total_size from leaves"
                        + " where drive = ? and position >= ? order by position fetch first ? rows only",
                drive, from, most);
    }

    /// How many chunks a drive's leaves have each, from a position on.
    List<Integer> chunks(DriveId drive, long from, int most) throws SQLException, FailureException {
        return sql.all(row -> Long.bitCount(row.number("held")), "select held from leaves"
                + " where drive = ? and position >= ? order by position fetch first ? rows only", drive, from, most);
    }

    /// The longest kept prefix of at most `most` leaves; one that was damaged is none.
    Optional<Mark> mark(DriveId drive, long most) throws SQLException, FailureException {
        return sql.first(LeafTable::mark, "select leaves, peaks, digest from marks where drive = ? and leaves <= ?"
                + " order by leaves desc fetch first row only", drive, most).flatMap(mark -> mark);
    }

    private static Optional<Mark> mark(Columns row) throws SQLException {
        byte[] packed = row.array("peaks");
        if (!row.bytes("digest").equals(PaymentTable.digest(Bytes.of(packed)))) {
            return Optional.empty();
        }
        List<Hash> peaks = new ArrayList<>();
        for (int from = 0; from < packed.length; from += Hash.SIZE) {
            peaks.add(Hash.of(Arrays.copyOfRange(packed, from, from + Hash.SIZE)));
        }
        return Optional.of(new Mark(row.number("leaves"), peaks));
    }

    /// Keeps the peaks of a prefix.
    void mark(DriveId drive, Mark mark) throws SQLException {
        ByteBuffer packed = ByteBuffer.allocate(mark.peaks().size() * Hash.SIZE);
        mark.peaks().forEach(peak -> packed.put(peak.bytes().toArray()));
        Bytes peaks = Bytes.of(packed.array());
        sql.change("merge into marks (drive, leaves, peaks, digest) key (drive, leaves) values (?, ?, ?, ?)", drive,
                mark.count(), peaks, PaymentTable.digest(peaks));
    }

    private static Leaf leaf(DriveId drive, Columns row) throws SQLException {
        List<Row> all = PackedRows.unpack(row.array("packed"));
        List<Integer> rows = PackedRows.set(row.number("held")).stream().boxed().toList();
        List<Address> addresses = new ArrayList<>();
        rows.forEach(position -> addresses.add(all.get(position).address()));
        return new Leaf(drive, row.number("position"), new WaveId(row.number("wave")), rows, addresses,
                row.id("data_root", Hash::of), new ByteCount(row.number("data_size")),
                new ByteCount(row.number("total_size")));
    }

    /// The position after the last leaf with a row of an upload.
    long end(UploadId upload) throws SQLException, FailureException {
        return sql.first(row -> row.number("leaf_end"), "select leaf_end from uploads where id = ?", upload).orElse(0L);
    }

    /// How many leaves a provider has committed.
    long committed(DriveId drive, ProviderId provider) throws SQLException, FailureException {
        return sql.first(row -> row.number("leaves"),
                "select leaves from commitments where drive = ? and provider = ?", drive, provider).orElse(0L);
    }

    /// Keeps how many leaves a provider has committed.
    void committed(DriveId drive, ProviderId provider, long count) throws SQLException {
        sql.change("merge into commitments (drive, provider, leaves) key (drive, provider) values (?, ?, ?)", drive,
                provider, count);
    }

    /// Keeps a checkpoint.
    void project(Fact.Anchored anchored) throws SQLException {
        Bytes body = Bytes.of(LeafCodec.write(anchored).bytes());
        sql.change("insert into checkpoints (drive, ordinal, body, digest) select ?, count(*), ?, ? from checkpoints"
                + " where drive = ?", anchored.drive(), body, PaymentTable.digest(body), anchored.drive());
    }

    /// Lets the newest checkpoint have late signers.
    void project(Fact.Extended extended) throws SQLException, FailureException {
        Checkpoint newest = checkpoints(extended.drive(), 1).stream().filter(extended.late()::isSameState).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not the newest checkpoint is extended"));
        Bytes body = Bytes.of(LeafCodec.write(
                new Fact.Anchored(extended.drive(), newest.with(extended.late().signers()))).bytes());
        sql.change("update checkpoints set body = ?, digest = ? where drive = ?"
                + " and ordinal = (select max(ordinal) from checkpoints where drive = ?)", body,
                PaymentTable.digest(body), extended.drive(), extended.drive());
    }

    /// A drive's checkpoints, newest first.
    List<Checkpoint> checkpoints(DriveId drive, int most) throws SQLException, FailureException {
        return sql.all(row -> LeafCodec.anchored(PaymentTable.checked(row, "a checkpoint of drive " + drive))
                .checkpoint(), "select body, digest from checkpoints where drive = ? order by ordinal desc"
                        + " fetch first ? rows only",
                drive, most);
    }
}
