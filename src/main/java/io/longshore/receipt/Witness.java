package io.longshore.receipt;

import java.time.Instant;

import io.longshore.model.Account;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// Who else can say that a payment happened.
interface Witness {
    /// Nobody is asked.
    Witness NOBODY = new Witness() {
        @Override
        public void confirm(Draft draft, Transactions.Confirmed confirmed) {
            // Whoever asks nobody believes the file.
        }

        @Override
        public void confirm(Found found) {
            // The same.
        }
    };

    /// A payment that no intent made.
    ///
    /// @param chain on which chain
    /// @param vault at which contract
    /// @param payment what was paid
    /// @param transaction by which transaction
    /// @param block in which block
    /// @param time that block's time
    record Found(ChainId chain, Account vault, Draft.Payment payment, Hash transaction, long block, Instant time) {}

    /// Confirms a payment.
    /// @param draft what was to be paid
    /// @param confirmed how that is said to have happened
    /// @throws IllegalArgumentException with what is wrong
    /// @throws FailureException if the witness cannot be asked
    void confirm(Draft draft, Transactions.Confirmed confirmed) throws FailureException;

    /// Confirms a payment that no intent made; fails likewise.
    void confirm(Found found) throws FailureException;
}
