package io.longshore.model;

/// A recoverable secp256k1 signature, r || s || v with v 27 or 28 and a low s.
public record Signature(Bytes bytes) implements Comparable<Signature> {
    /// How many bytes it has.
    public static final int SIZE = 65;

    /// Checks the length.
    public Signature {
        bytes.ofSize(SIZE, "Signature");
    }

    /// Reads it from hex, with or without `0x`.
    public static Signature of(String hex) {
        return new Signature(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static Signature of(byte[] bytes) {
        return new Signature(Bytes.of(bytes));
    }

    @Override
    public int compareTo(Signature other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
