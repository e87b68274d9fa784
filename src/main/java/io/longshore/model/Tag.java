package io.longshore.model;

/// The AES-GCM tag of one sealed chunk; the second sealing must give the planned one before a byte leaves.
public record Tag(Bytes bytes) implements Comparable<Tag> {
    /// How many bytes it has.
    public static final int SIZE = 16;

    /// Checks the length.
    public Tag {
        bytes.ofSize(SIZE, "Tag");
    }

    /// Reads it from hex, with or without `0x`.
    public static Tag of(String hex) {
        return new Tag(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static Tag of(byte[] bytes) {
        return new Tag(Bytes.of(bytes));
    }

    @Override
    public int compareTo(Tag other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
