package io.longshore.model;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What receipts come to, own and imported ones alike, each transaction once.
///
/// @param waves how many waves have a receipt
/// @param rows how many rows were paid
/// @param tokens what was paid; a sum beyond U256 counts as the most there can be
/// @param gas what that cost in gas, likewise
/// @param first the block time of the earliest payment; empty if there was none
public record ReceiptTotals(long waves, long rows, Amount tokens, Wei gas, Optional<Instant> first) {
    /// Adds receipts up.
    public static ReceiptTotals of(List<Receipt> receipts) {
        Set<Hash> seen = new HashSet<>();
        long waves = 0;
        long rows = 0;
        BigInteger tokens = BigInteger.ZERO;
        BigInteger gas = BigInteger.ZERO;
        Optional<Instant> first = Optional.empty();
        for (Receipt receipt : receipts) {
            boolean paid = receipt.mode() != PaymentMode.FREE;
            if (paid && !seen.add(receipt.transaction())) {
                continue;
            }
            waves++;
            rows += receipt.rows().size();
            tokens = tokens.add(receipt.total().atto());
            gas = gas.add(receipt.gas().value());
            if (paid) {
                first = Optional.of(first.filter(receipt.blockTime()::isAfter).orElse(receipt.blockTime()));
            }
        }
        BigInteger most = Amount.MOST.atto();
        return new ReceiptTotals(waves, rows, new Amount(tokens.min(most)), new Wei(gas.min(most)), first);
    }
}
