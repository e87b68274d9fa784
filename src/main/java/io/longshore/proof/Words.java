package io.longshore.proof;

import java.math.BigInteger;
import java.nio.ByteBuffer;

import org.bouncycastle.util.BigIntegers;

import io.longshore.model.BucketId;
import io.longshore.model.ChainId;

/// Big-endian numbers as digests take them.
final class Words {
    /// The bytes of an unsigned 256-bit integer.
    static final int SIZE = 32;

    private Words() {}

    static byte[] of(BigInteger value) {
        return BigIntegers.asUnsignedByteArray(SIZE, value);
    }

    static byte[] of(ChainId chain) {
        return of(BigInteger.valueOf(chain.value()));
    }

    static byte[] eight(BucketId bucket) {
        return ByteBuffer.allocate(Long.BYTES).putLong(bucket.value()).array();
    }
}
