package io.longshore.ledger;

/// What a ledger stands on: how the journal's file is opened, and the file system that H2 reaches its database through.
/// Any other than [#REAL] is for tests, where each operation can fail.
public final class Disk {
    /// This machine's.
    public static final Disk REAL = new Disk(DiskFile::open, "file");

    private final JournalFile.Opener journal;
    private final String scheme;

    /// @param journal opens the journal's file
    /// @param scheme the prefix of a file system that is registered with H2 (`org.h2.store.fs.FilePath#register`)
    Disk(JournalFile.Opener journal, String scheme) {
        this.journal = journal;
        this.scheme = scheme;
    }

    JournalFile.Opener journal() {
        return journal;
    }

    String scheme() {
        return scheme;
    }
}
