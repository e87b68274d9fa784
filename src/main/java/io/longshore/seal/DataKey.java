package io.longshore.seal;

import java.security.SecureRandom;
import java.util.Arrays;

import io.longshore.model.FileId;

/// The data key (DEK) of one upload: 32 random bytes from which its file keys derive. In memory only while that upload runs;
/// on disk only wrapped to its drive's key. Prints as `[hidden]`. Safe on any thread.
public final class DataKey {
    /// How many bytes it has.
    static final int SIZE = 32;

    private final byte[] key;
    private volatile boolean destroyed;

    private DataKey(byte[] key) {
        this.key = key;
    }

    /// A new key.
    public static DataKey random(SecureRandom random) {
        byte[] key = new byte[SIZE];
        random.nextBytes(key);
        return new DataKey(key);
    }

    /// Takes over `key`, which the caller must not use again.
    static DataKey of(byte[] key) {
        if (key.length != SIZE) {
            throw new IllegalArgumentException("a data key has " + SIZE + " bytes");
        }
        return new DataKey(key);
    }

    /// The keys of the file it is for.
    /// @throws IllegalStateException after [#destroy]
    public FileKeys keys(FileId file) {
        byte[] copy = copy();
        try {
            return FileKeys.derive(copy, file);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /// Wipes it.
    public void destroy() {
        destroyed = true;
        Arrays.fill(key, (byte) 0);
    }

    /// A copy, which the caller wipes. Looks at the flag after copying, so that a key being wiped is never used as zeros.
    byte[] copy() {
        byte[] copy = key.clone();
        if (destroyed) {
            throw new IllegalStateException("the data key is destroyed");
        }
        return copy;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
