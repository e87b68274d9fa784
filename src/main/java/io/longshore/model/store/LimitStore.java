package io.longshore.model.store;

import java.time.Instant;

import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Limits;
import io.longshore.model.UploadId;

/// The limits of the wallet, and what counts towards them.
public interface LimitStore {
    /// The limits; none until some are set.
    Limits limits() throws FailureException;

    /// Sets the limits. Forced (`limit`) before this returns.
    void limits(Limits limits) throws FailureException;

    /// The tokens that were paid on a chain in blocks made after a moment, and all that is in open intents there.
    Amount spent(ChainId chain, Instant after) throws FailureException;

    /// Whether the user let an upload go past the limit of a day.
    boolean isPast(UploadId upload) throws FailureException;

    /// Lets an upload go past the limit of a day from now on. Kept, but not in the journal: who loses the database is asked
    /// again.
    void letPast(UploadId upload) throws FailureException;
}
