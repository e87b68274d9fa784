package io.longshore.plan;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.SourceIdentity;

/// An open source file that must stay as it was when its upload was planned: every read is followed by a look at size,
/// time and identity, so that what is read belongs to that version, or the read fails with `SourceChanged`. (Bytes that
/// were changed with the time set back are caught when they are sealed again.) Any thread may read; reads take turns.
/// It is no interruptible channel: an interrupted thread reads as any other.
public final class Source implements AutoCloseable {
    /// The JDK copies what it reads through a native buffer of the size asked for, so it is asked for little at a time.
    private static final int PIECE = 128 * 1024;

    private final SourceIdentity identity;
    private final Grid grid;
    private final RandomAccessFile file;

    private Source(SourceIdentity identity, Grid grid, RandomAccessFile file) {
        this.identity = identity;
        this.grid = grid;
        this.file = file;
    }

    /// Opens the source of an upload.
    /// @throws FailureException `SourceChanged` if it is gone or not the one that was planned, `SourceUnreadable`
    public static Source open(SourceIdentity identity, Grid grid) throws FailureException {
        // Before opening: a pipe that took the file's place would keep an open waiting.
        verify(identity);
        RandomAccessFile file;
        try {
            file = new RandomAccessFile(identity.path().toFile(), "r");
        } catch (FileNotFoundException e) {
            verify(identity);
            throw Identity.unreadable(identity.path(), e);
        }
        Source source = new Source(identity, grid, file);
        try {
            source.verifyUnchanged();
        } catch (FailureException e) {
            source.close();
            throw e;
        }
        return source;
    }

    /// What is no longer as it was planned, for people; empty while the source stands in its place, unchanged.
    /// @throws FailureException `SourceUnreadable`
    public static Optional<String> difference(SourceIdentity identity) throws FailureException {
        return Identity.difference(identity);
    }

    /// The file that stands at a path; empty if there is none.
    /// @throws FailureException `SourceUnreadable`
    public static Optional<SourceIdentity> at(Path path) throws FailureException {
        return Identity.at(path);
    }

    /// What it was when it was planned, and still is.
    public SourceIdentity identity() {
        return identity;
    }

    /// How it is cut.
    public Grid grid() {
        return grid;
    }

    /// Reads chunk `index` whole into the beginning of `into` and returns its length.
    /// @throws FailureException `SourceChanged`, `SourceUnreadable`; the buffer's content is then undefined
    public int read(long index, byte[] into) throws FailureException {
        int length = grid.length(index);
        read(grid.offset(index), into, length);
        return length;
    }

    /// The whole content of a source that is carried inline.
    /// @throws FailureException `SourceChanged`, `SourceUnreadable`
    public byte[] content() throws FailureException {
        if (!grid.inline()) {
            throw new IllegalStateException("not inline: " + grid.size());
        }
        byte[] content = new byte[(int) grid.size().value()];
        read(0, content, content.length);
        return content;
    }

    /// Looks again whether it is the file that was planned.
    /// @throws FailureException `SourceChanged`, `SourceUnreadable`
    public void verifyUnchanged() throws FailureException {
        verify(identity);
    }

    @Override
    public void close() throws FailureException {
        try {
            file.close();
        } catch (IOException e) {
            throw Identity.unreadable(identity.path(), e);
        }
    }

    private void read(long offset, byte[] into, int length) throws FailureException {
        try {
            fill(offset, into, length);
        } catch (EOFException e) {
            throw Identity.changed(identity.path(), "it is shorter than it was");
        } catch (IOException e) {
            throw Identity.unreadable(identity.path(), e);
        }
        verifyUnchanged();
    }

    private synchronized void fill(long offset, byte[] into, int length) throws IOException {
        file.seek(offset);
        for (int done = 0; done < length;) {
            int piece = Math.min(PIECE, length - done);
            file.readFully(into, done, piece);
            done += piece;
        }
    }

    private static void verify(SourceIdentity identity) throws FailureException {
        Path path = identity.path();
        Optional<String> difference = Identity.difference(identity);
        if (difference.isPresent()) {
            throw Identity.changed(path, difference.get());
        }
    }
}
