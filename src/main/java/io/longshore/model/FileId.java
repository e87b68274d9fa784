package io.longshore.model;

/// Sixteen random bytes that name one sealed file; new for every upload.
public record FileId(Bytes bytes) implements Comparable<FileId> {
    /// How many bytes it has.
    public static final int SIZE = 16;

    /// Checks the length.
    public FileId {
        bytes.ofSize(SIZE, "FileId");
    }

    /// Reads it from hex, with or without `0x`.
    public static FileId of(String hex) {
        return new FileId(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static FileId of(byte[] bytes) {
        return new FileId(Bytes.of(bytes));
    }

    @Override
    public int compareTo(FileId other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
