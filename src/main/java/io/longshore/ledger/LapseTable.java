package io.longshore.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.model.Address;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.store.LapseStore.Refused;

/// Payments in the database that came to nothing, or that providers refuse.
final class LapseTable {
    private final Sql sql;
    private final WaveTable waves;
    private final UploadTable uploads;
    private final PaymentTable payments;

    LapseTable(Sql sql, WaveTable waves, UploadTable uploads, PaymentTable payments) {
        this.sql = sql;
        this.waves = waves;
        this.uploads = uploads;
        this.payments = payments;
    }

    /// Keeps that the payment of rows is given up; what it cost was spent in vain, if it cost this wallet anything.
    void project(Fact.Expired expired) throws SQLException, FailureException {
        Receipt receipt = payments.receipt(expired.wave())
                .filter(paid -> paid.transaction().equals(expired.transaction()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "wave " + expired.wave() + " is not paid by " + expired.transaction()));
        waves.expired(expired.wave(), PackedRows.bits(expired.positions()));
        Wave wave = waves.wave(expired.wave());
        for (RowPayment row : receipt.rows()) {
            if (expired.positions().contains(row.position()) && !receipt.total().isZero()) {
                uploads.inVain(wave.rows().get(row.position()).upload(), row.amount());
            }
        }
        for (int position : expired.positions()) {
            sql.change("delete from refused_rows where upload = ? and wave = ?",
                    wave.rows().get(position).upload(), wave.id());
        }
    }

    /// Keeps a judgement.
    void judged(Refused refused) throws SQLException {
        sql.change("merge into refused_rows (upload, wave, held, paid_by, approved) key (upload)"
                + " values (?, ?, ?, ?, false)", refused.upload(), refused.wave(), PackedRows.bits(refused.rows()),
                refused.transaction());
    }

    /// Keeps that a judgement is approved.
    void approve(UploadId upload) throws SQLException {
        sql.change("update refused_rows set approved = true where upload = ?", upload);
    }

    /// An approved judgement.
    Optional<Refused> approved(UploadId upload) throws SQLException, FailureException {
        return sql.first(row -> new Refused(upload, new WaveId(row.number("wave")),
                PackedRows.set(row.number("held")), row.id("paid_by", Hash::of)),
                "select * from refused_rows where upload = ? and approved", upload);
    }

    /// What lapsed payments of the wave's drive would have paid for its rows, the newest first. There are few of them, ever.
    List<RowPayment> lapsed(Wave wave) throws SQLException, FailureException {
        Map<Address, Integer> positions = new HashMap<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            positions.put(wave.rows().get(position).address(), position);
        }
        List<RowPayment> lapsed = new ArrayList<>();
        for (Intent intent : sql.all(PaymentTable::intent,
                "select id, body, digest from intents where lapsed order by id desc")) {
            if (intent.purpose() instanceof Purpose.PayWave pay
                    && waves.wave(pay.wave()).drive().equals(wave.drive())) {
                for (RowPayment row : pay.rows()) {
                    Integer position = positions.get(row.address());
                    if (position != null) {
                        lapsed.add(row.at(position));
                    }
                }
            }
        }
        return lapsed;
    }
}
