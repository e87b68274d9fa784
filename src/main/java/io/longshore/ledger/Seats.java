package io.longshore.ledger;

import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;

import io.longshore.model.Bytes;
import io.longshore.model.Drive;

/// How drives are written down: where a drive's network describes itself may be a secret, so the journal has it sealed, and
/// the database in clear.
///
/// @param sealer seals it; without one the journal has it in clear
record Seats(Optional<NoteSealer> sealer) {
    /// What the journal is to say of a drive.
    Fact.DriveKept fact(Drive drive) {
        Optional<Bytes> note = drive.network().flatMap(url -> sealer.map(seal -> seal.seal(drive, url.toString())));
        return new Fact.DriveKept(drive, note);
    }

    /// What the database is to know besides.
    static void clear(Drive drive, Projection projection) throws SQLException {
        Optional<URI> network = drive.network();
        if (network.isPresent()) {
            projection.drives().network(drive.id(), network.get());
        }
    }
}
