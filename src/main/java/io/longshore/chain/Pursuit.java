package io.longshore.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Attempt;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.Outcome;

/// Follows one intent until the chain has decided about it: looks, asks [Resolution] what follows, does that, looks again.
/// Decides nothing itself. Used once, by one thread, under the lock of [Intents].
final class Pursuit {
    /// How often in a row a node must refuse every attempt before it is asked whether the wallet can pay for one.
    private static final int REFUSALS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(Pursuit.class);

    private final Wallet wallet;
    private final Intent intent;
    private final List<Attempt> attempts;
    private long newestOut;
    private int usedLooks;
    private int refusals;
    private String heard = "";
    private Optional<Failure> held = Optional.empty();

    Pursuit(Wallet wallet, Intent intent) throws FailureException {
        this.wallet = wallet;
        this.intent = intent;
        this.attempts = new ArrayList<>(wallet.store().attempts(intent.id()));
        if (attempts.isEmpty()) {
            throw new FailureException(new Failure.Corrupt("intent " + intent.id(), "it has no attempt"));
        }
        this.newestOut = wallet.sleeper().nanos();
    }

    /// What became of it.
    /// @param fresh whether its attempt was never broadcast: then that comes before the first look
    /// @throws FailureException `Unavailable` if there is no outcome within the patience of the pace, `GasTooDear` if it would
    /// take a higher fee than the user lets it, `Insufficient` if the wallet cannot pay for the gas of any attempt; the intent
    /// is open as before
    Outcome outcome(boolean fresh) throws FailureException {
        long began = wallet.sleeper().nanos();
        boolean unsent = fresh;
        for (int round = 0;; round++) {
            FailureException trouble = null;
            try {
                if (unsent) {
                    unsent = false;
                    offer();
                }
                var outcome = step();
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            } catch (FailureException failure) {
                if (!(failure.failure() instanceof Failure.Unavailable)) {
                    throw failure;
                }
                trouble = failure;
            }
            if (since(began).compareTo(wallet.pace().patience()) >= 0) {
                throw undecided(trouble);
            }
            wallet.sleeper().sleep(wallet.pace().poll().pause(round, retryAfter(trouble)));
        }
    }

    /// What became of it as far as the chain says it now, for an intent of another wallet: the same bytes are sent again where
    /// the node lacks them, and nothing is signed.
    Optional<Outcome> glance() throws FailureException {
        for (int look = 0; look < Resolution.LOOKS; look++) {
            var seen = wallet.lookout().look(intent, attempts);
            var progress = new Resolution.Progress(attempts.size(), Duration.ZERO, usedLooks);
            usedLooks = Resolution.nonceUsedForGood(intent, seen) ? usedLooks + 1 : 0;
            switch (Resolution.of(intent, seen, progress, wallet.pace())) {
                case Resolution.Conclude(var outcome) -> {
                    return Optional.of(outcome);
                }
                case Resolution.Broadcast() -> offer();
                case Resolution.Wait _,Resolution.Bump _,Resolution.Restore _ -> {
                    // Its own wallet can do more; here it is only looked at.
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Outcome> step() throws FailureException {
        var seen = wallet.lookout().look(intent, attempts);
        var progress = new Resolution.Progress(attempts.size(), since(newestOut), usedLooks);
        usedLooks = Resolution.nonceUsedForGood(intent, seen) ? usedLooks + 1 : 0;
        var next = Resolution.of(intent, seen, progress, wallet.pace());
        LOG.debug("intent {} with nonce {}: {}", intent.id(), intent.nonce(), next);
        switch (next) {
            case Resolution.Conclude(var outcome) -> {
                return Optional.of(outcome);
            }
            case Resolution.Wait _ -> refusals = 0;
            case Resolution.Broadcast() -> offer();
            case Resolution.Bump() -> bump(seen.known());
            case Resolution.Restore(long from) -> new Restoration(wallet).restore(from, intent.nonce());
        }
        return Optional.empty();
    }

    /// Offers the attempts to the node, the newest first, until it takes one. That it refuses them decides nothing: it may
    /// have one already.
    private void offer() throws FailureException {
        for (var attempt : attempts.reversed()) {
            try {
                wallet.rpc().sendRaw(attempt.raw());
                refusals = 0;
                return;
            } catch (FailureException failure) {
                if (failure.failure() instanceof Failure.Unavailable
                        || failure.failure() instanceof Failure.Cancelled) {
                    throw failure;
                }
                heard = failure.failure().toString();
            }
        }
        refusals++;
        if (refusals >= REFUSALS) {
            var cheapest = SignedTransaction.decode(attempts.getFirst().raw()).transaction();
            new Funds(wallet.rpc(), intent.from()).requireCoin(cheapest.mostCost());
        }
    }

    /// Offers a higher fee, if the user lets it; or else goes on with what there is.
    private void bump(boolean known) throws FailureException {
        var newest = SignedTransaction.decode(attempts.getLast().raw()).transaction();
        var raised = raised(newest.fee());
        if (raised.isPresent()) {
            attempt(newest, raised.get());
        }
        if (raised.isPresent() || !known) {
            offer();
        }
    }

    private Optional<Fee> raised(Fee fee) throws FailureException {
        try {
            var raised = wallet.fees().raised(fee);
            held = Optional.empty();
            return Optional.of(raised);
        } catch (FailureException failure) {
            if (!(failure.failure() instanceof Failure.GasTooDear)) {
                throw failure;
            }
            held = Optional.of(failure.failure());
            return Optional.empty();
        }
    }

    private void attempt(Transaction newest, Fee fee) throws FailureException {
        var attempt = wallet.sign(intent, fee, newest.gasLimit());
        wallet.store().attempt(attempt);
        attempts.add(attempt);
        newestOut = wallet.sleeper().nanos();
        LOG.info("intent {}: attempt {} offers {} a unit of gas", intent.id(), attempts.size(), fee.max());
    }

    private FailureException undecided(@Nullable FailureException trouble) {
        return trouble != null
                ? trouble
                : new FailureException(held.orElseGet(() -> new Failure.Unavailable(RpcChannel.WHO,
                        "no outcome yet of " + attempts.getLast().hash() + (heard.isEmpty() ? "" : "; " + heard),
                        Optional.empty())));
    }

    private static Optional<Duration> retryAfter(@Nullable FailureException trouble) {
        return trouble != null && trouble.failure() instanceof Failure.Unavailable unavailable
                ? unavailable.retryAfter()
                : Optional.empty();
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(wallet.sleeper().nanos() - nanos);
    }
}
