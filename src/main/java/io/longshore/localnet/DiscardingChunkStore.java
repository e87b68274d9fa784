package io.longshore.localnet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;

/// Throws the chunks' bytes away and remembers, durably, only that it had them: for uploads that no disk could hold five
/// times. It takes, quotes and commits like any other store; it just cannot give anything back.
final class DiscardingChunkStore implements ChunkStore {
    private static final long DELETED = -1;

    private final AppendLog log;
    private final Map<Address, Long> sizes;

    private DiscardingChunkStore(AppendLog log, Map<Address, Long> sizes) {
        this.log = log;
        this.sizes = sizes;
    }

    /// Opens the list in `file`, or makes it.
    static DiscardingChunkStore open(Path file) throws IOException {
        Map<Address, Long> sizes = new ConcurrentHashMap<>();
        return new DiscardingChunkStore(AppendLog.open(file, record -> replay(record, sizes)), sizes);
    }

    private static void replay(byte[] record, Map<Address, Long> sizes) {
        ByteBuffer in = ByteBuffer.wrap(record);
        byte[] address = new byte[Address.SIZE];
        in.get(address);
        long size = in.getLong();
        if (size == DELETED) {
            sizes.remove(Address.of(address));
        } else {
            sizes.put(Address.of(address), size);
        }
    }

    @Override
    public boolean has(Address address) {
        return sizes.containsKey(address);
    }

    @Override
    public Optional<ByteCount> size(Address address) {
        return Optional.ofNullable(sizes.get(address)).map(ByteCount::new);
    }

    @Override
    public Optional<SeekableByteChannel> open(Address address) {
        return Optional.empty();
    }

    @Override
    public Reception receive() {
        return new Reception() {
            private long written;

            @Override
            public void write(byte[] bytes, int offset, int length) {
                written += length;
            }

            @Override
            public boolean keep(Address address) throws IOException {
                return add(address, written);
            }

            @Override
            public void close() {
                // Nothing of it was kept.
            }
        };
    }

    private synchronized boolean add(Address address, long size) throws IOException {
        if (sizes.containsKey(address)) {
            return false;
        }
        append(address, size);
        sizes.put(address, size);
        return true;
    }

    @Override
    public synchronized boolean delete(Address address) throws IOException {
        if (!sizes.containsKey(address)) {
            return false;
        }
        append(address, DELETED);
        sizes.remove(address);
        return true;
    }

    private void append(Address address, long size) throws IOException {
        log.append(ByteBuffer.allocate(Address.SIZE + Long.BYTES).put(address.bytes().toArray()).putLong(size).array());
    }

    @Override
    public synchronized void clear() throws IOException {
        log.clear();
        sizes.clear();
    }

    @Override
    public long records() {
        return sizes.size();
    }

    @Override
    public ByteCount held() {
        return ByteCount.ZERO;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
