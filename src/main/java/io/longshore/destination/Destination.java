package io.longshore.destination;

import java.util.List;
import java.util.Optional;

import io.longshore.model.ByteCount;
import io.longshore.model.DestinationKind;
import io.longshore.model.FailureException;

/// One drive's storage: one or several providers that each hold every chunk. All methods may be called from any thread.
public interface Destination {
    /// Its kind.
    DestinationKind kind();

    /// The largest object every provider takes, sealing included.
    ByteCount maxChunk();

    /// Its providers; the same list, in the same order, for the destination's life.
    List<Provider> providers();

    /// The same, those that fare best first, as far as somebody watches them.
    default List<Provider> ranked() {
        return providers();
    }

    /// How many providers make a majority: more than half of all.
    default int majority() {
        return providers().size() / 2 + 1;
    }

    /// How chunks are paid for; empty where they need no payment.
    Optional<Terms> terms();

    /// Looks up again where the providers are, after they were not found.
    void refresh() throws FailureException;
}
