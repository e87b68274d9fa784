package io.longshore.chain;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.esaulpaugh.headlong.rlp.RLPEncoder;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.Signature;
import io.longshore.model.Wei;
import io.longshore.proof.Hashes;
import io.longshore.proof.SigningKey;

/// An EIP-1559 transaction before it is signed, with an empty access list.
///
/// @param chain on which chain
/// @param nonce the sender's nonce
/// @param fee what is offered for a unit of gas
/// @param gasLimit the most gas it may use
/// @param to whom it goes; empty to create a contract
/// @param value how much coin goes with it
/// @param data calldata, or the code that creates a contract
public record Transaction(ChainId chain, long nonce, Fee fee, long gasLimit, Optional<Account> to, Wei value,
        Bytes data) {
    /// The transaction type of EIP-1559, in front of its RLP (EIP-2718).
    static final byte TYPE = 0x02;

    /// Checks the ranges.
    public Transaction {
        if (nonce < 0 || gasLimit < 0) {
            throw new IllegalArgumentException("nonce " + nonce + ", gas limit " + gasLimit);
        }
    }

    /// A call of a contract that carries no coin.
    public static Transaction call(ChainId chain, long nonce, Fee fee, long gasLimit, Account to, Bytes calldata) {
        return new Transaction(chain, nonce, fee, gasLimit, Optional.of(to), Wei.ZERO, calldata);
    }

    /// What is signed.
    public Hash digest() {
        return Hashes.keccak256(encode(fields()));
    }

    /// Signs it. The same transaction and key always give the same bytes.
    public SignedTransaction sign(SigningKey key) {
        return signed(key.account(), key.sign(digest()));
    }

    SignedTransaction signed(Account from, Signature signature) {
        var bytes = signature.bytes().toArray();
        var fields = new Object[12];
        System.arraycopy(fields(), 0, fields, 0, 9);
        fields[9] = integer(BigInteger.valueOf(bytes[64] - 27L));
        fields[10] = integer(new BigInteger(1, bytes, 0, 32));
        fields[11] = integer(new BigInteger(1, bytes, 32, 32));
        var raw = encode(fields);
        return new SignedTransaction(this, from, Hashes.keccak256(raw), Bytes.of(raw));
    }

    /// The most it can cost in coin.
    public Wei mostCost() {
        return fee.max().times(gasLimit).plus(value);
    }

    private Object[] fields() {
        return new Object[]{integer(BigInteger.valueOf(chain.value())), integer(BigInteger.valueOf(nonce)),
            integer(fee.tip().value()), integer(fee.max().value()), integer(BigInteger.valueOf(gasLimit)),
            to.map(account -> account.bytes().toArray()).orElse(new byte[0]), integer(value.value()),
            data.toArray(), List.of()};
    }

    private static byte[] encode(Object... fields) {
        var rlp = RLPEncoder.list(fields);
        var typed = new byte[rlp.length + 1];
        typed[0] = TYPE;
        System.arraycopy(rlp, 0, typed, 1, rlp.length);
        return typed;
    }

    /// An integer as RLP wants it: big-endian without leading zeros, zero as nothing.
    private static byte[] integer(BigInteger value) {
        var bytes = value.toByteArray();
        int from = 0;
        while (from < bytes.length && bytes[from] == 0) {
            from++;
        }
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }
}
