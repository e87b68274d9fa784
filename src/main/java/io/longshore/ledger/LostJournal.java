package io.longshore.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.ledger.JournalLine.Header;
import io.longshore.ledger.JournalScan.Mark;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// A journal that is missing, cut short or damaged, and what it can be made anew from: the lines that the database keeps, each
/// proven by the hash of the last one that it reflects, and lines after that one which stand whole in what is left. The new
/// journal is the old one up to there, hash by hash, and then says that it was made anew. Whoever uses it holds the
/// [DataFolder] and has no [Ledger] open on it.
public final class LostJournal {
    private static final String NEXT = Ledger.JOURNAL + ".new";
    private static final String ASIDE = Ledger.JOURNAL + ".damaged";

    private static final int BLOCK = 1 << 20;

    private final Path home;
    private final Disk disk;
    private final String why;
    private final Mark reflected;
    private final List<JournalLine> saved;

    private LostJournal(Path home, Disk disk, String why, Mark reflected, List<JournalLine> saved) {
        this.home = home;
        this.disk = disk;
        this.why = why;
        this.reflected = reflected;
        this.saved = saved;
    }

    /// Looks at the journal in `home`; empty if nothing is the matter with it. Changes nothing of it.
    /// @throws FailureException `LocalFailure` if the disk refuses or there is no database, `Corrupt` if the database's lines are
    ///         not those of the journal, `Unsupported` if a newer version wrote it
    public static Optional<LostJournal> in(Path home, Disk disk) throws FailureException {
        if (Files.notExists(home.resolve(Database.FILE))) {
            throw new FailureException(new Failure.LocalFailure("database", "there is none in " + home));
        }
        try (Database database = Database.open(home, disk)) {
            Mark reflected = database.reflected();
            Optional<String> why = damage(home, disk, reflected);
            if (why.isEmpty()) {
                return Optional.empty();
            }
            if (!database.lines().read(reflected, _ -> {})) {
                throw new FailureException(new Failure.Corrupt("the database's copy of the journal",
                        "it does not lead to line " + reflected.seq() + " with hash " + reflected.hash()));
            }
            return Optional.of(new LostJournal(home, disk, why.get(), reflected, saved(home, disk, reflected)));
        } catch (SQLException e) {
            throw Recorder.failure(e);
        } catch (IOException e) {
            throw failure(home, e);
        }
    }

