package io.longshore.chain;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;

/// Brings settled transactions back that a reorganisation took from the chain: the same bytes are sent again, and what the
/// chain decides this time must be what was recorded.
final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private final Wallet wallet;

    Restoration(Wallet wallet) {
        this.wallet = wallet;
    }

    /// Brings back the transactions with nonces from `from` (inclusive) to `to` (exclusive), in order.
    /// @throws FailureException `Disagreement` if one of them ends otherwise than it did, `Unavailable` if it is unknown here
    void restore(long from, long to) throws FailureException {
        for (long nonce = from; nonce < to; nonce++) {
            var intent = find(nonce);
            if (intent.isEmpty()) {
                // From before this data folder: nobody here can send it again, and a node may only be behind.
                throw new FailureException(new Failure.Unavailable(RpcChannel.WHO,
                        "it does not know transaction " + nonce + " of " + wallet.account() + " any more",
                        Optional.empty()));
            }
            var recorded = wallet.store().outcome(intent.get().id());
            LOG.warn("the chain lost transaction {} of {}, which had ended as {}", nonce, wallet.account(), recorded);
            var outcome = new Pursuit(wallet, intent.get()).outcome(false);
            if (recorded.isPresent() && !recorded.get().getClass().equals(outcome.getClass())) {
                throw disagreement(nonce, "recorded as " + recorded.get() + ", the chain says " + outcome);
            }
        }
    }

    private FailureException disagreement(long nonce, String detail) {
        return new FailureException(
                new Failure.Disagreement("transaction " + nonce + " of " + wallet.account(), detail));
    }

    /// The intent of this wallet with that nonce. Intents are numbered from 1, in the order of their nonces.
    private Optional<Intent> find(long nonce) throws FailureException {
        for (long id = last(); id > 0; id--) {
            var intent = wallet.store().find(new IntentId(id));
            if (intent.filter(wallet::has).filter(found -> found.nonce() == nonce).isPresent()) {
                return intent;
            }
        }
        return Optional.empty();
    }

    /// The number of the last intent: doubled until there is none, then halved down to it.
    private long last() throws FailureException {
        long none = 1;
        while (exists(none)) {
            none *= 2;
        }
        long some = none / 2;
        while (none - some > 1) {
            long middle = (some + none) / 2;
            if (exists(middle)) {
                some = middle;
            } else {
                none = middle;
            }
        }
        return some;
    }

    private boolean exists(long id) throws FailureException {
        return wallet.store().find(new IntentId(id)).isPresent();
    }
}
