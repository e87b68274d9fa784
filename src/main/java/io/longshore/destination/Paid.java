package io.longshore.destination;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.longshore.model.Address;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Quote;

/// A provider that wants to be paid for each chunk.
public interface Paid {
    /// Its answer to a request for quotes.
    /// @param quotes what it asks, by chunk; *not yet verified*
    /// @param stored the chunks it has already
    record Quotes(Map<Address, Quote> quotes, Set<Address> stored) {}

    /// Its answer to a proof of payment.
    /// @param accepted the chunks it will take from now on, for ever
    /// @param refused those it will not, with its reason
    record Acceptance(Set<Address> accepted, Map<Address, String> refused) {}

    /// Asks for quotes, for at most 64 chunks.
    Quotes quotes(Collection<Address> chunks) throws FailureException;

    /// Shows the proof of a wave's payment: the transaction and all providers' quotes.
    Acceptance payments(Hash transaction, List<Quote> quotes) throws FailureException;
}
