package io.longshore.road;

import java.util.List;

/// How a chain fails, as commands to [CommandedNetwork]: what begins it, and what is done in the midst of it.
enum Trouble {
    /// It takes a transaction, and the connection ends without an answer.
    SILENT_AFTER_ACCEPTING(List.of("answer eth_sendRawTransaction 2 silent:100"), List.of()),
    /// It answers when nobody waits for it any more, or nearly.
    LATE(List.of("answer eth_sendRawTransaction 2 late:600", "answer eth_getTransactionReceipt 2 late:300"), List.of()),
    /// What became of a transaction is not told.
    SILENT_ABOUT_RECEIPTS(List.of("answer eth_getTransactionReceipt 4 silent:50"), List.of()),
    /// It answers everything with an error.
    ERRORS(List.of("answer * 5 failed"), List.of()),
    /// It answers everything with a status.
    BUSY(List.of("answer * 5 status:503"), List.of()),
    /// The next transaction fails.
    REVERTS(List.of("fate reverted"), List.of()),
    /// Another transaction takes the next one's nonce.
    REPLACES(List.of("fate replaced"), List.of()),
    /// The next transaction is accepted and forgotten.
    DROPS(List.of("fate dropped"), List.of()),
    /// Transactions wait for long, and are forgotten then.
    FORGETS(List.of("mining command"), List.of("forget")),
    /// Blocks are taken away that were not final; what was final before stays below them.
    REORGANISES(List.of("mine 3", "finality 3", "mining every:50"), List.of("reorganise 2")),
    /// The same, with the transaction that fails being taken away too.
    REVERTS_AND_REORGANISES(List.of("mine 3", "finality 3", "mining every:50", "fate reverted"),
            List.of("reorganise 2"));

    private final List<String> begin;
    private final List<String> midst;

    Trouble(List<String> begin, List<String> midst) {
        this.begin = begin;
        this.midst = midst;
    }

    /// The commands that begin it.
    List<String> begin() {
        return begin;
    }

    /// The commands in the midst of it.
    List<String> midst() {
        return midst;
    }
}
