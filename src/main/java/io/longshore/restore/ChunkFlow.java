package io.longshore.restore;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.proof.MerkleTree;
import io.longshore.seal.ChunkCipher;
import io.longshore.seal.Entry;

/// Brings the chunks of one file into its temporary file: several are on their way at once, each is opened and written
/// where it belongs, in any order. The chunks in memory keep to one budget. Chunks are handed over by one thread, in
/// order; the first failure stops everything, and is thrown by the next call.
final class ChunkFlow implements AutoCloseable {
    /// The most memory for chunks, sealed and open.
    private static final long BUDGET = ByteCount.mebibytes(64).value();

    /// More requests at once do not make a restore faster than this many.
    private static final int WIDEST = 8;

    /// Opened chunks in memory: while one is written, the next is opened.
    private static final int OPEN = 2;

    private final Fetcher fetcher;
    private final ChunkCipher cipher;
    private final Grid grid;
    private final TemporaryFile file;
    private final Leaves leaves = new Leaves();
    private final Repeats repeats = new Repeats();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<FailureException> failure = new AtomicReference<>();
    private final BlockingQueue<byte[]> buffers;
    private final Semaphore window;
    private final int width;
    private int next;

    ChunkFlow(Fetcher fetcher, ChunkCipher cipher, Grid grid, TemporaryFile file) {
        this.fetcher = fetcher;
        this.cipher = cipher;
        this.grid = grid;
        this.file = file;
        int chunk = grid.length(0);
        this.buffers = new ArrayBlockingQueue<>(OPEN);
        for (int i = 0; i < OPEN; i++) {
            buffers.add(new byte[chunk]);
        }
        this.width = width(chunk);
        this.window = new Semaphore(width);
    }

    /// How many chunks of that size may be on their way at once.
    static int width(int chunk) {
        return Math.clamp(BUDGET / chunk - OPEN, 1, WIDEST);
    }

    /// Takes the entries of the next chunks. Waits while as many chunks as fit are on their way.
    void add(List<Entry> entries) throws FailureException {
        for (Entry entry : entries) {
            add(entry);
        }
    }

    /// Waits for all chunks, fills in the repeated ones, and returns the file root of what was written.
    Hash finish() throws FailureException {
        enter(width);
        byte[] buffer = buffer();
        repeats.fill(file, grid, leaves, buffer);
        return MerkleTree.root(leaves.asList());
    }

    /// Stops what is still on its way.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    private void add(Entry entry) throws FailureException {
        int index = next++;
        leaves.extend();
        if (entry.sealedAs() != index) {
            repeats.add(index, entry.sealedAs(), grid);
            return;
        }
        enter(1);
        byte[] page = leaves.page(index);
        threads.execute(() -> bring(index, entry, page));
    }

    private void bring(int index, Entry entry, byte[] page) {
        try {
            Leaves.set(page, index, fetcher.fetch("chunk " + index, entry.address(), grid.sealedLength(index),
                    sealed -> open(index, entry, sealed)));
        } catch (FailureException e) {
            failure.compareAndSet(null, e);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, new FailureException(new Failure.Broken(e.toString()), e));
        } finally {
            window.release();
        }
    }

    private Hash open(int index, Entry entry, byte[] sealed) throws FailureException {
        int length = grid.length(index);
        if (sealed.length != length + Grid.SEAL_OVERHEAD) {
            throw new FailureException(new Failure.Corrupt("chunk " + index, "has " + sealed.length + " bytes"));
        }
        byte[] plain = buffer();
        try {
            cipher.open(entry, sealed, sealed.length, plain);
            file.write(grid.offset(index), plain, length);
            return MerkleTree.leaf(plain, 0, length);
        } finally {
            buffers.add(plain);
        }
    }

    private byte[] buffer() throws FailureException {
        try {
            return buffers.take();
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    private void enter(int chunks) throws FailureException {
        try {
            window.acquire(chunks);
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
        FailureException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private static FailureException cancelled(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new FailureException(new Failure.Cancelled(), cause);
    }
}
