package io.longshore.destination;

import java.time.Duration;
import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.Commitment;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;

/// A provider that keeps an MMR per bucket and signs its root.
public interface Committing {
    /// What it said to a request to commit.
    sealed interface Answer {
        /// The leaves stand there now (or stood there already).
        record Committed(Commitment commitment) implements Answer {}

        /// It lacks chunks of these leaves.
        record ChildrenMissing(List<Address> chunks) implements Answer {}

        /// Its MMR does not continue where the request begins.
        /// @param count how many leaves it has
        /// @param root their root
        record Position(long count, Hash root) implements Answer {}
    }

    /// Asks it to append leaves, the first of which has position `leaves.getFirst().position()`. Idempotent.
    Answer commit(List<Leaf> leaves) throws FailureException;

    /// Its present commitment; *not yet verified*.
    Commitment commitment() throws FailureException;

    /// The same, with no more time than that for everything, whatever the drive's own timeout is.
    Commitment commitment(Duration most) throws FailureException;

    /// Data roots of its leaves from `from`, up to 1 000.
    List<Hash> leaves(long from) throws FailureException;
}
