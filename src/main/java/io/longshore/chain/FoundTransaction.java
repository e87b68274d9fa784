package io.longshore.chain;

import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Hash;

/// A transaction the node knows.
///
/// @param hash its hash
/// @param from who sent it
/// @param nonce its nonce
/// @param block its block's number; empty while it waits
public record FoundTransaction(Hash hash, Account from, long nonce, Optional<Long> block) {}
