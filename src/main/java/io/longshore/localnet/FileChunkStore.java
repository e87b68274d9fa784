package io.longshore.localnet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;

/// Keeps every chunk as a file named by its address, in a folder named by the address's first byte: written under another
/// name, forced, renamed, its folder forced. Opening it reads no chunk; how many there are is counted in the background,
/// and whoever wants to know, or to change it, waits for that.
final class FileChunkStore implements ChunkStore {
    private static final int STRIPES = 64;

    private final Path folder;
    private final Path incoming;
    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final FutureTask<Void> counted = new FutureTask<>(this::count);

    private FileChunkStore(Path folder) {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /// Opens the store in `folder`, or makes it; its parent must be there. Sweeps what a killed process left half-way in.
    static FileChunkStore open(Path folder) throws IOException {
        FileChunkStore store = new FileChunkStore(folder);
        Disk.folder(folder);
        Disk.folder(store.incoming);
        Disk.sweep(store.incoming);
        Thread.ofVirtual().name("count chunks").start(store.counted);
        return store;
    }

    @Override
    public boolean has(Address address) {
        // Under the lock, because a chunk that is being renamed is there before it is durable.
        ReentrantLock lock = lock(address);
        lock.lock();
        try {
            return Files.exists(file(address));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<ByteCount> size(Address address) throws IOException {
        try {
            return Optional.of(new ByteCount(Files.size(file(address))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<SeekableByteChannel> open(Address address) throws IOException {
        try {
            return Optional.of(FileChannel.open(file(address), StandardOpenOption.READ));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public Reception receive() throws IOException {
        return new Incoming(incoming.resolve(UUID.randomUUID().toString()));
    }

    @Override
    public boolean delete(Address address) throws IOException {
        boolean there = remove(address);
        if (there) {
            Disk.force(file(address).getParent());
        }
        return there;
    }

    private boolean remove(Address address) throws IOException {
        awaitCount();
        ReentrantLock lock = lock(address);
        lock.lock();
        try {
            Path file = file(address);
            if (!Files.exists(file)) {
                return false;
            }
            long size = Files.size(file);
            Files.delete(file);
            records.decrementAndGet();
            bytes.addAndGet(-size);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clear() throws IOException {
        try (DirectoryStream<Path> shards = shards()) {
            for (Path shard : shards) {
                try (DirectoryStream<Path> chunks = chunks(shard)) {
                    for (Path chunk : chunks) {
                        remove(Address.of(chunk.getFileName().toString()));
                    }
                }
                Disk.force(shard);
            }
        }
    }

    @Override
    public long records() throws IOException {
        awaitCount();
        return records.get();
    }

    @Override
    public ByteCount held() throws IOException {
        awaitCount();
        return new ByteCount(bytes.get());
    }

    @Override
    public void close() throws IOException {
        awaitCount();
    }

    private Void count() throws IOException {
        try (DirectoryStream<Path> shards = shards()) {
            for (Path shard : shards) {
                try (DirectoryStream<Path> chunks = chunks(shard)) {
                    for (Path chunk : chunks) {
                        records.incrementAndGet();
                        bytes.addAndGet(Files.size(chunk));
                    }
                }
            }
        }
        return null;
    }

    private void awaitCount() throws IOException {
        try {
            counted.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("cannot count the chunks in " + folder, e.getCause());
        }
    }

    private DirectoryStream<Path> shards() throws IOException {
        return Files.newDirectoryStream(folder, path -> path.getFileName().toString().length() == 2);
    }

    // Whatever else a file manager drops there is none of ours.
    private static DirectoryStream<Path> chunks(Path shard) throws IOException {
        return Files.newDirectoryStream(shard, path -> path.getFileName().toString().matches("[0-9a-f]{64}"));
    }

    private Path file(Address address) {
        String name = address.bytes().hex();
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    private ReentrantLock lock(Address address) {
        return locks[Math.floorMod(address.hashCode(), STRIPES)];
    }

    /// A chunk that comes in, under a name of its own.
    private final class Incoming implements Reception {
        private final Path temporary;
        private final FileChannel channel;
        private long written;

        Incoming(Path temporary) throws IOException {
            this.temporary = temporary;
            this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            ByteBuffer piece = ByteBuffer.wrap(from, offset, length);
            while (piece.hasRemaining()) {
                written += channel.write(piece);
            }
        }

        @Override
        public boolean keep(Address address) throws IOException {
            channel.force(true);
            channel.close();
            awaitCount();
            ReentrantLock lock = lock(address);
            lock.lock();
            try {
                Path file = file(address);
                if (Files.exists(file)) {
                    return false;
                }
                Disk.folder(file.getParent());
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                Disk.force(file.getParent());
                records.incrementAndGet();
                bytes.addAndGet(written);
                return true;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(temporary);
        }
    }
}
