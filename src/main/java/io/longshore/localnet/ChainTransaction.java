package io.longshore.localnet;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.longshore.chain.Fee;
import io.longshore.chain.SignedTransaction;
import io.longshore.chain.Transaction;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.proof.Hashes;

/// A transaction as the dev chain pools, runs and lists it.
///
/// @param hash by which it is asked for
/// @param from whose nonce and coin it uses
/// @param nonce its place in the sender's order
/// @param to the contract or account it calls
/// @param value the coin it carries
/// @param gasLimit the most gas it may use
/// @param fee what it offers per gas
/// @param data the calldata
/// @param origin where it comes from
record ChainTransaction(Hash hash, Account from, long nonce, Account to, Wei value, long gasLimit, Fee fee,
        Bytes data, Origin origin) {
    /// Where a transaction comes from.
    sealed interface Origin {
        /// Somebody signed and sent it.
        ///
        /// @param signed as it was sent
        /// @param forcedRevert with what it fails by a fault's order, whatever it asks for
        record Sent(SignedTransaction signed, Optional<Bytes> forcedRevert) implements Origin {}

        /// A fault made it up: it stands for a transaction that the account signed elsewhere.
        record Foreign() implements Origin {}
    }

    /// A transaction that was sent, to `to`.
    static ChainTransaction sent(SignedTransaction signed, Account to, Optional<Bytes> forcedRevert) {
        Transaction asked = signed.transaction();
        return new ChainTransaction(signed.hash(), signed.from(), asked.nonce(), to, asked.value(), asked.gasLimit(),
                asked.fee(), asked.data(), new Origin.Sent(signed, forcedRevert));
    }

    /// The same, failing with `data` whatever it asks for.
    ChainTransaction reverting(Bytes data) {
        return forced(Optional.of(data));
    }

    /// The same, doing what it asks for.
    ChainTransaction unforced() {
        return forced(Optional.empty());
    }

    private ChainTransaction forced(Optional<Bytes> revert) {
        return switch (origin) {
            case Origin.Sent(SignedTransaction signed, _) -> sent(signed, to, revert);
            case Origin.Foreign() -> this;
        };
    }

    /// The foreign transaction that takes a nonce: a transfer of nothing to itself, at any base fee.
    static ChainTransaction foreign(Account account, long nonce) {
        Hash hash = Hashes.keccak256("longshore dev chain, foreign".getBytes(StandardCharsets.US_ASCII),
                account.bytes().toArray(), ByteBuffer.allocate(Long.BYTES).putLong(nonce).array());
        Wei any = new Wei(BigInteger.TWO.pow(128));
        return new ChainTransaction(hash, account, nonce, account, Wei.ZERO, Gas.TRANSACTION, new Fee(any, Wei.ZERO),
                Bytes.of(), new Origin.Foreign());
    }

    /// The most it can cost: the gas limit at the highest fee, and its value. May be more than 256 bits hold.
    BigInteger highestCost() {
        return fee.max().value().multiply(BigInteger.valueOf(gasLimit)).add(value.value());
    }
}
