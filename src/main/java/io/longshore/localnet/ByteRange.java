package io.longshore.localnet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One range of bytes of a chunk (RFC 9110, 14.1.2).
///
/// @param first where it begins; negative: that many before the end
/// @param length how many bytes it has at most
record ByteRange(long first, long length) {
    /// Everything.
    static final ByteRange WHOLE = new ByteRange(0, Long.MAX_VALUE);

    private static final Pattern SYNTAX = Pattern.compile("bytes=([0-9]{0,15})-([0-9]{0,15})");

    /// Reads a `Range` header; empty if it is none that is understood, and then the whole is meant.
    static Optional<ByteRange> parse(String header) {
        Matcher matcher = SYNTAX.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? Optional.empty() : Optional.of(last(Long.parseLong(to)));
        }
        long first = Long.parseLong(from);
        if (to.isEmpty()) {
            return Optional.of(new ByteRange(first, Long.MAX_VALUE));
        }
        long last = Long.parseLong(to);
        return last < first ? Optional.empty() : Optional.of(new ByteRange(first, last - first + 1));
    }

    private static ByteRange last(long bytes) {
        return new ByteRange(-bytes, bytes);
    }

    /// What of it there is in a chunk of `size` bytes: of length 0 if nothing.
    ByteRange within(long size) {
        long begin = first < 0 ? Math.max(0, size + first) : Math.min(first, size);
        return new ByteRange(begin, Math.min(length, size - begin));
    }

    /// The `Content-Range` of this range of `size` bytes.
    String header(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
