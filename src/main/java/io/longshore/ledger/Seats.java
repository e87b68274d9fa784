package io.longshore.ledger;

import java.sql.SQLException;
import java.util.Optional;

import io.longshore.model.Bytes;
import io.longshore.model.Drive;

/// How drives are written down: where a drive's network is may be a secret, so the journal has it sealed, and
/// the database in clear.
///
/// @param sealer seals it; without one the journal has it in clear
record Seats(Optional<NoteSealer> sealer) {
    /// What the journal is to say of a drive.
    Fact.DriveKept fact(Drive drive) {
        Optional<Bytes> note = drive.network().text().flatMap(text -> sealer.map(seal -> seal.seal(drive, text)));
        return new Fact.DriveKept(drive, note);
    }

    /// What the database is to know besides.
    static void clear(Drive drive, Projection projection) throws SQLException {
        if (drive.network().text().isPresent()) {
            projection.drives().network(drive.id(), drive.network());
        }
    }
}