    private static Optional<String> damage(Path home, Disk disk, Mark reflected) throws FailureException, IOException {
        if (!isWritten(home)) {
            return reflected.seq() == 0 ? Optional.empty() : Optional.of("it is missing or empty");
        }
        try (JournalFile file = disk.journal().open(home.resolve(Ledger.JOURNAL))) {
            JournalScan.read(file, reflected);
            return Optional.empty();
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.JournalDamaged(String detail)) {
                return Optional.of(detail);
            }
            throw e;
        }
    }

    private static boolean isWritten(Path home) throws IOException {
        Path file = home.resolve(Ledger.JOURNAL);
        return Files.exists(file) && Files.size(file) > 0;
    }

    /// Lines of whole sets that follow `from`, however damaged the file is before them.
    private static List<JournalLine> saved(Path home, Disk disk, Mark from) throws IOException {
        List<JournalLine> whole = new ArrayList<>();
        if (!isWritten(home)) {
            return whole;
        }
        try (JournalFile file = disk.journal().open(home.resolve(Ledger.JOURNAL))) {
            List<JournalLine> set = new ArrayList<>();
            Mark mark = from;
            LineReader reader = new LineReader(file, 0);
            while (reader.next()) {
                Optional<JournalLine> line = reader.complete() ? after(mark, reader) : Optional.empty();
                if (line.isPresent()) {
                    set.add(line.get());
                    mark = new Mark(line.get().header().seq(), line.get().hash());
                    if (line.get().header().last()) {
                        whole.addAll(set);
                        set.clear();
                    }
                }
            }
        }
        return whole;
    }

    private static Optional<JournalLine> after(Mark mark, LineReader reader) {
        int json = reader.from() + JournalLine.HASH_WIDTH;
        Optional<Hash> hash = JournalLine.verify(mark.hash(), reader.buffer(), reader.from(), reader.to());
        Optional<Header> header = hash.isEmpty() ? Optional.empty() : Header.parse(reader.buffer(), json, reader.to());
        if (header.isEmpty() || header.get().seq() != mark.seq() + 1) {
            return Optional.empty();
        }
        byte[] bytes = new byte[reader.to() - json];
        System.arraycopy(reader.buffer(), json, bytes, 0, bytes.length);
        return Optional.of(new JournalLine(hash.get(), header.get(), bytes));
    }

    /// What is the matter with it, for the log and the user's eyes.
    public String why() {
        return why;
    }

    /// How many records the database has kept: what was recorded after them may be lost.
    public long kept() {
        return reflected.seq();
    }

    /// How many records after those were found whole in what is left of the journal.
    public long saved() {
        return saved.size();
    }

    /// Makes it anew, forced, and puts it in place; what was left of the old one is kept beside it under another name. If this
    /// fails, or the program ends, the old one is still in its place.
    /// @return where what was left of the old one is now; empty if there was nothing
    /// @throws FailureException `LocalFailure` if the disk refuses
    public Optional<Path> rebuild(InstantSource clock) throws FailureException {
        Path next = home.resolve(NEXT);
        try {
            Files.deleteIfExists(next);
            try (Database database = Database.open(home, disk); JournalFile file = disk.journal().open(next)) {
                write(database, file, clock);
            }
            Optional<Path> aside = isWritten(home) ? Optional.of(putAside()) : Optional.empty();
            Files.move(next, home.resolve(Ledger.JOURNAL), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            DiskFile.forceFolder(home);
            return aside;
        } catch (SQLException e) {
            throw Recorder.failure(e);
        } catch (IOException e) {
            throw failure(home, e);
        }
    }

    private void write(Database database, JournalFile file, InstantSource clock)
            throws SQLException, FailureException, IOException {
        Writer writer = new Writer(file);
        if (!database.lines().read(reflected, writer::line)) {
            throw new FailureException(new Failure.Corrupt("the database's copy of the journal", "it has changed"));
        }
        for (JournalLine line : saved) {
            writer.line(line);
        }
        Mark last = saved.isEmpty()
                ? reflected
                : new Mark(saved.getLast().header().seq(), saved.getLast().hash());
        writer.line(JournalLine.after(last.hash(), new Header(JournalLine.VERSION, last.seq() + 1, 1, 1),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                FactCodec.write(new Fact.Rebuilt(reflected.seq(), reflected.hash(), saved.size()))));
        writer.flush();
        file.force();
    }

    private Path putAside() throws IOException {
        Path aside = home.resolve(ASIDE);
        for (int number = 2; Files.exists(aside); number++) {
            aside = home.resolve(ASIDE + "-" + number);
        }
        Files.copy(home.resolve(Ledger.JOURNAL), aside);
        try (JournalFile copy = disk.journal().open(aside)) {
            copy.force();
        }
        return aside;
    }

    private static FailureException failure(Path home, IOException e) {
        return new FailureException(new Failure.LocalFailure("data folder", home + ": " + e.getMessage()), e);
    }

    /// Writes lines one after the other, many at once.
    private static final class Writer {
        private final JournalFile file;
        private final ByteArrayOutputStream block = new ByteArrayOutputStream();
        private long end;

        Writer(JournalFile file) {
            this.file = file;
        }

        void line(JournalLine line) throws FailureException {
            block.writeBytes(line.bytes());
            if (block.size() >= BLOCK) {
                flush();
            }
        }

        void flush() throws FailureException {
            try {
                file.write(end, block.toByteArray());
                end += block.size();
                block.reset();
            } catch (IOException e) {
                throw new FailureException(new Failure.LocalFailure("journal", "cannot be written: " + e.getMessage()),
                        e);
            }
        }
    }
}
