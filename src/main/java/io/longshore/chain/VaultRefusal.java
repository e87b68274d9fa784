package io.longshore.chain;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;

/// The payment vault's own errors.
public sealed interface VaultRefusal extends Revert {
    /// It was to be created without a token.
    record AntTokenNull() implements VaultRefusal {
        private static final AbiEntry<AntTokenNull> ABI = AbiEntry.named("AntTokenNull()",
                _ -> new AntTokenNull());

        @Override
        public Bytes data() {
            return ABI.encode();
        }
    }

    /// More rows than it takes in one call.
    record BatchLimitExceeded() implements VaultRefusal {
        private static final AbiEntry<BatchLimitExceeded> ABI = AbiEntry.named("BatchLimitExceeded()",
                _ -> new BatchLimitExceeded());

        @Override
        public Bytes data() {
            return ABI.encode();
        }
    }

    /// No rows at all.
    record InvalidInputLength() implements VaultRefusal {
        private static final AbiEntry<InvalidInputLength> ABI = AbiEntry.named("InvalidInputLength()",
                _ -> new InvalidInputLength());

        @Override
        public Bytes data() {
            return ABI.encode();
        }
    }

    /// The quote is paid: nothing is ever paid twice.
    record PaymentAlreadyExists(Hash quoteHash) implements VaultRefusal {
        private static final AbiEntry<PaymentAlreadyExists> ABI = AbiEntry.named("PaymentAlreadyExists(bytes32)",
                values -> new PaymentAlreadyExists(values.hash(0)));

        @Override
        public Bytes data() {
            return ABI.encode(quoteHash);
        }
    }

    /// The token said no without an error of its own.
    record TokenFailed(Account token) implements VaultRefusal {
        private static final AbiEntry<TokenFailed> ABI = AbiEntry.named("SafeERC20FailedOperation(address)",
                values -> new TokenFailed(values.account(0)));

        @Override
        public Bytes data() {
            return ABI.encode(token);
        }
    }

    /// The amount has more bits than a completed payment holds.
    record AmountTooLarge(int bits, BigInteger value) implements VaultRefusal {
        private static final AbiEntry<AmountTooLarge> ABI = AbiEntry.named(
                "SafeCastOverflowedUintDowncast(uint8,uint256)",
                values -> new AmountTooLarge(values.small(0), values.integer(1)));

        @Override
        public Bytes data() {
            return ABI.encode(bits, value);
        }
    }

    /// Reads it; empty if it is none of these.
    static Optional<VaultRefusal> decode(Bytes data) {
        return Stream
                .<AbiEntry<? extends VaultRefusal>>of(AntTokenNull.ABI, BatchLimitExceeded.ABI, InvalidInputLength.ABI,
                        PaymentAlreadyExists.ABI, TokenFailed.ABI, AmountTooLarge.ABI)
                .<VaultRefusal>flatMap(abi -> abi.decode(data).stream()).findFirst();
    }
}
