package io.longshore.chain;

import java.util.Optional;
import java.util.stream.Stream;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;

/// A call of the payment token: ERC-20 (EIP-20), and minting by its deployer. What changes something answers `true`, like the
/// standard says; `mint` answers nothing (`src/main/solidity/Token.sol`).
public sealed interface TokenCall {
    /// Selector and arguments.
    Bytes calldata();

    /// Its name.
    record Name() implements TokenCall, Query<String> {
        private static final AbiEntry<Name> ABI = AbiEntry.named("name()",
                _ -> new Name());
        private static final AbiEntry<String> ANSWER = AbiEntry.tuple("(string)", values -> values.text(0));

        @Override
        public Bytes calldata() {
            return ABI.encode();
        }

        @Override
        public Bytes encode(String answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public String decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Its short name.
    record Symbol() implements TokenCall, Query<String> {
        private static final AbiEntry<Symbol> ABI = AbiEntry.named("symbol()",
                _ -> new Symbol());
        private static final AbiEntry<String> ANSWER = AbiEntry.tuple("(string)", values -> values.text(0));

        @Override
        public Bytes calldata() {
            return ABI.encode();
        }

        @Override
        public Bytes encode(String answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public String decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// How many decimals people read it with.
    record Decimals() implements TokenCall, Query<Integer> {
        private static final AbiEntry<Decimals> ABI = AbiEntry.named("decimals()",
                _ -> new Decimals());
        private static final AbiEntry<Integer> ANSWER = AbiEntry.tuple("(uint8)", values -> values.small(0));

        @Override
        public Bytes calldata() {
            return ABI.encode();
        }

        @Override
        public Bytes encode(Integer answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public Integer decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Who may mint.
    record Minter() implements TokenCall, Query<Account> {
        private static final AbiEntry<Minter> ABI = AbiEntry.named("minter()",
                _ -> new Minter());
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

    /// How much there is.
    record TotalSupply() implements TokenCall, Query<Amount> {
        private static final AbiEntry<TotalSupply> ABI = AbiEntry.named("totalSupply()",
                _ -> new TotalSupply());
        private static final AbiEntry<Amount> ANSWER = AbiEntry.tuple("(uint256)", values -> values.amount(0));

        @Override
        public Bytes calldata() {
            return ABI.encode();
        }

        @Override
        public Bytes encode(Amount answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public Amount decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// How much an account has.
    record BalanceOf(Account account) implements TokenCall, Query<Amount> {
        private static final AbiEntry<BalanceOf> ABI = AbiEntry.named("balanceOf(address)",
                values -> new BalanceOf(values.account(0)));
        private static final AbiEntry<Amount> ANSWER = AbiEntry.tuple("(uint256)", values -> values.amount(0));

        @Override
        public Bytes calldata() {
            return ABI.encode(account);
        }

        @Override
        public Bytes encode(Amount answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public Amount decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// How much a spender may still draw from an owner.
    record Allowance(Account owner, Account spender) implements TokenCall, Query<Amount> {
        private static final AbiEntry<Allowance> ABI = AbiEntry.named("allowance(address,address)",
                values -> new Allowance(values.account(0), values.account(1)));
        private static final AbiEntry<Amount> ANSWER = AbiEntry.tuple("(uint256)", values -> values.amount(0));

        @Override
        public Bytes calldata() {
            return ABI.encode(owner, spender);
        }

        @Override
        public Bytes encode(Amount answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public Amount decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Makes tokens.
    record Mint(Account to, Amount amount) implements TokenCall {
        private static final AbiEntry<Mint> ABI = AbiEntry.named("mint(address,uint256)",
                values -> new Mint(values.account(0), values.amount(1)));

        @Override
        public Bytes calldata() {
            return ABI.encode(to, amount);
        }
    }

    /// Sets how much a spender may draw from the caller.
    record Approve(Account spender, Amount amount) implements TokenCall, Query<Boolean> {
        private static final AbiEntry<Approve> ABI = AbiEntry.named("approve(address,uint256)",
                values -> new Approve(values.account(0), values.amount(1)));
        private static final AbiEntry<Boolean> ANSWER = AbiEntry.tuple("(bool)", values -> values.truth(0));

        @Override
        public Bytes calldata() {
            return ABI.encode(spender, amount);
        }

        @Override
        public Bytes encode(Boolean answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public Boolean decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Moves tokens of the caller.
    record Transfer(Account to, Amount amount) implements TokenCall, Query<Boolean> {
        private static final AbiEntry<Transfer> ABI = AbiEntry.named("transfer(address,uint256)",
                values -> new Transfer(values.account(0), values.amount(1)));
        private static final AbiEntry<Boolean> ANSWER = AbiEntry.tuple("(bool)", values -> values.truth(0));

        @Override
        public Bytes calldata() {
            return ABI.encode(to, amount);
        }

        @Override
        public Bytes encode(Boolean answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public Boolean decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Moves tokens of another, within the caller's allowance.
    record TransferFrom(Account from, Account to, Amount amount) implements TokenCall, Query<Boolean> {
        private static final AbiEntry<TransferFrom> ABI = AbiEntry.named("transferFrom(address,address,uint256)",
                values -> new TransferFrom(values.account(0), values.account(1), values.amount(2)));
        private static final AbiEntry<Boolean> ANSWER = AbiEntry.tuple("(bool)", values -> values.truth(0));

        @Override
        public Bytes calldata() {
            return ABI.encode(from, to, amount);
        }

        @Override
        public Bytes encode(Boolean answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public Boolean decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Reads calldata; empty if the contract has no such function or the arguments are malformed.
    static Optional<TokenCall> decode(Bytes calldata) {
        return Stream
                .<AbiEntry<? extends TokenCall>>of(Name.ABI, Symbol.ABI, Decimals.ABI, Minter.ABI, TotalSupply.ABI,
                        BalanceOf.ABI, Allowance.ABI, Mint.ABI, Approve.ABI, Transfer.ABI, TransferFrom.ABI)
                .<TokenCall>flatMap(abi -> abi.decode(calldata).stream()).findFirst();
    }
}
