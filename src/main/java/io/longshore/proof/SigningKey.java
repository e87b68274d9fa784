package io.longshore.proof;

import java.math.BigInteger;
import java.security.SecureRandom;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;
import io.longshore.model.Signature;

/// A secp256k1 private key: a wallet's or a provider's. Prints as `[hidden]`. Safe on any thread.
public final class SigningKey {
    /// How many bytes the secret has.
    public static final int SIZE = 32;

    private final BigInteger secret;
    private final ECPoint point;
    private final Account account;

    private SigningKey(BigInteger secret) {
        this.secret = secret;
        this.point = new FixedPointCombMultiplier().multiply(Curve.DOMAIN.getG(), secret).normalize();
        this.account = Curve.account(point);
    }

    /// The key of that secret.
    /// @throws IllegalArgumentException unless it has 32 bytes and lies between 1 and the order of the curve less one
    public static SigningKey of(byte[] secret) {
        if (secret.length != SIZE) {
            throw new IllegalArgumentException("a private key has 32 bytes");
        }
        BigInteger scalar = new BigInteger(1, secret);
        if (scalar.signum() == 0 || scalar.compareTo(Curve.ORDER) >= 0) {
            throw new IllegalArgumentException("private key out of range");
        }
        return new SigningKey(scalar);
    }

    /// A new key.
    public static SigningKey random(SecureRandom random) {
        return new SigningKey(BigIntegers.createRandomInRange(BigInteger.ONE,
                Curve.ORDER.subtract(BigInteger.ONE), random));
    }

    /// The account it signs for.
    public Account account() {
        return account;
    }

    /// The public key, compressed: 33 bytes.
    public Bytes publicKey() {
        return Bytes.of(point.getEncoded(true));
    }

    /// Signs a digest as it is (no EIP-191 prefix), with the nonce of RFC 6979, a low s and v 27 or 28.
    public Signature sign(Hash digest) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, Curve.DOMAIN));
        BigInteger[] pair = signer.generateSignature(digest.bytes().toArray());
        BigInteger r = pair[0];
        BigInteger s = pair[1].compareTo(Curve.HALF_ORDER) > 0 ? Curve.ORDER.subtract(pair[1]) : pair[1];
        byte[] signature = new byte[Signature.SIZE];
        BigIntegers.asUnsignedByteArray(r, signature, 0, 32);
        BigIntegers.asUnsignedByteArray(s, signature, 32, 32);
        for (byte v = Recovery.EVEN; v <= Recovery.ODD; v++) {
            signature[64] = v;
            Signature candidate = Signature.of(signature);
            if (Recovery.signer(digest, candidate).filter(account::equals).isPresent()) {
                return candidate;
            }
        }
        throw new IllegalStateException("a signature of ours recovers to nobody");
    }

    /// A copy of the secret, for wrapping it only; the caller wipes it.
    public byte[] secret() {
        return BigIntegers.asUnsignedByteArray(SIZE, secret);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
