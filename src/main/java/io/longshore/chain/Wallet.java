package io.longshore.chain;

import io.longshore.model.Account;
import io.longshore.model.Attempt;
import io.longshore.model.ChainId;
import io.longshore.model.Intent;
import io.longshore.model.store.PaymentStore;
import io.longshore.proof.SigningKey;

/// One wallet on one chain, and what is needed to send from it.
record Wallet(PaymentStore store, Rpc rpc, SigningKey key, ChainId chain, Fees fees, Lookout lookout, Pace pace,
        Sleeper sleeper) {
    Account account() {
        return key.account();
    }

    /// Whether the intent is one of this wallet on this chain.
    boolean has(Intent intent) {
        return intent.chain().equals(chain) && intent.from().equals(account());
    }

    /// Signs an attempt at an intent of this wallet.
    Attempt sign(Intent intent, Fee fee, long gasLimit) {
        var signed = Transaction.call(chain, intent.nonce(), fee, gasLimit, intent.to(), intent.calldata()).sign(key);
        return new Attempt(intent.id(), signed.hash(), signed.raw(), fee.max());
    }
}
