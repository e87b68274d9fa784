package io.longshore.proof;

import java.math.BigInteger;
import java.util.Optional;

import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

import io.longshore.model.Account;
import io.longshore.model.Hash;
import io.longshore.model.Signature;

/// Finds out who signed a digest (SEC 1, 4.1.6), with the rules of Ethereum's transactions (EIP-2) for every signature:
/// no second form of a signature is good.
public final class Recovery {
    /// The v of a signature whose point has an even y.
    static final byte EVEN = 27;
    /// The v of a signature whose point has an odd y.
    static final byte ODD = 28;

    private Recovery() {}

    /// The account that signed `digest`; empty if r or s is out of range, s is high, v is neither 27 nor 28, or no key
    /// gives this signature.
    public static Optional<Account> signer(Hash digest, Signature signature) {
        byte[] bytes = signature.bytes().toArray();
        BigInteger r = BigIntegers.fromUnsignedByteArray(bytes, 0, 32);
        BigInteger s = BigIntegers.fromUnsignedByteArray(bytes, 32, 32);
        byte v = bytes[64];
        if (v != EVEN && v != ODD || r.signum() == 0 || r.compareTo(Curve.ORDER) >= 0 || s.signum() == 0
                || s.compareTo(Curve.HALF_ORDER) > 0) {
            return Optional.empty();
        }
        return point(r, v).flatMap(point -> {
            BigInteger inverse = BigIntegers.modOddInverse(Curve.ORDER, r);
            BigInteger z = new BigInteger(1, digest.bytes().toArray());
            BigInteger minusZ = z.negate().multiply(inverse).mod(Curve.ORDER);
            BigInteger factor = s.multiply(inverse).mod(Curve.ORDER);
            ECPoint key = ECAlgorithms.sumOfTwoMultiplies(Curve.DOMAIN.getG(), minusZ, point, factor).normalize();
            return key.isInfinity() ? Optional.empty() : Optional.of(Curve.account(key));
        });
    }

    private static Optional<ECPoint> point(BigInteger x, byte v) {
        byte[] compressed = new byte[33];
        compressed[0] = v == EVEN ? (byte) 2 : 3;
        BigIntegers.asUnsignedByteArray(x, compressed, 1, 32);
        try {
            return Optional.of(Curve.DOMAIN.getCurve().decodePoint(compressed));
        } catch (IllegalArgumentException _) {
            // About half of all x belong to no point of the curve; the library says so this way.
            return Optional.empty();
        }
    }
}
