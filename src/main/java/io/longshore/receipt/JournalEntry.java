package io.longshore.receipt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.longshore.model.Hash;
import io.longshore.proof.Hashes;

/// One line of a journal (`src/docs/format.md` 5) whose hash is right after the line before.
///
/// @param seq its number
/// @param hash its hash
/// @param part its number among the lines that count together
/// @param of how many these are
/// @param type what it says
/// @param body that
record JournalEntry(long seq, Hash hash, long part, long of, String type, Fields body) {
    private static final int VERSION = 1;
    private static final int HASH_WIDTH = 2 * Hash.SIZE;

    /// The place before the first line.
    static final JournalEntry NONE = new JournalEntry(0, Hash.of(new byte[Hash.SIZE]), 1, 1, "",
            Fields.of("{}".getBytes(StandardCharsets.US_ASCII)));

    /// Reads the line that follows this one.
    /// @throws IllegalArgumentException or a JSON exception if it is not that
    JournalEntry next(byte[] line) {
        byte[] json = json(line);
        Hash wanted = Hashes.sha256(hash.bytes().toArray(), json);
        Rule.holds(Arrays.equals(hex(wanted), stated(line)),
                "its hash is not that of its text after the record before it");
        Fields fields = Fields.of(json);
        Newer.refuse(fields.number("v"), VERSION);
        Rule.holds(fields.number("seq") == seq + 1, "it calls itself record %s, not %s", fields.number("seq"), seq + 1);
        List<Long> place = fields.has("part") ? fields.numbers("part") : List.of(1L, 1L);
        Rule.holds(place.size() == 2 && place.get(0) <= place.get(1)
                && (isLast() ? place.get(0) == 1 : place.get(0) == part + 1 && place.get(1) == of),
                "it does not follow the set of records before it");
        return new JournalEntry(seq + 1, wanted, place.get(0), place.get(1), fields.text("type"),
                fields.object("body"));
    }

    /// Whether nothing that counts together with it follows.
    boolean isLast() {
        return part == of;
    }

    /// The number that a line gives itself.
    static long seq(byte[] line) {
        return Fields.of(json(line)).number("seq");
    }

    /// The JSON of a line.
    static byte[] json(byte[] line) {
        Rule.holds(line.length > HASH_WIDTH && line[HASH_WIDTH] == ' ', "it is no record");
        return Arrays.copyOfRange(line, HASH_WIDTH + 1, line.length);
    }

    /// The hash that a line states, as it stands there.
    static byte[] stated(byte[] line) {
        return Arrays.copyOf(line, HASH_WIDTH);
    }

    /// A hash as a line states it.
    static byte[] hex(Hash hash) {
        return hash.bytes().hex().getBytes(StandardCharsets.US_ASCII);
    }
}
