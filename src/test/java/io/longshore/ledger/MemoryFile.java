package io.longshore.ledger;

import java.util.Arrays;

/// A journal file in memory, for tests that open thousands of them.
final class MemoryFile implements JournalFile {
    private byte[] content;

    MemoryFile(byte[] content) {
        this.content = content.clone();
    }

    byte[] content() {
        return content.clone();
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) {
        if (position >= content.length) {
            return -1;
        }
        int count = Math.min(length, content.length - (int) position);
        System.arraycopy(content, (int) position, into, offset, count);
        return count;
    }

    @Override
    public void write(long position, byte[] bytes) {
        content = Arrays.copyOf(content, Math.max(content.length, (int) position + bytes.length));
        System.arraycopy(bytes, 0, content, (int) position, bytes.length);
    }

    @Override
    public void force() {
        // memory has nothing behind it
    }

    @Override
    public void truncate(long size) {
        content = Arrays.copyOf(content, (int) Math.min(size, content.length));
    }

    @Override
    public void reopen() {
        // it is never closed
    }

    @Override
    public void close() {
        // nothing is held
    }
}
