package io.longshore.localnet;

import java.util.List;

import io.longshore.model.Hash;

/// A block of the dev chain with everything that ran in it.
///
/// @param header what was fixed before
/// @param hash its hash
/// @param entries its transactions in order
record Block(BlockHeader header, Hash hash, List<Entry> entries) {
    /// A transaction and how it went.
    ///
    /// @param transaction what was to be done
    /// @param execution what came of it
    record Entry(ChainTransaction transaction, Execution execution) {}

    /// Keeps an own copy.
    Block {
        entries = List.copyOf(entries);
    }

    /// Its number, 0 for the genesis block.
    long number() {
        return header.number();
    }

    /// What its transactions used together.
    long gasUsed() {
        return entries.stream().mapToLong(entry -> entry.execution().gasUsed()).sum();
    }
}
