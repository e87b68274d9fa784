package io.longshore;

import java.util.List;
import java.util.Optional;

import io.longshore.chain.BlockTag;
import io.longshore.chain.Fee;
import io.longshore.chain.Fees;
import io.longshore.chain.Rpc;
import io.longshore.chain.TokenCall;
import io.longshore.chain.Transaction;
import io.longshore.chain.VaultCall;
import io.longshore.chain.VaultPayment;
import io.longshore.localnet.DevChain;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.RowPayment;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

/// Somebody with a key of the chain, who pays at the vault without an engine and its books.
record Outsider(Rpc rpc, DevChain chain, SigningKey key) {
    private static final long GAS = 5_000_000;

    /// Gives them what they need to pay so much, and lets the vault draw it.
    void prepare(Amount tokens) throws FailureException {
        chain.fund(key.account(), tokens, Wei.of(1_000_000_000_000_000_000L));
        send(rpc.nonce(key.account(), BlockTag.PENDING), new Fees(rpc).now(), chain.token(),
                new TokenCall.Approve(chain.vault(), tokens).calldata());
    }

    /// Pays what somebody else was to pay.
    Hash pay(List<RowPayment> rows) throws FailureException {
        return pay(rows, rpc.nonce(key.account(), BlockTag.PENDING), new Fees(rpc).now());
    }

    /// As [#pay(List)], in the place of a transaction that waits.
    Hash payInstead(List<RowPayment> rows) throws FailureException {
        Fee twice = new Fees(rpc).now();
        for (int bumps = 0; bumps < 8; bumps++) {
            twice = twice.bumped();
        }
        return pay(rows, rpc.nonce(key.account(), BlockTag.LATEST), twice);
    }

    private Hash pay(List<RowPayment> rows, long nonce, Fee fee) throws FailureException {
        List<VaultPayment> payments = rows.stream()
                .map(row -> new VaultPayment(row.paid().rewards(), row.amount(), row.paid().hash())).toList();
        return send(nonce, fee, chain.vault(), new VaultCall.PayForQuotes(payments).calldata());
    }

    private Hash send(long nonce, Fee fee, Account to, Bytes calldata) throws FailureException {
        return rpc
                .sendRaw(new Transaction(rpc.chainId(), nonce, fee, GAS, Optional.of(to), Wei.ZERO, calldata).sign(key)
                        .raw());
    }
}
