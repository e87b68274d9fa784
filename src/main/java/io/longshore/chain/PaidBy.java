package io.longshore.chain;

import io.longshore.model.Account;
import io.longshore.model.Hash;

/// A transaction that paid at a vault, in a final block.
///
/// @param transaction its hash
/// @param payer whose wallet paid
/// @param block its block
public record PaidBy(Hash transaction, Account payer, Block block) {}
