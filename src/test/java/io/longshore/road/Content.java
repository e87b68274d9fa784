package io.longshore.road;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Makes source files.
final class Content {
    /// Bytes of plaintext in a chunk on the local network (`src/docs/format.md` 2: 4 MiB less the tag).
    static final int CHUNK = 4 * 1024 * 1024 - 16;

    static final long MIB = 1024 * 1024;

    private static final int BLOCK = 4096;
    private static final int PIECE = 1024 * 1024;

    private Content() {}

    /// A generator that gives the same values for the same seed.
    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// A file of random bytes.
    static Path random(Path file, long size, long seed) throws IOException {
        RandomGenerator random = random(seed);
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= piece.length) {
                random.nextBytes(piece);
                out.write(piece, 0, (int) Math.min(piece.length, left));
            }
        }
        return file;
    }

    /// A sparse file with a block of random bytes in every chunk, so that no two chunks are alike and the disk holds little.
    static Path sparse(Path file, long size, long seed) throws IOException {
        RandomGenerator random = random(seed);
        byte[] block = new byte[BLOCK];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            for (long at = 0; at < size; at += CHUNK) {
                random.nextBytes(block);
                channel.write(ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, size - at)), at);
            }
            if (channel.size() < size) {
                channel.write(ByteBuffer.allocate(1), size - 1);
            }
        }
        return file;
    }

    /// A file of zeros.
    static Path zeros(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
        return file;
    }

    /// How many chunks a file of that size has.
    static long chunks(long size) {
        return size <= 65_536 ? 0 : (size + CHUNK - 1) / CHUNK;
    }
}
