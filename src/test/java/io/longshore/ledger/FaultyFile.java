package io.longshore.ledger;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/// A journal file whose n-th write, force or truncation fails, and everything of the kind after it unless it fails once
/// only. A failing write leaves a random part of its bytes behind, as a full disk does.
final class FaultyFile implements JournalFile {
    private final JournalFile file;
    private final SplittableRandom random;
    private final boolean once;
    private int left;

    FaultyFile(JournalFile file, int good, boolean once, long seed) {
        this.file = file;
        this.once = once;
        left = good;
        random = new SplittableRandom(seed);
    }

    /// Nothing fails any more.
    void recover() {
        left = Integer.MAX_VALUE;
    }

    private boolean broken() {
        left--;
        return once ? left == -1 : left < 0;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        return file.read(position, into, offset, length);
    }

    @Override
    public void write(long position, byte[] bytes) throws IOException {
        if (broken()) {
            file.write(position, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            throw new IOException("no space left on device");
        }
        file.write(position, bytes);
    }

    @Override
    public void force() throws IOException {
        if (broken()) {
            throw new IOException("input/output error");
        }
        file.force();
    }

    @Override
    public void truncate(long size) throws IOException {
        if (broken()) {
            throw new IOException("input/output error");
        }
        file.truncate(size);
    }

    @Override
    public void reopen() throws IOException {
        file.reopen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
