package io.longshore.model;

/// The content hash of a sealed chunk, by which every provider knows it. Which hash, the destination says.
public record Address(Bytes bytes) implements Comparable<Address> {
    /// How many bytes it has.
    public static final int SIZE = 32;

    /// Checks the length.
    public Address {
        bytes.ofSize(SIZE, "Address");
    }

    /// Reads it from hex, with or without `0x`.
    public static Address of(String hex) {
        return new Address(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static Address of(byte[] bytes) {
        return new Address(Bytes.of(bytes));
    }

    @Override
    public int compareTo(Address other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
