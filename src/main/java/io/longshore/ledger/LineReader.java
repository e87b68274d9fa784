package io.longshore.ledger;

import java.io.IOException;
import java.util.Arrays;

/// Reads a journal file piece by piece, each up to and without the next LF. Holds one piece at a time.
final class LineReader {
    private static final int BLOCK = 1 << 20;

    private final JournalFile file;
    private byte[] buffer = new byte[BLOCK];
    private long bufferStart;
    private int filled;
    private int from;
    private int to;
    private boolean complete;

    /// Starts at `position`.
    LineReader(JournalFile file, long position) {
        this.file = file;
        bufferStart = position;
    }

    /// Goes to the next piece; false at the end of the file.
    boolean next() throws IOException {
        from = complete ? to + 1 : to;
        int seek = from;
        while (true) {
            for (; seek < filled; seek++) {
                if (buffer[seek] == '\n') {
                    to = seek;
                    complete = true;
                    return true;
                }
            }
            seek -= makeRoom();
            int read = file.read(bufferStart + filled, buffer, filled, buffer.length - filled);
            if (read <= 0) {
                to = filled;
                complete = false;
                return to > from;
            }
            filled += read;
        }
    }

    private int makeRoom() {
        int moved = from;
        if (moved > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            bufferStart += moved;
            filled -= moved;
            from = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        }
        return moved;
    }

    /// Where in the file the piece begins.
    long position() {
        return bufferStart + from;
    }

    /// Where in the file the next piece begins.
    long end() {
        return bufferStart + to + (complete ? 1 : 0);
    }

    /// Whether an LF ends it.
    boolean complete() {
        return complete;
    }

    /// The buffer it stands in, from [#from] to [#to]; good until the next call of [#next].
    byte[] buffer() {
        return buffer;
    }

    /// Where in the buffer it begins.
    int from() {
        return from;
    }

    /// Where in the buffer it ends.
    int to() {
        return to;
    }
}
