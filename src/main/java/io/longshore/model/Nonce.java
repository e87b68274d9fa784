package io.longshore.model;

/// The AES-GCM nonce of one sealed chunk, page or root; derived from key, place and content, never drawn at random.
public record Nonce(Bytes bytes) implements Comparable<Nonce> {
    /// How many bytes it has.
    public static final int SIZE = 12;

    /// Checks the length.
    public Nonce {
        bytes.ofSize(SIZE, "Nonce");
    }

    /// Reads it from hex, with or without `0x`.
    public static Nonce of(String hex) {
        return new Nonce(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static Nonce of(byte[] bytes) {
        return new Nonce(Bytes.of(bytes));
    }

    @Override
    public int compareTo(Nonce other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
