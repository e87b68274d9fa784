package io.longshore.destination;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;

/// One holder of chunks. Methods block, are bounded by the drive's timeout, retry nothing themselves, and say by the kind
/// of their [io.longshore.model.Failure] what went wrong: `Unavailable` (try again), `Unpaid`, `Refused`, `NotFound`, `Corrupt`.
/// A thread that waits in one may be interrupted; it then ends with `Cancelled`.
public interface Provider {
    /// Who it is; what it signs must be signed by this.
    ProviderId id();

    /// Where it is, for people.
    String endpoint();

    /// Asks whether it is there, with no more time than that for everything.
    void probe(Duration most) throws FailureException;

    /// Which of the chunks it does not have.
    Set<Address> missing(Collection<Address> chunks) throws FailureException;

    /// Sends a chunk; `length` bytes of `sealed` hash to `address`. Returns when the provider has acknowledged it as
    /// stored, or had it already. Sending the same chunk again is harmless. The buffer is not read after this returns
    /// or throws.
    /// @param progress told once the first byte is on its way
    void put(Address address, byte[] sealed, int length, Runnable progress) throws FailureException;

    /// Fetches a chunk, whole. The bytes are checked against the address.
    /// @param most the most bytes it may have; more is `Corrupt`
    byte[] get(Address address, ByteCount most) throws FailureException;

    /// How it is paid; empty where it needs no payment.
    Optional<Paid> paid();

    /// How it commits; empty where it does not.
    Optional<Committing> committing();
}
