package io.longshore.model;

/// Eight random bytes that name an upload in this data folder.
public record UploadId(Bytes bytes) implements Comparable<UploadId> {
    /// How many bytes it has.
    public static final int SIZE = 8;

    /// Checks the length.
    public UploadId {
        bytes.ofSize(SIZE, "UploadId");
    }

    /// Reads it from hex, with or without `0x`.
    public static UploadId of(String hex) {
        return new UploadId(Bytes.fromHex(hex));
    }

    /// Takes a copy of `bytes`.
    public static UploadId of(byte[] bytes) {
        return new UploadId(Bytes.of(bytes));
    }

    @Override
    public int compareTo(UploadId other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
