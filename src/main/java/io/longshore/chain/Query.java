package io.longshore.chain;

import io.longshore.model.Bytes;
import io.longshore.model.FailureException;

/// A call that changes nothing, and what its answer looks like; both ways, for who asks and for who answers.
///
/// @param <T> the answer
public interface Query<T> {
    /// Selector and arguments.
    Bytes calldata();

    /// Encodes an answer.
    Bytes encode(T answer);

    /// Reads an answer.
    /// @throws FailureException `Corrupt` if it is malformed, as it is when no such contract is at the address asked
    T decode(Bytes answer) throws FailureException;
}
