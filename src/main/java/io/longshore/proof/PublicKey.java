package io.longshore.proof;

import java.util.Optional;

import org.bouncycastle.math.ec.ECPoint;

import io.longshore.model.Account;
import io.longshore.model.Bytes;

/// A secp256k1 public key as others state it.
public final class PublicKey {
    private PublicKey() {}

    /// The account of a public key in its compressed form of 33 bytes (SEC 1, 2.3.3); empty if it is none.
    public static Optional<Account> account(Bytes compressed) {
        if (compressed.size() != 33) {
            return Optional.empty();
        }
        try {
            ECPoint point = Curve.DOMAIN.getCurve().decodePoint(compressed.toArray());
            return Optional.of(Curve.account(point));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
