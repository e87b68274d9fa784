package io.longshore.localnet;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import io.longshore.chain.VaultCall;
import io.longshore.chain.VaultCall.Completed;
import io.longshore.chain.VaultCall.Verification;
import io.longshore.chain.VaultEvent;
import io.longshore.chain.VaultPayment;
import io.longshore.chain.VaultRefusal;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;

/// The payment vault, as `src/main/solidity/PaymentVault.sol`.
final class VaultState implements NativeContract {
    private static final int AMOUNT_BITS = 128;

    private final Account self;
    private final Account tokenAccount;
    private final TokenState token;
    private final Table<Hash, Completed> completed = new Table<>();

    /// At the account `self`, drawing from `token` at `tokenAccount`.
    VaultState(Account self, Account tokenAccount, TokenState token) {
        this.self = self;
        this.tokenAccount = tokenAccount;
        this.token = token;
    }

    @Override
    public Bytes call(CallFrame frame, Bytes calldata) throws Halt {
        VaultCall call = VaultCall.decode(calldata).orElseThrow(() -> new Halt.Reverted(Bytes.of()));
        return switch (call) {
            case VaultCall.PayForQuotes(List<VaultPayment> payments) -> pay(frame, payments);
            case VaultCall.VerifyPayment asked -> asked.encode(verify(frame, asked.payments()));
            case VaultCall.CompletedPayments asked -> asked.encode(of(frame, asked.quoteHash()));
            case VaultCall.AntToken asked -> asked.encode(tokenAccount);
            case VaultCall.BatchLimit asked -> asked.encode(BigInteger.valueOf(VaultCall.BATCH_LIMIT));
        };
    }

    private Completed of(CallFrame frame, Hash quote) throws Halt {
        return frame.read(completed, quote).orElse(Completed.NONE);
    }

    private Bytes pay(CallFrame frame, List<VaultPayment> payments) throws Halt {
        checkLength(payments);
        frame.charge(Gas.COLD_ACCOUNT);
        for (VaultPayment payment : payments) {
            frame.charge(Gas.ROW);
            if (payment.amount().atto().bitLength() > AMOUNT_BITS) {
                throw new Halt.Reverted(new VaultRefusal.AmountTooLarge(AMOUNT_BITS, payment.amount().atto()));
            }
            if (!of(frame, payment.quoteHash()).equals(Completed.NONE)) {
                throw new Halt.Reverted(new VaultRefusal.PaymentAlreadyExists(payment.quoteHash()));
            }
            frame.write(completed, payment.quoteHash(), Completed.of(payment));
            token.draw(frame, self, frame.sender(), payment.rewards(), payment.amount());
            frame.emit(new VaultEvent(payment.rewards(), payment.amount(), payment.quoteHash()).log(self));
        }
        return Bytes.of();
    }

    private List<Verification> verify(CallFrame frame, List<VaultPayment> payments) throws Halt {
        checkLength(payments);
        List<Verification> results = new ArrayList<>();
        for (VaultPayment payment : payments) {
            Completed paid = of(frame, payment.quoteHash());
            results.add(new Verification(payment.quoteHash(), paid.amount(), paid.covers(payment)));
        }
        return results;
    }

    private static void checkLength(List<VaultPayment> payments) throws Halt {
        if (payments.isEmpty()) {
            throw new Halt.Reverted(new VaultRefusal.InvalidInputLength());
        }
        if (payments.size() > VaultCall.BATCH_LIMIT) {
            throw new Halt.Reverted(new VaultRefusal.BatchLimitExceeded());
        }
    }
}
