package io.longshore.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Contracts;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Strategy;
import io.longshore.model.Whereabouts;

/// The drives in the database, each with SHA-256(drive id || public key), checked on every read.
final class DriveTable {
    private final Sql sql;

    DriveTable(Sql sql) {
        this.sql = sql;
    }

    /// Keeps what a drive is now.
    void project(Fact.DriveKept kept) throws SQLException {
        Drive drive = kept.drive();
        sql.change("merge into drives (id, name, kind, public_key, digest, bucket, profile, network, chain_id, free,"
                + " vault, token, registry, ceiling, sealed_network, strategy, capacity, number) key (id)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce((select number from drives"
                + " where id = ?), (select coalesce(max(number), 0) + 1 from drives)))",
                drive.id(), drive.name(), drive.kind().word(),
                drive.publicKey(), digest(drive.id(), drive.publicKey()), drive.bucket(),
                DriveCodec.word(drive.profile()), drive.network().text(), drive.chain(), drive.free(),
                drive.contracts().map(Contracts::vault), drive.contracts().map(Contracts::token),
                drive.contracts().map(Contracts::registry), drive.ceiling(), kept.network(),
                drive.strategy().toString(), drive.capacity(), drive.id());
    }

    /// Keeps how a drive's network is found, in clear.
    void network(DriveId drive, Whereabouts network) throws SQLException {
        sql.change("update drives set network = ? where id = ?", network.text(), drive);
    }

    /// How a drive's network is found, as the journal has it.
    record SealedNetwork(DriveId drive, Bytes sealed) {}

    /// The drives of which that is known as sealed only.
    List<SealedNetwork> sealed() throws SQLException, FailureException {
        return sql.all(row -> new SealedNetwork(row.id("id", DriveId::of), row.bytes("sealed_network")),
                "select id, sealed_network from drives where sealed_network is not null and network is null");
    }

    /// Forgets a drive.
    void project(Fact.DriveGone gone) throws SQLException {
        sql.change("delete from drives where id = ?", gone.drive());
    }

    /// All drives, in the order they were made.
    List<Drive> all() throws SQLException, FailureException {
        return sql.all(DriveTable::drive, "select * from drives order by number");
    }

    /// The drive of that id.
    Optional<Drive> find(DriveId drive) throws SQLException, FailureException {
        return sql.first(DriveTable::drive, "select * from drives where id = ?", drive);
    }

    private static Drive drive(Columns row) throws SQLException, FailureException {
        DriveId id = row.id("id", DriveId::of);
        Bytes publicKey = row.bytes("public_key");
        if (!row.bytes("digest").equals(digest(id, publicKey))) {
            throw new FailureException(new Failure.Corrupt("public key of drive " + id, "its digest does not fit"));
        }
        return new Drive(id, row.text("name"), DriveCodec.kind(row.text("kind")), publicKey,
                new BucketId(row.number("bucket")), DriveCodec.profile(row.text("profile")),
                DriveCodec.network(row.optionalText("network")), new ChainId(row.number("chain_id")), row.is("free"),
                row.optionalBytes("vault").isPresent() ? Optional.of(contracts(row)) : Optional.empty(),
                row.optionalAmount("ceiling"), Strategy.of(row.text("strategy")),
                row.optionalNumber("capacity").map(ByteCount::new));
    }

    private static Contracts contracts(Columns row) throws SQLException {
        return new Contracts(new Account(row.bytes("vault")), new Account(row.bytes("token")),
                new Account(row.bytes("registry")));
    }

    private static Bytes digest(DriveId drive, Bytes publicKey) {
        var sha = JournalLine.sha256();
        sha.update(drive.bytes().toArray());
        return Bytes.of(sha.digest(publicKey.toArray()));
    }
}
