package io.longshore.chain;

import io.longshore.model.Hash;

/// An event and where it stands on the chain.
///
/// @param log the event
/// @param transaction the transaction it comes from
/// @param blockHash its block's hash
/// @param block its block's number
/// @param index its place in the block
public record FoundLog(Log log, Hash transaction, Hash blockHash, long block, int index) {}
