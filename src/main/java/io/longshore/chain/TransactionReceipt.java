package io.longshore.chain;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// What the chain says of a transaction that is in a block.
///
/// @param transaction its hash
/// @param blockHash the block's hash
/// @param block the block's number
/// @param succeeded whether it did what it was to do; if not, it only cost gas
/// @param gasUsed units of gas
/// @param gasPrice what a unit cost
/// @param created the contract it created, if that was its purpose
/// @param logs the events, in order
public record TransactionReceipt(Hash transaction, Hash blockHash, long block, boolean succeeded, long gasUsed,
        Wei gasPrice, Optional<Account> created, List<Log> logs) {
    /// Keeps an own copy.
    public TransactionReceipt {
        logs = List.copyOf(logs);
    }

    /// What the gas cost.
    public Wei gas() {
        return gasPrice.times(gasUsed);
    }
}
