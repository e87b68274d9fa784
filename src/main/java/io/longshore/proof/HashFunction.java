package io.longshore.proof;

import io.longshore.model.Hash;

/// A hash of 32 bytes over parts taken as one run of bytes: what an [Mmr] is built with.
@FunctionalInterface
public interface HashFunction {
    /// The hash of the parts, one after the other.
    Hash of(byte[]... parts);
}
