package io.longshore.chain;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

import io.longshore.model.Account;
import io.longshore.model.ChainId;

/// Whose turn it is to send from a wallet: one lock for each wallet on each chain, however many drives it pays for. Keep one
/// for each data folder. For all threads.
public final class Turns {
    private final ConcurrentMap<Whose, ReentrantLock> turns = new ConcurrentHashMap<>();

    private record Whose(ChainId chain, Account account) {}

    /// The turn of an account on a chain: always the same lock, first come, first served.
    public ReentrantLock of(ChainId chain, Account account) {
        return turns.computeIfAbsent(new Whose(chain, account), _ -> new ReentrantLock(true));
    }
}
