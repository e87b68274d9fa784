package io.longshore.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.longshore.chain.VaultCall.Completed;
import io.longshore.model.Account;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Hash;

/// What a vault has in its books, and which transaction put it there. Any thread may ask.
public final class VaultBooks {
    /// How many blocks one question for events spans: nodes refuse more than some ten thousand.
    private static final long WINDOW = 10_000;

    /// How far the clock of who made a quote may be ahead of the chain's: as with quotes (`src/docs/format.md` 3).
    private static final Duration SKEW = Duration.ofSeconds(300);

    private final Rpc rpc;
    private final Account vault;
    private final Finality finality;

    /// @param finality when a payment that is found counts
    public VaultBooks(Rpc rpc, Account vault, Finality finality) {
        this.rpc = rpc;
        this.vault = vault;
        this.finality = finality;
    }

    /// What was paid for the quote of a row, whatever it was.
    public Completed completed(VaultPayment row) throws FailureException {
        return rpc.query(vault, new VaultCall.CompletedPayments(row.quoteHash()));
    }

    /// The transaction that paid a row which [#completed] covers.
    /// @param paid the amount that the vault has for it
    /// @param quoted when the quote was made: no block before that can have it
    /// @throws FailureException `Unavailable` while its block is not final, or if the node does not find it
    public PaidBy transaction(VaultPayment row, Completed paid, Instant quoted) throws FailureException {
        List<Hash> topics = new VaultEvent(row.rewards(), paid.amount(), row.quoteHash()).log(vault)
                .topics();
        long last = rpc.blockNumber();
        for (long from = firstSince(quoted.minus(SKEW), last); from <= last; from += WINDOW) {
            long to = Math.min(last, from + WINDOW - 1);
            for (FoundLog found : rpc.logs(vault, topics, BlockTag.at(from), BlockTag.at(to))) {
                return paidBy(found);
            }
        }
        throw unavailable("it has no event of the payment for quote " + row.quoteHash());
    }

    private PaidBy paidBy(FoundLog found) throws FailureException {
        Block block = rpc.block(BlockTag.at(found.block())).filter(there -> there.hash().equals(found.blockHash()))
                .orElseThrow(() -> unavailable("block " + found.block() + " was just replaced"));
        Block newestFinal = new Lookout(rpc, finality).newestFinal()
                .orElseThrow(() -> unavailable("it has no final block yet"));
        if (newestFinal.number() < block.number()) {
            throw unavailable("transaction " + found.transaction() + " is not final yet");
        }
        Account payer = rpc.transaction(found.transaction()).map(FoundTransaction::from)
                .orElseThrow(() -> unavailable("it has no transaction " + found.transaction()));
        return new PaidBy(found.transaction(), payer, block);
    }

    /// The first block that is not older than `time`: found by halving, because a block's number says nothing of its time.
    private long firstSince(Instant time, long last) throws FailureException {
        long low = 0;
        long high = last;
        while (low < high) {
            long middle = (low + high) / 2;
            Block block = rpc.block(BlockTag.at(middle)).orElseThrow(() -> unavailable("it has no block " + middle));
            if (block.time().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static FailureException unavailable(String why) {
        return new FailureException(new Failure.Unavailable(RpcChannel.WHO, why, Optional.empty()));
    }
}
