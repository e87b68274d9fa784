package io.longshore.model;

/// An EVM account or contract: the last 20 bytes of the Keccak-256 of its public key, or as the chain created it.
public record Account(Bytes bytes) implements Comparable<Account> {
    /// How many bytes it has.
    public static final int SIZE = 20;

    /// Checks the length.
    public Account {
        bytes.ofSize(SIZE, "Account");
    }

    /// Reads it from hex, with or without `0x`.
    public static Account of(String hex) {
        return new Account(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static Account of(byte[] bytes) {
        return new Account(Bytes.of(bytes));
    }

    @Override
    public int compareTo(Account other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
