package io.longshore.destination.provider;

import java.time.Duration;

import io.longshore.model.Account;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.net.BearerToken;

/// A network of providers, however it is found. Calls block, and retry nothing. For all threads.
public interface Network {
    /// What it is made of now.
    NetworkDescription describe() throws FailureException;

    /// What a drive shows to its providers.
    Credentials credentials(DriveId drive) throws FailureException;

    /// Asks for play money and returns the last transaction that brings it.
    /// @throws FailureException `NotFound` or `Refused` where nobody gives any
    Hash faucet(Account account) throws FailureException;

    /// What a drive shows to each provider. For all threads.
    interface Credentials {
        /// The token for a provider, which may have to be asked for it.
        /// @param most how long that may take
        BearerToken token(ProviderId provider, Duration most) throws FailureException;
    }
}
