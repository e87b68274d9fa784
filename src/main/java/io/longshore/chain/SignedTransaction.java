package io.longshore.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

import com.esaulpaugh.headlong.rlp.RLPDecoder;
import com.esaulpaugh.headlong.rlp.RLPItem;
import com.esaulpaugh.headlong.rlp.RLPList;
import org.jspecify.annotations.Nullable;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Signature;
import io.longshore.model.Wei;
import io.longshore.proof.Recovery;

/// A signed EIP-1559 transaction. Its hash is known before it is sent.
///
/// @param transaction what was signed
/// @param from whose key signed it
/// @param hash the Keccak-256 of the raw bytes, which every node calls it by
/// @param raw the bytes that are broadcast
public record SignedTransaction(Transaction transaction, Account from, Hash hash, Bytes raw) {
    private static final int FIELDS = 12;

    /// Reads raw bytes and recovers the sender.
    /// @throws FailureException `Unsupported` if it is of another type or has an access list; `Corrupt` if it is malformed, or
    /// its signature is none: high s (EIP-2), zero, or recovering to no key
    public static SignedTransaction decode(Bytes raw) throws FailureException {
        if (raw.size() == 0 || raw.toArray()[0] != Transaction.TYPE) {
            throw new FailureException(new Failure.Unsupported("transaction of another type than EIP-1559"));
        }
        try {
            if (raw.size() == 1 || !(RLPDecoder.RLP_STRICT.wrapItem(raw.toArray(), 1) instanceof RLPList list)) {
                throw corrupt("no list", null);
            }
            return decode(raw, list.elements());
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            throw corrupt(malformed.getMessage(), malformed);
        }
    }

    private static SignedTransaction decode(Bytes raw, List<RLPItem> fields) throws FailureException {
        if (fields.size() != FIELDS) {
            throw corrupt(fields.size() + " fields", null);
        }
        if (fields.get(8).dataLength > 0) {
            throw new FailureException(new Failure.Unsupported("transaction with an access list"));
        }
        var to = Bytes.of(fields.get(5).data());
        var transaction = new Transaction(new ChainId(integer(fields.get(0)).longValueExact()),
                integer(fields.get(1)).longValueExact(),
                new Fee(new Wei(integer(fields.get(3))), new Wei(integer(fields.get(2)))),
                integer(fields.get(4)).longValueExact(),
                to.size() == 0 ? Optional.empty() : Optional.of(new Account(to)),
                new Wei(integer(fields.get(6))), Bytes.of(fields.get(7).data()));
        var signature = signature(integer(fields.get(9)), integer(fields.get(10)), integer(fields.get(11)));
        var from = Recovery.signer(transaction.digest(), signature)
                .orElseThrow(() -> corrupt("its signature is none", null));
        var signed = transaction.signed(from, signature);
        if (!signed.raw().equals(raw)) {
            throw corrupt("not in the one form it can have", null);
        }
        return signed;
    }

    private static BigInteger integer(RLPItem item) {
        return item.asBigInt(false);
    }

    private static Signature signature(BigInteger parity, BigInteger r, BigInteger s) throws FailureException {
        if (parity.bitLength() > 1 || r.bitLength() > 256 || s.bitLength() > 256) {
            throw corrupt("its signature is out of range", null);
        }
        return Signature.of("%064x%064x%02x".formatted(r, s, 27 + parity.intValue()));
    }

    private static FailureException corrupt(String detail, @Nullable Throwable cause) {
        return new FailureException(new Failure.Corrupt("transaction", detail), cause);
    }
}
