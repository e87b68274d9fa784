package io.longshore.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.UploadId;

/// What the database has of evidence: only read here, kept by the other tables.
final class EvidenceTable {
    /// Intents that are looked through at once; the one that is wanted is nearly always among the newest.
    private static final int PAGE = 64;

    private final Sql sql;
    private final PaymentTable payments;

    EvidenceTable(Sql sql, PaymentTable payments) {
        this.sql = sql;
        this.payments = payments;
    }

    /// The upload of a handle.
    Optional<UploadId> upload(Handle handle) throws SQLException, FailureException {
        return sql.first(row -> row.id("id", UploadId::of), "select id from uploads where handle = ? order by number",
                handle.toString());
    }

    /// The positions of the leaves from waves of an upload.
    List<Long> positions(UploadId upload) throws SQLException, FailureException {
        return sql.all(row -> row.number("position"), "select l.position from uploads u"
                + " join wave_uploads w on w.upload = u.id join leaves l on l.wave = w.wave and l.drive = u.drive"
                + " where u.id = ? order by l.position", upload);
    }

    /// The confirmed intents of a checkpoint, newest first.
    List<Intent> anchors(DriveId drive, Checkpoint checkpoint) throws SQLException, FailureException {
        List<Intent> found = new ArrayList<>();
        long before = payments.next().value();
        while (before > 1) {
            List<Intent> page = sql.all(PaymentTable::intent, "select id, body, digest from intents"
                    + " where settled and wave is null and id < ? order by id desc fetch first ? rows only", before,
                    PAGE);
            for (Intent intent : page) {
                if (isOf(intent.purpose(), drive, checkpoint) && isConfirmed(intent.id())) {
                    found.add(intent);
                    if (intent.purpose() instanceof Purpose.Anchor) {
                        return found;
                    }
                }
            }
            before = page.isEmpty() ? 0 : page.getLast().id().value();
        }
        return found;
    }

    private static boolean isOf(Purpose purpose, DriveId drive, Checkpoint checkpoint) {
        return switch (purpose) {
            case Purpose.Anchor anchor -> anchor.drive().equals(drive) && anchor.root().equals(checkpoint.root())
                    && anchor.start() == checkpoint.start() && anchor.count() == checkpoint.count();
            case Purpose.Extend extend -> extend.drive().equals(drive) && extend.root().equals(checkpoint.root())
                    && extend.start() == checkpoint.start() && extend.count() == checkpoint.count();
            case Purpose.PayWave _,Purpose.Approve _,Purpose.OpenBucket _,Purpose.AddProvider _ -> false;
        };
    }

    private boolean isConfirmed(IntentId intent) throws SQLException, FailureException {
        return payments.outcome(intent).orElse(null) instanceof Outcome.Confirmed;
    }
}
