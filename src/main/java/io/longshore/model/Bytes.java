package io.longshore.model;

import java.util.Arrays;
import java.util.HexFormat;

/// An immutable run of bytes with value equality: what hashes, keys' public halves, signatures and ids are made of.
/// Orders as unsigned bytes, prints as lower-case hex with `0x`. Never use it for a secret: it prints itself.
public final class Bytes implements Comparable<Bytes> {
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /// A copy of `value`.
    public static Bytes of(byte... value) {
        return new Bytes(value.clone());
    }

    /// A copy of `length` bytes of `value` from `offset`.
    public static Bytes of(byte[] value, int offset, int length) {
        return new Bytes(Arrays.copyOfRange(value, offset, offset + length));
    }

    /// Reads hex of either case, with or without `0x`.
    /// @throws IllegalArgumentException if it is not hex of whole bytes
    public static Bytes fromHex(String hex) {
        return new Bytes(HEX.parseHex(hex.startsWith("0x") || hex.startsWith("0X") ? hex.substring(2) : hex));
    }

    /// How many bytes.
    public int size() {
        return value.length;
    }

    /// A copy of the bytes.
    public byte[] toArray() {
        return value.clone();
    }

    /// Copies the bytes to `target` at `offset`.
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(value, 0, target, offset, value.length);
    }

    /// The bytes from `from` (inclusive) to `to` (exclusive).
    public Bytes slice(int from, int to) {
        return new Bytes(Arrays.copyOfRange(value, from, to));
    }

    /// Lower-case hex without `0x`.
    public String hex() {
        return HEX.formatHex(value);
    }

    /// Returns itself if it has `size` bytes; record constructors check their shape with it.
    /// @throws IllegalArgumentException otherwise, with `what` in the message
    public Bytes ofSize(int size, String what) {
        if (value.length != size) {
            throw new IllegalArgumentException(what + " has " + value.length + " bytes, not " + size);
        }
        return this;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "0x" + hex();
    }
}
