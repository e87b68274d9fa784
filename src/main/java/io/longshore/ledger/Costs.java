package io.longshore.ledger;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.longshore.model.FailureException;
import io.longshore.model.Purpose;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.Wei;

/// What each upload has cost, split so that the uploads' costs add up to what the chain took, to the wei.
final class Costs {
    private final UploadTable uploads;
    private final WaveTable waves;

    Costs(UploadTable uploads, WaveTable waves) {
        this.uploads = uploads;
        this.waves = waves;
    }

    /// Shares of a cost: equal, the remainder a wei each to the first.
    private record Shares(BigInteger total, int count) {
        BigInteger of(int place) {
            BigInteger[] parts = total.divideAndRemainder(BigInteger.valueOf(count));
            return BigInteger.valueOf(place).compareTo(parts[1]) < 0 ? parts[0].add(BigInteger.ONE) : parts[0];
        }
    }

    /// Holds the tokens of a payment (`sign` 1), or lets go of them (-1).
    void pending(Purpose.PayWave pay, int sign) throws SQLException, FailureException {
        List<Row> rows = waves.wave(pay.wave()).rows();
        Map<UploadId, BigInteger> amounts = new TreeMap<>();
        for (RowPayment payment : pay.rows()) {
            Row row = rows.get(payment.position());
            if (!row.address().equals(payment.address())) {
                throw new IllegalArgumentException("row " + payment.position() + " of wave " + pay.wave() + " is "
                        + row.address() + ", not " + payment.address());
            }
            amounts.merge(row.upload(), payment.amount().atto(), BigInteger::add);
        }
        for (Map.Entry<UploadId, BigInteger> amount : amounts.entrySet()) {
            BigInteger tokens = sign > 0 ? amount.getValue() : amount.getValue().negate();
            uploads.cost(amount.getKey(), BigInteger.ZERO, tokens, BigInteger.ZERO, 0, 0);
        }
    }

    /// Books a payment's gas by rows, and its tokens if it was `paid` rather than reverted.
    void book(Purpose.PayWave pay, Wei gas, boolean paid) throws SQLException, FailureException {
        List<Row> rows = waves.wave(pay.wave()).rows();
        Shares shares = new Shares(gas.value(), pay.rows().size());
        Map<UploadId, BigInteger> tokens = new TreeMap<>();
        Map<UploadId, BigInteger> wei = new TreeMap<>();
        for (int place = 0; place < pay.rows().size(); place++) {
            RowPayment payment = pay.rows().get(place);
            UploadId upload = rows.get(payment.position()).upload();
            tokens.merge(upload, paid ? payment.amount().atto() : BigInteger.ZERO, BigInteger::add);
            wei.merge(upload, shares.of(place), BigInteger::add);
        }
        for (Map.Entry<UploadId, BigInteger> each : tokens.entrySet()) {
            uploads.cost(each.getKey(), each.getValue(), BigInteger.ZERO, wei.get(each.getKey()), 1, 0);
        }
    }

    /// Books an approval's gas by uploads.
    void approved(Purpose.Approve approve, Wei gas) throws SQLException {
        List<UploadId> shared = approve.uploads();
        Shares shares = new Shares(gas.value(), shared.size());
        for (int place = 0; place < shared.size(); place++) {
            uploads.cost(shared.get(place), BigInteger.ZERO, BigInteger.ZERO, shares.of(place), 0, 1);
        }
    }
}
