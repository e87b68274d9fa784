package io.longshore.model;

/// Sixteen random bytes that name a drive; the salt of its key.
public record DriveId(Bytes bytes) implements Comparable<DriveId> {
    /// How many bytes it has.
    public static final int SIZE = 16;

    /// Checks the length.
    public DriveId {
        bytes.ofSize(SIZE, "DriveId");
    }

    /// Reads it from hex, with or without `0x`.
    public static DriveId of(String hex) {
        return new DriveId(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static DriveId of(byte[] bytes) {
        return new DriveId(Bytes.of(bytes));
    }

    @Override
    public int compareTo(DriveId other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
