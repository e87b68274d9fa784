package io.longshore.ledger;

import java.io.IOException;
import java.nio.file.Path;

/// The file beneath a [Journal]: the few operations it needs, so that each of them can fail in a test. Used by one thread
/// at a time.
interface JournalFile extends AutoCloseable {
    /// How many bytes it has.
    long size() throws IOException;

    /// Reads up to `length` bytes from `position` on; returns how many, or -1 at the end.
    int read(long position, byte[] into, int offset, int length) throws IOException;

    /// Writes all of `bytes` at `position`. After an [IOException] any part of them may be there.
    void write(long position, byte[] bytes) throws IOException;

    /// Returns when everything written is on the disk, as far as the disk tells the truth.
    void force() throws IOException;

    /// Cuts the file to `size` bytes.
    void truncate(long size) throws IOException;

    /// Opens the same file anew: an error or an interrupt may have closed it.
    void reopen() throws IOException;

    @Override
    void close() throws IOException;

    /// How a ledger comes by the file.
    interface Opener {
        /// Opens the file at `path`, and makes it where there is none.
        JournalFile open(Path path) throws IOException;
    }
}
