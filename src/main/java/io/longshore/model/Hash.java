package io.longshore.model;

/// A 32-byte hash that is no chunk address: a Merkle or MMR root, a quote hash, a transaction or block hash.
public record Hash(Bytes bytes) implements Comparable<Hash> {
    /// How many bytes it has.
    public static final int SIZE = 32;

    /// Checks the length.
    public Hash {
        bytes.ofSize(SIZE, "Hash");
    }

    /// Reads it from hex, with or without `0x`.
    public static Hash of(String hex) {
        return new Hash(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static Hash of(byte[] bytes) {
        return new Hash(Bytes.of(bytes));
    }

    @Override
    public int compareTo(Hash other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
