package io.longshore.receipt;

import io.longshore.model.FailureException;

/// Who else can say that a payment happened.
interface Witness {
    /// Nobody is asked.
    Witness NOBODY = (_, _) -> {};

    /// Confirms a payment.
    /// @param draft what was to be paid
    /// @param confirmed how that is said to have happened
    /// @throws IllegalArgumentException with what is wrong
    /// @throws FailureException if the witness cannot be asked
    void confirm(Draft draft, Transactions.Confirmed confirmed) throws FailureException;
}
