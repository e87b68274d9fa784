package io.longshore.pay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import io.longshore.chain.Intents;
import io.longshore.chain.Revert;
import io.longshore.chain.TokenCall;
import io.longshore.chain.VaultCall;
import io.longshore.chain.VaultPayment;
import io.longshore.chain.VaultRefusal;
import io.longshore.destination.Terms;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.store.PaymentStore;

/// Pays waves from one wallet on one chain, one after the other: admission by the budgets, approval of the allowance,
/// the payment and its receipt are one undivided act, so that no two waves spend the same money.
public final class Payments {
    private final PaymentStore store;
    private final Intents intents;
    private final Wallet wallet;
    private final Terms terms;
    private final Intents.Recorder settlement;
    private final Quoting.ChainTime time;
    private final ReentrantLock turn;

    /// What the wallet may spend, as the chain says.
    public interface Wallet {
        /// How much the vault may still draw.
        Amount allowance() throws FailureException;

        /// How much there is.
        Amount balance() throws FailureException;
    }

    /// Decides which rows are paid, at the last moment before the intent. Rows it leaves out have left the wave durably
    /// when it returns.
    public interface Admission {
        /// The rows that may be paid, at the positions they have then.
        /// @param rows priced rows of the wave; those that left it meanwhile are not admitted
        List<RowPayment> admit(WaveId wave, List<RowPayment> rows) throws FailureException;

        /// What the uploads of these rows will probably still cost, these rows included, each within its budget.
        Map<UploadId, Amount> remainders(List<RowPayment> rows) throws FailureException;
    }

    /// @param store the books
    /// @param intents makes and resolves transactions
    /// @param wallet what there is to spend
    /// @param terms the vault and its token
    /// @param settlement writes down what became of intents
    /// @param time the paying chain's clock: where it cannot be believed, nothing new is signed
    public Payments(PaymentStore store, Intents intents, Wallet wallet, Terms terms, Intents.Recorder settlement,
            Quoting.ChainTime time) {
        this.store = store;
        this.intents = intents;
        this.turn = intents.turn();
        this.wallet = wallet;
        this.terms = terms;
        this.settlement = settlement;
        this.time = time;
    }

    /// Pays rows of a wave; returns when the receipt is durable.
    /// @return the receipt, or nothing if no row was admitted
    /// @throws FailureException `Unavailable` while the outcome is unknown (ask [#settle] again); `PaymentFailed` if the
    ///         chain refused for good; `Insufficient`; `ClockApart` before anything is signed
    public Optional<Receipt> pay(WaveId wave, List<RowPayment> rows, Admission admission) throws FailureException,
            InterruptedException {
        turn.lockInterruptibly();
        try {
            intents.resolveOpen(settlement);
            List<RowPayment> admitted = admission.admit(wave, rows);
            while (!admitted.isEmpty() && !isCovered(admitted)) {
                approve(admitted, admission);
                // That took a while: whoever was stopped meanwhile does not pay any more.
                admitted = admission.admit(wave, admitted);
            }
            if (admitted.isEmpty()) {
                return Optional.empty();
            }
            List<VaultPayment> payments = admitted.stream().map(row -> new VaultPayment(
                    row.paid().rewards(), row.amount(), row.paid().hash())).toList();
            run(new Purpose.PayWave(wave, admitted), terms.vault(),
                    new VaultCall.PayForQuotes(payments).calldata());
            return store.receipt(wave);
        } finally {
            turn.unlock();
        }
    }

    /// Whether a payment failed, and was not even drafted, because the vault has the payment of one of its quotes already.
    public static boolean isPaidAlready(FailureException failure) {
        return Revert.of(failure).filter(VaultRefusal.PaymentAlreadyExists.class::isInstance).isPresent();
    }

    /// Settles whatever was under way when the program ended, or when the chain fell silent.
    public void settle() throws FailureException, InterruptedException {
        turn.lockInterruptibly();
        try {
            intents.resolveOpen(settlement);
        } finally {
            turn.unlock();
        }
    }

    /// Sends a transaction that pays nobody, in its turn.
    public Outcome send(Purpose purpose, Account to, Bytes calldata)
            throws FailureException, InterruptedException {
        turn.lockInterruptibly();
        try {
            intents.resolveOpen(settlement);
            return run(purpose, to, calldata);
        } finally {
            turn.unlock();
        }
    }

    /// Whether the vault may draw what the rows cost.
    private boolean isCovered(List<RowPayment> rows) throws FailureException {
        Amount total = total(rows);
        if (wallet.balance().compareTo(total) < 0) {
            throw new FailureException(new Failure.Insufficient(Failure.Insufficient.Resource.TOKEN, total.toString(),
                    wallet.balance().toString()));
        }
        return wallet.allowance().compareTo(total) >= 0;
    }

    private static Amount total(List<RowPayment> rows) {
        return rows.stream().map(RowPayment::amount).reduce(Amount.ZERO, Amount::plus);
    }

    private void approve(List<RowPayment> rows, Admission admission) throws FailureException {
        Map<UploadId, Amount> remainders = admission.remainders(rows);
        if (remainders.isEmpty()) {
            // All of them were stopped: nobody is left to approve for, or to book its cost to.
            return;
        }
        Amount total = total(rows);
        Amount allowance = remainders.values().stream().reduce(Amount.ZERO, Amount::plus);
        Amount atLeast = allowance.compareTo(total) >= 0 ? allowance : total;
        run(new Purpose.Approve(new ArrayList<>(remainders.keySet()), atLeast), terms.token(),
                new TokenCall.Approve(terms.vault(), atLeast).calldata());
    }

    private Outcome run(Purpose purpose, Account to, Bytes calldata)
            throws FailureException {
        time.now();
        Outcome outcome = intents.run(purpose, to, calldata, settlement);
        return switch (outcome) {
            case Outcome.Confirmed confirmed -> confirmed;
            case Outcome.Reverted(var transaction, var _, var _, String reason) -> throw new FailureException(
                    new Failure.PaymentFailed("transaction " + transaction + " reverted: " + reason));
            case Outcome.Replaced(long nonce) -> throw new FailureException(
                    new Failure.PaymentFailed("another transaction took nonce " + nonce));
        };
    }
}
