package io.longshore.localnet;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;

/// Where a node keeps its chunks. What it acknowledged survives the end of the process at any moment. For all threads.
interface ChunkStore extends AutoCloseable {
    /// Whether it has the chunk, durably.
    boolean has(Address address) throws IOException;

    /// How many bytes the chunk has; empty if it is not there.
    Optional<ByteCount> size(Address address) throws IOException;

    /// Opens the chunk for reading; empty if its bytes are not there.
    Optional<SeekableByteChannel> open(Address address) throws IOException;

    /// A place for a chunk that is on its way in.
    Reception receive() throws IOException;

    /// Forgets the chunk; whether it was there.
    boolean delete(Address address) throws IOException;

    /// Forgets all chunks.
    void clear() throws IOException;

    /// How many chunks it has.
    long records() throws IOException;

    /// How much disk their bytes take.
    ByteCount held() throws IOException;

    @Override
    void close() throws IOException;

    /// A chunk on its way in. Closing it without [#keep] leaves nothing behind.
    interface Reception extends AutoCloseable {
        /// Takes the next bytes.
        void write(byte[] bytes, int offset, int length) throws IOException;

        /// Keeps what came under its address, durably; false if the chunk was there already.
        boolean keep(Address address) throws IOException;

        @Override
        void close() throws IOException;
    }
}
