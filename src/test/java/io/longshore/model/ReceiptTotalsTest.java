package io.longshore.model;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ReceiptTotalsTest {
    private static Receipt receipt(int transaction, Amount total, long time) {
        byte[] hash = new byte[Hash.SIZE];
        hash[0] = (byte) transaction;
        Account vault = Account.of(new byte[Account.SIZE]);
        return new Receipt(new WaveId(transaction), new IntentId(transaction), PaymentMode.WAVE, new ChainId(5), vault,
                Hash.of(hash), 1, Instant.ofEpochSecond(time), List.of(), total, Wei.of(7));
    }

    @Test
    void eachTransactionCountsOnceAndTheFirstPaymentIsTheEarliest() {
        ReceiptTotals totals = ReceiptTotals.of(List.of(receipt(1, Amount.of(10), 300), receipt(2, Amount.of(20), 100),
                receipt(1, Amount.of(10), 300)));
        assertEquals(new ReceiptTotals(2, 0, Amount.of(30), Wei.of(14), Optional.of(Instant.ofEpochSecond(100))),
                totals);
        assertEquals(new ReceiptTotals(0, 0, Amount.ZERO, Wei.ZERO, Optional.empty()), ReceiptTotals.of(List.of()));
    }

    @Test
    void whatIsMoreThanThereCanBeCountsAsTheMost() {
        Amount half = new Amount(Amount.MOST.atto().subtract(BigInteger.ONE));
        ReceiptTotals totals = ReceiptTotals.of(List.of(receipt(1, half, 1), receipt(2, half, 2)));
        assertEquals(Amount.MOST, totals.tokens());
    }
}
