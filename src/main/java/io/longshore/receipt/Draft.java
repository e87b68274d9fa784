package io.longshore.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.longshore.chain.VaultPayment;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;

/// What is kept of an intent once it is checked.
///
/// @param chain on which chain
/// @param from from which account
/// @param nonce that account's nonce
/// @param to at which contract
/// @param digest SHA-256 of its calldata
/// @param payment what it pays; [Payment#NONE] if it is no payment
record Draft(ChainId chain, Account from, long nonce, Account to, Hash digest, Payment payment) {
    /// What an intent pays for a wave.
    ///
    /// @param wave the wave; empty for none
    /// @param rows the rows as the vault sees them
    /// @param addresses the chunk of each row
    /// @param total their sum
    /// @param quotes how many quotes it rests on
    /// @param oldest the time of the oldest paid quote
    /// @param newest the time of the newest paid quote
    record Payment(Optional<Waves.Wave> wave, List<VaultPayment> rows, List<Address> addresses, Amount total,
            long quotes, Instant oldest, Instant newest) {
        /// No payment.
        static final Payment NONE = new Payment(Optional.empty(), List.of(), List.of(), Amount.ZERO, 0, Instant.EPOCH,
                Instant.EPOCH);
    }
}
