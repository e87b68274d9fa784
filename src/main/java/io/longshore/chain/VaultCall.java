package io.longshore.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.esaulpaugh.headlong.abi.Tuple;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// A call of the payment vault (`src/main/solidity/PaymentVault.sol`; the Autonomi network's vault has the same ABI), both
/// ways: for who calls it and for who answers as it.
public sealed interface VaultCall {
    /// How many rows our vault takes in one call.
    int BATCH_LIMIT = 512;

    /// Selector and arguments.
    Bytes calldata();

    /// Pays all rows or none, drawing each amount from the caller to the row's rewards address. Answers nothing.
    record PayForQuotes(List<VaultPayment> payments) implements VaultCall {
        private static final AbiEntry<PayForQuotes> ABI = AbiEntry.named("payForQuotes((address,uint256,bytes32)[])",
                values -> new PayForQuotes(VaultPayment.list(values)));

        /// Keeps an own copy.
        public PayForQuotes {
            payments = List.copyOf(payments);
        }

        @Override
        public Bytes calldata() {
            return ABI.encode(VaultPayment.encodable(payments));
        }
    }

    /// Asks whether rows are paid, row by row.
    record VerifyPayment(List<VaultPayment> payments) implements VaultCall, Query<List<Verification>> {
        private static final AbiEntry<VerifyPayment> ABI = AbiEntry.named("verifyPayment((address,uint256,bytes32)[])",
                values -> new VerifyPayment(VaultPayment.list(values)));
        private static final AbiEntry<List<Verification>> ANSWER = AbiEntry.tuple("((bytes32,uint256,bool)[])",
                values -> values.tuples(0).stream().map(Verification::of).toList());

        /// Keeps an own copy.
        public VerifyPayment {
            payments = List.copyOf(payments);
        }

        @Override
        public Bytes calldata() {
            return ABI.encode(VaultPayment.encodable(payments));
        }

        @Override
        public Bytes encode(List<Verification> answer) {
            return ANSWER.encode(answer.stream().map(Verification::tuple).toList());
        }

        @Override
        public List<Verification> decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Asks what was paid for a quote.
    record CompletedPayments(Hash quoteHash) implements VaultCall, Query<Completed> {
        private static final AbiEntry<CompletedPayments> ABI = AbiEntry.named("completedPayments(bytes32)",
                values -> new CompletedPayments(values.hash(0)));
        private static final AbiEntry<Completed> ANSWER = AbiEntry.tuple("(bytes16,uint128)",
                values -> new Completed(values.bytes(0), values.amount(1)));

        @Override
        public Bytes calldata() {
            return ABI.encode(quoteHash);
        }

        @Override
        public Bytes encode(Completed answer) {
            return ANSWER.encode(answer.rewardsPrefix(), answer.amount());
        }

        @Override
        public Completed decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Asks for the token it draws from.
    record AntToken() implements VaultCall, Query<Account> {
        private static final AbiEntry<AntToken> ABI = AbiEntry.named("antToken()",
                _ -> new AntToken());
        private static final AbiEntry<Account> ANSWER = AbiEntry.tuple("(address)", values -> values.account(0));

        @Override
        public Bytes calldata() {
            return ABI.encode();
        }

        @Override
        public Bytes encode(Account answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public Account decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Asks how many rows it takes in one call.
    record BatchLimit() implements VaultCall, Query<BigInteger> {
        private static final AbiEntry<BatchLimit> ABI = AbiEntry.named("batchLimit()",
                _ -> new BatchLimit());
        private static final AbiEntry<BigInteger> ANSWER = AbiEntry.tuple("(uint256)", values -> values.integer(0));

        @Override
        public Bytes calldata() {
            return ABI.encode();
        }

        @Override
        public Bytes encode(BigInteger answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public BigInteger decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// What was paid for a quote.
    ///
    /// @param rewardsPrefix the first 16 bytes of the account that got it; zeros if it is not paid
    /// @param amount how much; zero if it is not paid
    record Completed(Bytes rewardsPrefix, Amount amount) {
        /// How many bytes of the account are kept.
        public static final int PREFIX = 16;
        /// Not paid.
        public static final Completed NONE = new Completed(Bytes.of(new byte[PREFIX]), Amount.ZERO);

        /// Checks the length.
        public Completed {
            rewardsPrefix.ofSize(PREFIX, "Completed");
        }

        /// What is kept of a payment.
        public static Completed of(VaultPayment payment) {
            return new Completed(payment.rewards().bytes().slice(0, PREFIX), payment.amount());
        }

        /// Whether at least `payment`'s amount was paid to its account, as far as the vault keeps that.
        public boolean covers(VaultPayment payment) {
            return !amount.isZero() && amount.compareTo(payment.amount()) >= 0
                    && rewardsPrefix.equals(payment.rewards().bytes().slice(0, PREFIX));
        }
    }

    /// The vault's answer on one row.
    record Verification(Hash quoteHash, Amount paid, boolean valid) {
        private static Verification of(AbiValues values) {
            return new Verification(values.hash(0), values.amount(1), values.truth(2));
        }

        private Tuple tuple() {
            return AbiValues.row(quoteHash, paid, valid);
        }
    }

    /// Reads calldata; empty if the contract has no such function or the arguments are malformed.
    static Optional<VaultCall> decode(Bytes calldata) {
        return Stream
                .<AbiEntry<? extends VaultCall>>of(PayForQuotes.ABI, VerifyPayment.ABI, CompletedPayments.ABI,
                        AntToken.ABI, BatchLimit.ABI)
                .<VaultCall>flatMap(abi -> abi.decode(calldata).stream()).findFirst();
    }
}
