package io.longshore.chain;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

import io.longshore.model.Bytes;
import io.longshore.model.FailureException;

/// Why a contract refused a call: what it answered instead of a result. Each contract has its own errors; here are
/// those every Solidity contract can make.
public sealed interface Revert
        permits VaultRefusal, TokenRefusal, RegistryRefusal, Revert.Reason, Revert.Panic, Revert.Unknown {
    /// The error as a contract answers it: selector and values.
    Bytes data();

    /// `Error(string)`: a reason in words.
    record Reason(String reason) implements Revert {
        private static final AbiEntry<Reason> ABI = AbiEntry.named("Error(string)",
                values -> new Reason(values.text(0)));

        @Override
        public Bytes data() {
            return ABI.encode(reason);
        }
    }

    /// `Panic(uint256)`: a broken assertion, an overflow, an index out of range (the Solidity documentation lists the codes).
    record Panic(BigInteger panic) implements Revert {
        private static final AbiEntry<Panic> ABI = AbiEntry.named("Panic(uint256)",
                values -> new Panic(values.integer(0)));

        @Override
        public Bytes data() {
            return ABI.encode(panic);
        }
    }

    /// Anything else, also nothing at all.
    record Unknown(Bytes data) implements Revert {}

    /// Reads what a contract answered; what is not known here is `Unknown`.
    static Revert of(Bytes data) {
        return Stream.of(VaultRefusal.decode(data), TokenRefusal.decode(data), RegistryRefusal.decode(data),
                Reason.ABI.decode(data), Panic.ABI.decode(data)).<Revert>flatMap(Optional::stream).findFirst()
                .orElseGet(() -> new Unknown(data));
    }

    /// Why the contract refused, if that is what led to `failure`.
    static Optional<Revert> of(FailureException failure) {
        return failure.getCause() instanceof RevertException reversion
                ? Optional.of(reversion.revert())
                : Optional.empty();
    }
}
