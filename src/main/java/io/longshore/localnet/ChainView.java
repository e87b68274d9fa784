package io.longshore.localnet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.longshore.chain.VaultPayment;
import io.longshore.model.BucketId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;

/// What a node asks of the chain. Failures are those of the chain's RPC. For all threads.
interface ChainView {
    /// A transaction that paid quotes.
    ///
    /// @param blockTime the time of its block
    /// @param paid the quotes it paid
    record Payment(Instant blockTime, Set<Hash> paid) {
        /// Keeps an own copy.
        public Payment {
            paid = Set.copyOf(paid);
        }
    }

    /// The providers of a bucket as the registry has them; empty if it has no such bucket.
    List<ProviderId> providers(BucketId bucket) throws FailureException;

    /// The same, certainly as of now if some of `expected` were not among them before: a bucket may get further providers.
    default List<ProviderId> providers(BucketId bucket, Set<ProviderId> expected) throws FailureException {
        return providers(bucket);
    }

    /// The payment that a transaction made at the vault; empty if it is in no block or failed.
    Optional<Payment> payment(Hash transaction) throws FailureException;

    /// Of some rows of payments, the quote hashes of those that the vault has booked: at least that amount, for that
    /// rewards address.
    Set<Hash> covered(Collection<VaultPayment> rows) throws FailureException;
}
