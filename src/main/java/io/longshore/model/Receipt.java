package io.longshore.model;

import java.time.Instant;
import java.util.List;

/// The proof that a wave is paid. Kept for ever.
///
/// @param wave which wave
/// @param intent the intent it settles
/// @param mode how it was paid
/// @param chain on which chain
/// @param vault at which contract
/// @param transaction which transaction
/// @param block in which block
/// @param blockTime that block's time, by which quotes are judged
/// @param rows what was paid for each row
/// @param total the sum of the rows
/// @param gas what the transaction cost
public record Receipt(WaveId wave, IntentId intent, PaymentMode mode, ChainId chain, Account vault, Hash transaction,
        long block, Instant blockTime, List<RowPayment> rows, Amount total, Wei gas) {
    /// In place of an intent where there is none.
    public static final IntentId NO_INTENT = new IntentId(0);

    /// Keeps an own copy.
    public Receipt {
        rows = List.copyOf(rows);
    }

    /// Whether no intent of this data folder made the payment: it was found at the vault. `total` is then what the wallet of
    /// this data folder paid, zero if somebody else did; `gas` is zero.
    public boolean isFound() {
        return mode == PaymentMode.WAVE && intent.equals(NO_INTENT);
    }
}
