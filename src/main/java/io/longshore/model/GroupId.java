package io.longshore.model;

/// Sixteen random bytes that name a dropped folder, whose uploads belong together.
public record GroupId(Bytes bytes) implements Comparable<GroupId> {
    /// How many bytes it has.
    public static final int SIZE = 16;

    /// Checks the length.
    public GroupId {
        bytes.ofSize(SIZE, "GroupId");
    }

    /// Reads it from hex, with or without `0x`.
    public static GroupId of(String hex) {
        return new GroupId(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static GroupId of(byte[] bytes) {
        return new GroupId(Bytes.of(bytes));
    }

    @Override
    public int compareTo(GroupId other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
