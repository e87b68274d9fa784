package io.longshore.chain;

import java.util.Optional;
import java.util.stream.Stream;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;

/// The payment token's own errors; those of ERC-20 are named by EIP-6093.
public sealed interface TokenRefusal extends Revert {
    /// The payer has too little.
    record InsufficientBalance(Account sender, Amount balance, Amount needed) implements TokenRefusal {
        private static final AbiEntry<InsufficientBalance> ABI = AbiEntry.named(
                "ERC20InsufficientBalance(address,uint256,uint256)",
                values -> new InsufficientBalance(values.account(0), values.amount(1), values.amount(2)));

        @Override
        public Bytes data() {
            return ABI.encode(sender, balance, needed);
        }
    }

    /// The spender may draw too little.
    record InsufficientAllowance(Account spender, Amount allowance, Amount needed) implements TokenRefusal {
        private static final AbiEntry<InsufficientAllowance> ABI = AbiEntry.named(
                "ERC20InsufficientAllowance(address,uint256,uint256)",
                values -> new InsufficientAllowance(values.account(0), values.amount(1), values.amount(2)));

        @Override
        public Bytes data() {
            return ABI.encode(spender, allowance, needed);
        }
    }

    /// Nobody can hold tokens at the zero account.
    record InvalidReceiver(Account receiver) implements TokenRefusal {
        private static final AbiEntry<InvalidReceiver> ABI = AbiEntry.named("ERC20InvalidReceiver(address)",
                values -> new InvalidReceiver(values.account(0)));

        @Override
        public Bytes data() {
            return ABI.encode(receiver);
        }
    }

    /// Nobody can draw from the zero account.
    record InvalidSpender(Account spender) implements TokenRefusal {
        private static final AbiEntry<InvalidSpender> ABI = AbiEntry.named("ERC20InvalidSpender(address)",
                values -> new InvalidSpender(values.account(0)));

        @Override
        public Bytes data() {
            return ABI.encode(spender);
        }
    }

    /// Only the deployer mints.
    record NotMinter(Account caller) implements TokenRefusal {
        private static final AbiEntry<NotMinter> ABI = AbiEntry.named("NotMinter(address)",
                values -> new NotMinter(values.account(0)));

        @Override
        public Bytes data() {
            return ABI.encode(caller);
        }
    }

    /// Reads it; empty if it is none of these.
    static Optional<TokenRefusal> decode(Bytes data) {
        return Stream
                .<AbiEntry<? extends TokenRefusal>>of(InsufficientBalance.ABI, InsufficientAllowance.ABI,
                        InvalidReceiver.ABI, InvalidSpender.ABI, NotMinter.ABI)
                .<TokenRefusal>flatMap(abi -> abi.decode(data).stream()).findFirst();
    }
}
