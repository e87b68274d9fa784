package io.longshore.checkpoint;

import java.util.List;

import io.longshore.destination.Provider;
import io.longshore.model.Address;
import io.longshore.model.FailureException;
import io.longshore.model.Leaf;

/// Gives a provider the chunks it lacks before it can commit.
public interface Mending {
    /// Sends `missing` chunks of `leaves` to a provider, with the proof that they are paid.
    void mend(Provider provider, List<Leaf> leaves, List<Address> missing)
            throws FailureException, InterruptedException;
}
