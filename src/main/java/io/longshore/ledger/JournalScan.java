package io.longshore.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.longshore.ledger.JournalLine.Header;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// One reading of a whole journal file: verifies every line and finds where the good ones end.
///
/// A crash can leave anything behind the last force, but nothing before it. So what follows the last good line may be cut
/// only if all of it can belong to the one write that was under way: damage with a line of a later write behind it is no
/// torn tail, and stops the ledger. Lines that were forced together count together: an incomplete set is cut whole.
final class JournalScan {
    /// Where the good lines end.
    ///
    /// @param mark the last good line
    /// @param end the first byte behind it
    /// @param set the first byte of the lines that were forced with it
    /// @param resume the first byte behind the line that was asked for
    record Found(Mark mark, long end, long set, long resume) {}

    /// A line by number and hash.
    record Mark(long seq, Hash hash) {
        /// Before the first line.
        static final Mark START = new Mark(0, JournalLine.START);
    }

    private static final byte[] OPENING = " {\"v\":".getBytes(StandardCharsets.US_ASCII);

    private JournalScan() {}

    /// Reads the file.
    /// @param reflected the line that the database has seen last: it must be there
    static Found read(JournalFile file, Mark reflected) throws IOException, FailureException {
        LineReader reader = new LineReader(file, 0);
        Mark good = Mark.START;
        Mark last = Mark.START;
        long end = 0;
        long set = 0;
        long resume = 0;
        while (reader.next()) {
            Optional<Hash> hash = reader.complete()
                    ? JournalLine.verify(last.hash(), reader.buffer(), reader.from(), reader.to())
                    : Optional.empty();
            if (hash.isEmpty()) {
                refuseDamageBefore(reader, last.seq() + 1);
                break;
            }
            Header header = header(reader, last.seq() + 1);
            last = new Mark(header.seq(), hash.get());
            if (header.last()) {
                good = last;
                set = end;
                end = reader.end();
            }
            if (last.seq() == reflected.seq()) {
                if (!last.equals(reflected)) {
                    throw failure("its line " + last.seq() + " is not the one that the database has seen");
                }
                resume = reader.end();
            }
        }
        if (good.seq() < reflected.seq()) {
            throw failure("it ends at line " + good.seq() + ", the database has seen line " + reflected.seq()
                    + ": it is missing, damaged at its end, or older than the database");
        }
        return new Found(good, end, set, resume);
    }

    private static Header header(LineReader reader, long seq) throws FailureException {
        Header header = Header.parse(reader.buffer(), reader.from() + JournalLine.HASH_WIDTH, reader.to())
                .orElseThrow(() -> new FailureException(new Failure.Unsupported("the shape of journal line " + seq)));
        if (header.version() != JournalLine.VERSION) {
            throw new FailureException(new Failure.Unsupported("journal version " + header.version()));
        }
        if (header.seq() != seq || header.part() < 1 || header.part() > header.of()) {
            throw failure("line " + seq + " calls itself line " + header.seq() + ", part " + header.part() + " of "
                    + header.of());
        }
        return header;
    }

    /// Looks for lines of a later write in what is left, even where LFs are damaged.
    private static void refuseDamageBefore(LineReader reader, long bad) throws IOException, FailureException {
        do {
            byte[] buffer = reader.buffer();
            for (int at = reader.from() + JournalLine.HASH_WIDTH - 1; at <= reader.to() - OPENING.length; at++) {
                if (isOpening(buffer, at) && isHex(buffer, at - JournalLine.HASH_WIDTH + 1, at)) {
                    Optional<Header> header = Header.parse(buffer, at + 1, reader.to());
                    if (header.isPresent() && header.get().firstSeq() > bad) {
                        throw failure("line " + bad + " is damaged, and line " + header.get().seq() + " follows it");
                    }
                }
            }
        } while (reader.next());
    }

    private static boolean isOpening(byte[] buffer, int at) {
        for (int i = 0; i < OPENING.length; i++) {
            if (buffer[at + i] != OPENING[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(byte[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(buffer[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    static FailureException failure(String detail) {
        return new FailureException(new Failure.JournalDamaged(detail));
    }
}
