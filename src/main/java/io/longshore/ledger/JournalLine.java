package io.longshore.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.longshore.model.Bytes;
import io.longshore.model.Hash;

/// One line of the journal (`src/docs/format.md` 5): the hash in hex, a space, JSON. The hash is SHA-256 over the hash of
/// the line before and the JSON bytes exactly as they stand.
///
/// @param hash the line's hash
/// @param header what stands at the front of the JSON
/// @param json the JSON as written
record JournalLine(Hash hash, Header header, byte[] json) {
    /// The version of the format that is written and read.
    static final int VERSION = 1;

    /// What precedes the first line.
    static final Hash START = Hash.of(new byte[Hash.SIZE]);

    /// Hex digits of a hash, and the space behind them.
    static final int HASH_WIDTH = 2 * Hash.SIZE + 1;

    /// The front of a line: keys in this order, without blanks.
    ///
    /// @param version of the format
    /// @param seq the line's number, counted from 1
    /// @param part its place among the lines that were forced together, counted from 1
    /// @param of how many these are
    record Header(int version, long seq, int part, int of) {
        private static final int WIDTH = 192;
        private static final Pattern SHAPE = Pattern.compile(
                "\\{\"v\":(\\d{1,9}),\"seq\":(\\d{1,18}),\"at\":\"[^\"]*\"(?:,\"part\":\\[(\\d{1,9}),(\\d{1,9})])?,\"type\":\".*",
                Pattern.DOTALL);

        /// Reads the front of the JSON that begins at `from`; empty if it is none.
        static Optional<Header> parse(byte[] bytes, int from, int to) {
            Matcher matcher = SHAPE.matcher(
                    new String(bytes, from, Math.min(to - from, WIDTH), StandardCharsets.ISO_8859_1));
            if (!matcher.matches()) {
                return Optional.empty();
            }
            boolean alone = matcher.group(3) == null;
            return Optional.of(new Header(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)),
                    alone ? 1 : Integer.parseInt(matcher.group(3)), alone ? 1 : Integer.parseInt(matcher.group(4))));
        }

        /// The number of the first line that was forced together with this one.
        long firstSeq() {
            return seq - part + 1;
        }

        /// Whether nothing that was forced together with this line follows it.
        boolean last() {
            return part == of;
        }
    }

    /// The line that follows `previous`.
    static JournalLine after(Hash previous, Header header, Instant at, JournalRecord entry) {
        String front = "{\"v\":" + header.version() + ",\"seq\":" + header.seq() + ",\"at\":\"" + at + "\""
                + (header.of() == 1 ? "" : ",\"part\":[" + header.part() + "," + header.of() + "]") + ",\"type\":\""
                + entry.type() + "\",\"body\":";
        byte[] opening = front.getBytes(StandardCharsets.UTF_8);
        byte[] body = entry.body();
        byte[] json = Arrays.copyOf(opening, opening.length + body.length + 1);
        System.arraycopy(body, 0, json, opening.length, body.length);
        json[json.length - 1] = '}';
        return new JournalLine(chain(previous, json, 0, json.length), header, json);
    }

    /// The hash of the line with that JSON after `previous`.
    static Hash chain(Hash previous, byte[] bytes, int from, int length) {
        MessageDigest digest = sha256();
        digest.update(previous.bytes().toArray());
        digest.update(bytes, from, length);
        return Hash.of(digest.digest());
    }

    /// The hash of the line in `bytes` (without its LF); empty unless it is the one that follows `previous`.
    static Optional<Hash> verify(Hash previous, byte[] bytes, int from, int to) {
        if (to - from <= HASH_WIDTH || bytes[from + HASH_WIDTH - 1] != ' ') {
            return Optional.empty();
        }
        Hash hash = chain(previous, bytes, from + HASH_WIDTH, to - from - HASH_WIDTH);
        byte[] wanted = hash.bytes().hex().getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(wanted, 0, wanted.length, bytes, from, from + wanted.length)
                ? Optional.of(hash)
                : Optional.empty();
    }

    /// Reads a line, without its LF, whose hash is right.
    /// @throws IllegalArgumentException if it has not the shape of one
    static JournalLine of(Bytes line) {
        byte[] bytes = line.toArray();
        if (bytes.length <= HASH_WIDTH) {
            throw new IllegalArgumentException("a line of " + bytes.length + " bytes");
        }
        Header header = Header.parse(bytes, HASH_WIDTH, bytes.length)
                .orElseThrow(() -> new IllegalArgumentException("not the shape of a journal line"));
        return new JournalLine(
                Hash.of(new String(bytes, 0, HASH_WIDTH - 1, StandardCharsets.US_ASCII)), header,
                Arrays.copyOfRange(bytes, HASH_WIDTH, bytes.length));
    }

    /// The line as it stands in the file, its LF included.
    byte[] bytes() {
        byte[] line = new byte[HASH_WIDTH + json.length + 1];
        byte[] hex = hash.bytes().hex().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hex, 0, line, 0, hex.length);
        line[hex.length] = ' ';
        System.arraycopy(json, 0, line, HASH_WIDTH, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /// A fresh SHA-256.
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
