package io.longshore.receipt;

import java.math.BigInteger;
import java.util.List;

import io.longshore.chain.Block;
import io.longshore.chain.BlockTag;
import io.longshore.chain.Rpc;
import io.longshore.chain.TransactionReceipt;
import io.longshore.chain.VaultCall;
import io.longshore.chain.VaultEvent;
import io.longshore.chain.VaultPayment;
import io.longshore.model.Account;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.receipt.Transactions.Confirmed;

/// A chain as witness: the transaction stands in the block that the receipt says, did what it was to do, and the vault has
/// each row in its books. Payments on other chains are left out and counted.
final class ChainWitness implements Witness {
    private final Rpc rpc;
    private final ChainId chain;
    private long receipts;
    private long rows;
    private long elsewhere;

    /// @param rpc the chain's node, which may be another one than the wallet's owner used
    ChainWitness(Rpc rpc) throws FailureException {
        this.rpc = rpc;
        this.chain = rpc.chainId();
    }

    @Override
    public void confirm(Draft draft, Confirmed confirmed) throws FailureException {
        if (!draft.chain().equals(chain)) {
            elsewhere++;
            return;
        }
        TransactionReceipt found = rpc.receipt(confirmed.transaction()).orElseThrow(() -> new IllegalArgumentException(
                "chain " + chain + " has no transaction " + confirmed.transaction()));
        Rule.holds(found.succeeded(), "its transaction failed on chain %s", chain);
        Rule.holds(found.block() == confirmed.block() && found.blockHash().equals(confirmed.blockHash()),
                "its transaction is in another block of chain %s", chain);
        Rule.holds(found.gas().value().equals(new BigInteger(confirmed.gas())), "its transaction cost other gas");
        Block block = rpc.block(BlockTag.at(found.block())).orElseThrow(() -> new IllegalArgumentException(
                "chain " + chain + " has no block " + found.block()));
        Rule.holds(block.time().getEpochSecond() == confirmed.blockTime(), "its block has another time");
        paid(found, draft.to(), draft.payment());
    }

    @Override
    public void confirm(Found payment) throws FailureException {
        if (!payment.chain().equals(chain)) {
            elsewhere++;
            return;
        }
        TransactionReceipt found = rpc.receipt(payment.transaction()).orElseThrow(() -> new IllegalArgumentException(
                "chain " + chain + " has no transaction " + payment.transaction()));
        Rule.holds(found.succeeded(), "its transaction failed on chain %s", chain);
        Rule.holds(found.block() == payment.block(), "its transaction is in another block of chain %s", chain);
        paid(found, payment.vault(), payment.payment());
    }

    private void paid(TransactionReceipt found, Account vault, Draft.Payment payment) throws FailureException {
        List<VaultEvent> events = found.logs().stream().filter(log -> log.contract().equals(vault))
                .flatMap(log -> VaultEvent.of(log).stream()).toList();
        for (VaultPayment row : payment.rows()) {
            Rule.holds(events.stream().anyMatch(event -> event.quoteHash().equals(row.quoteHash())
                    && event.rewards().equals(row.rewards()) && event.amount().compareTo(row.amount()) >= 0),
                    "its transaction did not pay quote %s", row.quoteHash());
            VaultCall.Completed completed = rpc.query(vault, new VaultCall.CompletedPayments(row.quoteHash()));
            Rule.holds(completed.covers(row), "the vault has no such payment for quote %s", row.quoteHash());
            rows++;
        }
        receipts++;
    }

    /// Which chain it is.
    ChainId chain() {
        return chain;
    }

    /// How many payments it confirmed.
    long receipts() {
        return receipts;
    }

    /// How many rows these had.
    long rows() {
        return rows;
    }

    /// How many payments are on other chains.
    long elsewhere() {
        return elsewhere;
    }
}
