package io.longshore.localnet;

import java.time.Duration;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;

/// What can go wrong on a chain, on command: for tests, from inside the chain's own process only. Faults that wait for a
/// transaction or an answer are used up by it; none is remembered over a restart, but what it did to the chain is.
/// May be used from any thread.
public final class ChainFaults {
    /// In place of a method's name: every method.
    public static final String ANY_METHOD = "*";

    private final FaultPlan plan;
    private final ChainEngine engine;

    ChainFaults(FaultPlan plan, ChainEngine engine) {
        this.plan = plan;
        this.engine = engine;
    }

    /// What becomes of a transaction that was accepted, whose hash is answered like any other's.
    public sealed interface Fate {
        /// It is forgotten.
        record Dropped() implements Fate {}

        /// It is mined and fails, with this ABI-encoded error, whatever it asks for.
        record Reverted(Bytes data) implements Fate {}

        /// A foreign transaction of the same account and nonce is mined instead of it.
        record Replaced() implements Fate {}
    }

    /// What becomes of an answer.
    public sealed interface Answer {
        /// It comes after `time`; what was asked is done at once.
        record Late(Duration time) implements Answer {}

        /// What was asked is done; then nothing comes for `time`, then the connection ends without an answer.
        record Silent(Duration time) implements Answer {}

        /// It is this JSON-RPC error, and what was asked is not done.
        record Failed(int code, String message) implements Answer {}

        /// It is this HTTP status without a body, and what was asked is not done.
        record Status(int status) implements Answer {}
    }

    /// Gives the next `times` accepted transactions a fate.
    public void next(int times, Fate fate) {
        plan.add(times, fate);
    }

    /// Gives the next `times` answers to `method`, or to any with [#ANY_METHOD], a fate.
    public void next(String method, int times, Answer answer) {
        plan.add(method, times, answer);
    }

    /// Mines a foreign transaction with the account's next nonce, as if its key were used elsewhere too.
    ///
    /// @throws FailureException `LocalFailure` if the block cannot be made durable
    public void takeNonce(Account account) throws FailureException {
        engine.takeNonce(account);
    }

    /// Takes away the newest `blocks` blocks and puts as many empty ones in their place. Their transactions wait again for
    /// the next block, which is made by the next transaction sent, by [DevChain#mine] or by the interval; foreign ones are
    /// forgotten, and forced reverts lifted. At most 256 blocks, and not the genesis block.
    ///
    /// @throws FailureException `LocalFailure` if that cannot be made durable
    public void reorganise(int blocks) throws FailureException {
        engine.reorganise(blocks);
    }

    /// Forgets all transactions that wait.
    public void forgetWaiting() {
        engine.forgetWaiting();
    }

    /// Makes no blocks until [#releaseMining], but those of [DevChain#mine] and [DevChain#fund].
    public void holdMining() {
        plan.hold(true);
    }

    /// Makes blocks again, and one at once if transactions wait and blocks are made at once.
    ///
    /// @throws FailureException `LocalFailure` if the block cannot be made durable
    public void releaseMining() throws FailureException {
        plan.hold(false);
        engine.resume();
    }

    /// Holds the base fee of the coming blocks at `fee` until [#clear]. Transactions that offer less wait.
    public void holdBaseFee(Wei fee) {
        plan.baseFee(Optional.of(fee));
    }

    /// Forgets all faults that still wait, and releases what is held.
    ///
    /// @throws FailureException `LocalFailure` if a block that can be made now cannot be made durable
    public void clear() throws FailureException {
        plan.clear();
        engine.resume();
    }
}
