package io.longshore.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.Failure.OlderThanTheWorld.Sign;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Intent;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.store.PaymentStore;
import io.longshore.proof.SigningKey;

/// The transactions of one wallet on one chain, one at a time. Whoever else sends from that wallet there has to share its
/// turn, and there is no other way to send from it.
///
/// Every attempt is durable before it is broadcast, and nothing new is drafted while an outcome is unknown. Only the chain
/// decides an outcome; a timeout, a refusal or a lost answer decides nothing. Any thread may call it; calls wait for one
/// another, and for the chain.
public final class Intents {
    private final Wallet wallet;
    private final ReentrantLock turn;

    /// The transactions of `key`'s account on `chain`, which `rpc` reaches.
    public Intents(PaymentStore store, Rpc rpc, SigningKey key, ChainId chain, Finality finality, Fees fees, Pace pace,
            Sleeper sleeper) {
        this(store, rpc, key, chain, finality, fees, pace, sleeper, new Turns());
    }

    /// As above, where others send from the same account on the same chain.
    public Intents(PaymentStore store, Rpc rpc, SigningKey key, ChainId chain, Finality finality, Fees fees, Pace pace,
            Sleeper sleeper, Turns turns) {
        this.turn = turns.of(chain, key.account());
        this.wallet = new Wallet(store, rpc, key, chain, fees, new Lookout(rpc, finality), pace, sleeper);
    }

    /// Makes an outcome durable; for a wave that is paid, its receipt with it.
    public interface Recorder {
        /// Called once the chain has decided, on the thread that waited for it. Returns when it is durable.
        void record(Intent intent, Outcome outcome) throws FailureException;
    }

    /// Held by whoever sends from the wallet on its chain; may be taken for several steps that belong together.
    public ReentrantLock turn() {
        return turn;
    }

    /// The wallet's account.
    public Account account() {
        return wallet.account();
    }

    /// Settles what is open, then makes one transaction and waits until the chain has decided about it. If the very same call
    /// was open, its outcome is the answer, and no other transaction is made.
    ///
    /// Before anything is drafted it fails with `PaymentFailed` if the contract would refuse the call ([Revert#of] says why),
    /// `Insufficient` if there is too little coin for gas, `GasTooDear` if gas is above the user's ceiling, `Disagreement` if the chain is another one, `OlderThanTheWorld` if it knows transactions of
    /// this wallet that the store does not. Afterwards it fails with `Unavailable` if there is no outcome within the patience
    /// of its pace: the intent stays open then, and the next call goes on with it first.
    ///
    /// @param recorder is given the outcome before it is returned, and those of intents that were open
    public Outcome run(Purpose purpose, Account to, Bytes calldata, Recorder recorder) throws FailureException {
        turn.lock();
        try {
            requireChain();
            var settled = settleOpen(recorder);
            long nonce = freeNonce();
            var done = settled.stream().filter(open -> open.is(purpose, to, calldata)).findFirst();
            if (done.isPresent()) {
                return done.get().outcome();
            }
            var fee = wallet.fees().now();
            long gas = Fees.limit(wallet.rpc().estimateGas(account(), to, calldata));
            new Funds(wallet.rpc(), account()).requireCoin(fee.max().times(gas));
            var intent = wallet.store().draft(purpose, wallet.chain(), account(), nonce, to, calldata,
                    drafted -> wallet.sign(drafted, fee, gas)).intent();
            return settle(intent, true, recorder);
        } finally {
            turn.unlock();
        }
    }

    /// Settles what is open from the chain: after a restart, and whenever the chain is back. What another wallet signed is
    /// settled as far as the chain says it now.
    ///
    /// @throws FailureException as [#run] does
    public void resolveOpen(Recorder recorder) throws FailureException {
        turn.lock();
        try {
            requireChain();
            settleOpen(recorder);
            settleForeign(recorder);
            freeNonce();
        } finally {
            turn.unlock();
        }
    }

    private void requireChain() throws FailureException {
        var answered = wallet.rpc().chainId();
        if (!answered.equals(wallet.chain())) {
            throw new FailureException(
                    new Failure.Disagreement("chain id", "it answers " + answered + ", not " + wallet.chain()));
        }
    }

    private List<Settled> settleOpen(Recorder recorder) throws FailureException {
        var settled = new ArrayList<Settled>();
        for (var intent : wallet.store().open().stream().filter(wallet::has).toList()) {
            settled.add(new Settled(intent, settle(intent, false, recorder)));
        }
        return settled;
    }

    /// What other wallets signed came here with their journals. The chain is asked once, and told the same bytes again where it
    /// lacks them; without an outcome they stay open, and hold up nothing but what they pay for.
    private void settleForeign(Recorder recorder) throws FailureException {
        for (var intent : wallet.store().open()) {
            if (intent.chain().equals(wallet.chain()) && !wallet.has(intent)) {
                var outcome = new Pursuit(wallet, intent).glance();
                if (outcome.isPresent()) {
                    recorder.record(intent, outcome.get());
                }
            }
        }
    }

    private record Settled(Intent intent, Outcome outcome) {
        boolean is(Purpose purpose, Account to, Bytes calldata) {
            return intent.purpose().word().equals(purpose.word()) && intent.to().equals(to)
                    && intent.calldata().equals(calldata);
        }
    }

    private Outcome settle(Intent intent, boolean fresh, Recorder recorder) throws FailureException {
        var outcome = new Pursuit(wallet, intent).outcome(fresh);
        recorder.record(intent, outcome);
        return outcome;
    }

    /// The nonce of the next transaction, once the chain and the store agree about the ones before.
    private long freeNonce() throws FailureException {
        long nonce = wallet.rpc().nonce(account(), BlockTag.LATEST);
        long free = wallet.store().highestNonce(wallet.chain(), account()).map(highest -> highest + 1).orElse(nonce);
        long taken = Math.max(nonce, wallet.rpc().nonce(account(), BlockTag.PENDING));
        if (taken > free) {
            throw new FailureException(
                    new Failure.OlderThanTheWorld(Sign.TRANSACTIONS, account().toString(), taken, free));
        }
        if (nonce < free) {
            new Restoration(wallet).restore(nonce, free);
        }
        return free;
    }
}
