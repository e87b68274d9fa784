package io.longshore.ledger;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.longshore.ledger.JournalLine.Header;
import io.longshore.ledger.JournalScan.Mark;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// The journal: an append-only file of hash-chained lines (`src/docs/format.md` 5), the truth that the database follows.
///
/// [#append] returns when the lines are on the disk. Once a write or a force has failed, nothing is appended any more until
/// what the disk kept of that write is taken away for certain: then the journal is as if it had never been tried. Used by one
/// thread.
final class Journal implements AutoCloseable {
    /// Takes lines as they are read back.
    interface Reader {
        /// The next line, in order.
        void line(JournalLine line) throws FailureException;
    }

    private final JournalFile file;
    private final long cut;
    private long resume;
    private Mark mark;
    private long end;
    private boolean torn;

    private Journal(JournalFile file, JournalScan.Found found, long cut) {
        this.file = file;
        this.cut = cut;
        resume = found.resume();
        mark = found.mark();
        end = found.end();
    }

    /// Verifies the whole file, cuts a torn tail, and makes what is left durable.
    /// @param reflected the last line that the database has seen
    /// @throws FailureException `JournalDamaged` if it is damaged before its tail, or does not reach `reflected`;
    ///         `LocalFailure` if the disk refuses, `Unsupported` if a newer version wrote it
    static Journal open(JournalFile file, Mark reflected) throws FailureException {
        try {
            JournalScan.Found found = JournalScan.read(file, reflected);
            long cut = file.size() - found.end();
            if (cut > 0) {
                file.truncate(found.end());
            }
            // If the last force failed before this program died, the system may have given its pages up, while they can be
            // read still: another force alone would change nothing.
            file.write(found.set(), bytes(file, found.set(), found.end()));
            file.force();
            return new Journal(file, found, cut);
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure("journal", "cannot be opened: " + e.getMessage()), e);
        }
    }

    private static byte[] bytes(JournalFile file, long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        int filled = 0;
        while (filled < bytes.length) {
            int read = file.read(from + filled, bytes, filled, bytes.length - filled);
            if (read <= 0) {
                throw new EOFException("it ends at " + (from + filled));
            }
            filled += read;
        }
        return bytes;
    }

    /// The last line; [Mark#START] if there is none.
    Mark mark() {
        return mark;
    }

    /// How many bytes of a torn tail were cut when it was opened.
    long cut() {
        return cut;
    }

    /// Lets [#replay] begin behind another line.
    /// @param reflected the last line that the database has seen
    /// @throws FailureException `JournalDamaged` if there is no such line, `LocalFailure` if the journal cannot be mended
    void seek(Mark reflected) throws FailureException {
        mend();
        try {
            resume = JournalScan.read(file, reflected).resume();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Gives the lines after the reflected one that it was opened with, or that was sought, up to the last one of that moment.
    void replay(Reader reader) throws FailureException {
        read(resume, reader);
    }

    /// Gives all lines, from the first on.
    void read(Reader reader) throws FailureException {
        mend();
        read(0, reader);
    }

    private void read(long from, Reader reader) throws FailureException {
        LineReader lines = new LineReader(file, from);
        try {
            while (lines.next()) {
                byte[] buffer = lines.buffer();
                int json = lines.from() + JournalLine.HASH_WIDTH;
                Header header = Header.parse(buffer, json, lines.to()).orElseThrow();
                reader.line(new JournalLine(hashOf(buffer, lines.from()), header,
                        Arrays.copyOfRange(buffer, json, lines.to())));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// An interrupt closes a file that is read, too; whoever comes next opens it again.
    private FailureException unreadable(IOException cause) {
        torn = true;
        return new FailureException(new Failure.LocalFailure("journal", "cannot be read: " + cause.getMessage()),
                cause);
    }

    private static Hash hashOf(byte[] buffer, int from) {
        return Hash.of(new String(buffer, from, JournalLine.HASH_WIDTH - 1,
                StandardCharsets.US_ASCII));
    }

    /// The lines that would follow now with these records; nothing is written.
    List<JournalLine> prepare(Instant at, List<JournalRecord> records) {
        List<JournalLine> lines = new ArrayList<>(records.size());
        Mark previous = mark;
        for (JournalRecord entry : records) {
            Header header = new Header(JournalLine.VERSION, previous.seq() + 1, lines.size() + 1, records.size());
            JournalLine line = JournalLine.after(previous.hash(), header, at, entry);
            lines.add(line);
            previous = new Mark(header.seq(), line.hash());
        }
        return lines;
    }

    /// Writes lines of [#prepare] and forces them, once for all: after a crash either all of them are there or none.
    /// @throws FailureException `LocalFailure`; then none of them counts
    void append(List<JournalLine> lines) throws FailureException {
        mend();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.forEach(line -> bytes.writeBytes(line.bytes()));
        try {
            file.write(end, bytes.toByteArray());
            file.force();
        } catch (IOException e) {
            torn = true;
            takeAway(e);
            throw new FailureException(new Failure.LocalFailure("journal", "cannot be written: " + e.getMessage()), e);
        }
        end += bytes.size();
        mark = new Mark(lines.getLast().header().seq(), lines.getLast().hash());
    }

    /// At once, if the disk lets us, so that nothing of it is found at the next opening. Otherwise the next write does it.
    private void takeAway(IOException cause) {
        try {
            mend();
        } catch (FailureException e) {
            cause.addSuppressed(e);
        }
    }

    /// Takes away what a write that failed may have left, and verifies what is there.
    private void mend() throws FailureException {
        if (!torn) {
            return;
        }
        // An interrupt that made the write fail has done its work; left standing, it would close the file again.
        Thread.interrupted();
        try {
            file.reopen();
            file.truncate(end);
            file.force();
            JournalScan.read(file, mark);
            torn = false;
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure("journal",
                    "stopped since it failed, and cannot be opened again as it was: " + e.getMessage()), e);
        }
    }

    @Override
    public void close() throws FailureException {
        try {
            file.close();
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure("journal", "cannot be closed: " + e.getMessage()), e);
        }
    }
}
