package io.longshore.model.store;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Attempt;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.Wei;

/// Intents, attempts, outcomes and receipts: the books. The journal leads; nothing here is ever deleted.
public interface PaymentStore {
    /// Drafts an intent with its first attempt, which `sign` makes from it. Forced once for both (`intent`, `attempt`)
    /// before this returns, so that the attempt may be broadcast. A `PayWave` moves its wave to `PAYING`.
    Drafted draft(Purpose purpose, ChainId chain, Account from, long nonce, Account to, Bytes calldata, Signing sign)
            throws FailureException;

    /// An intent and its first attempt.
    record Drafted(Intent intent, Attempt attempt) {}

    /// Signs the first attempt at an intent; called on the caller's thread, before anything is written.
    interface Signing {
        /// The signed transaction.
        Attempt sign(Intent intent) throws FailureException;
    }

    /// Records a further attempt (a fee bump). Forced (`attempt`) before its broadcast.
    void attempt(Attempt attempt) throws FailureException;

    /// The intents without a settled outcome, in the order of drafting.
    List<Intent> open() throws FailureException;

    /// The intent of that number.
    Optional<Intent> find(IntentId intent) throws FailureException;

    /// All attempts at an intent, in order.
    List<Attempt> attempts(IntentId intent) throws FailureException;

    /// What became of an intent; empty while it is open.
    Optional<Outcome> outcome(IntentId intent) throws FailureException;

    /// Settles an intent. Forced (`outcome`). The wave of a payment that was reverted or replaced goes back to `PLANNED`
    /// without an intent; a payment that is confirmed is settled by [#receipt] instead.
    void outcome(IntentId intent, Outcome outcome) throws FailureException;

    /// Settles a wave's intent with its receipt, and moves the wave to `PAID`. Forced once (`outcome`, `receipt`), before
    /// the wave's first PUT.
    void receipt(Outcome.Confirmed outcome, Receipt receipt) throws FailureException;

    /// The receipt of a wave.
    Optional<Receipt> receipt(WaveId wave) throws FailureException;

    /// All receipts, in order of payment.
    List<Receipt> receipts() throws FailureException;

    /// The highest nonce any intent of this account on this chain has; empty if there is none.
    Optional<Long> highestNonce(ChainId chain, Account from) throws FailureException;

    /// What an upload has cost so far, by receipt: tokens by row, gas split by rows to the wei (the remainder goes to
    /// the wave's first rows, a wei each), approvals split likewise between the uploads they were for. Transactions that
    /// were reverted count with their gas.
    Spent spent(UploadId upload) throws FailureException;

    /// What was spent, and with how many transactions.
    /// @param tokens paid at the vault
    /// @param pending in intents whose outcome is open
    /// @param gas of payments and approvals
    /// @param payments `payForQuotes` transactions that had rows of it
    /// @param approvals approvals that were for it
    record Spent(Amount tokens, Amount pending, Wei gas, int payments, int approvals) {}
}
