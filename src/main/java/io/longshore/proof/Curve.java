package io.longshore.proof;

import java.math.BigInteger;
import java.util.Arrays;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

import io.longshore.model.Account;

/// secp256k1 (SEC 2, 2.4.1) and what Ethereum makes of its points.
final class Curve {
    static final ECDomainParameters DOMAIN;
    static final BigInteger ORDER;
    static final BigInteger HALF_ORDER;

    static {
        // The custom curve has its own field arithmetic and is several times faster than the generic one.
        X9ECParameters parameters = CustomNamedCurves.getByName("secp256k1");
        DOMAIN = new ECDomainParameters(parameters);
        ORDER = DOMAIN.getN();
        HALF_ORDER = ORDER.shiftRight(1);
    }

    private Curve() {}

    /// The account of a public key: the last 20 bytes of the Keccak-256 of its two coordinates.
    static Account account(ECPoint key) {
        byte[] point = key.getEncoded(false);
        byte[] coordinates = Arrays.copyOfRange(point, 1, point.length);
        return new Account(Hashes.keccak256(coordinates).bytes().slice(12, 32));
    }
}
