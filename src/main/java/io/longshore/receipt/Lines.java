package io.longshore.receipt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

import io.longshore.model.Hash;
import io.longshore.proof.Hashes;

/// The lines of a file, one after the other, each ended by LF, and the digest of those behind the reader.
final class Lines {
    /// No record of ours is nearly as long; a file that is something else must not fill the memory.
    private static final int LONGEST = 1 << 26;

    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private final int longest;
    private final MessageDigest digest = Hashes.sha256();
    private final byte[] buffer = new byte[PIECE];
    private int from;
    private int to;
    private byte[] line = new byte[0];
    private long number;
    private boolean torn;

    /// @param in the file, from its beginning
    Lines(InputStream in) {
        this(in, LONGEST);
    }

    /// @param longest the most bytes that a line may have
    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /// Goes to the next line. What stands behind the last LF is no line; then [#isTorn].
    /// @return whether there is one
    /// @throws IllegalArgumentException if it is far too long
    boolean next() throws IOException {
        if (number > 0) {
            digest.update(line);
            digest.update((byte) '\n');
        }
        number++;
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (from < to || fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            read.write(buffer, from, end - from);
            from = end + 1;
            Rule.holds(read.size() <= longest, "it is longer than any record");
            if (end < to) {
                line = read.toByteArray();
                return true;
            }
        }
        torn = read.size() > 0;
        line = new byte[0];
        return false;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    /// The line, without its LF.
    byte[] line() {
        return line;
    }

    /// Its number, from 1; behind the last line one more than that has.
    long number() {
        return number;
    }

    /// Whether something without an LF stood at the end.
    boolean isTorn() {
        return torn;
    }

    /// Whether the line is exactly these bytes.
    boolean is(byte[] other) {
        return Arrays.equals(line, other);
    }

    /// SHA-256 of all lines before this one, their LFs included.
    Hash digestBefore() {
        try {
            return Hash.of(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }
}
