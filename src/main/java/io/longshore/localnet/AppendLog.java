package io.longshore.localnet;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// A file of records that is only ever appended to, each forced to disk before [#append] returns. A record is its length
/// and its CRC-32C, 4 bytes each, big-endian, then its bytes. Appends may come from any thread.
///
/// After a crash the file can end in a torn record: that one was never acknowledged, and is cut off when the file is
/// opened. Damage anywhere else is an error.
final class AppendLog implements AutoCloseable {
    /// The longest record.
    static final int LONGEST = 16 << 20;

    private static final int HEADER = 8;

    private final FileChannel channel;
    private long end;

    private AppendLog(FileChannel channel, long end) {
        this.channel = channel;
        this.end = end;
    }

    /// Opens the log in `file`, or makes it; gives every record in it to `replay`, in order.
    /// @throws IOException also if it is damaged before its end
    static AppendLog open(Path file, Consumer<byte[]> replay) throws IOException {
        boolean fresh = !Files.exists(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            long end = fresh ? 0 : read(file, channel.size(), replay);
            channel.truncate(end);
            if (fresh) {
                channel.force(true);
                Disk.force(file.toAbsolutePath().getParent());
            }
            return new AppendLog(channel, end);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Appends a record and forces it to disk.
    synchronized void append(byte[] bytes) throws IOException {
        if (bytes.length == 0 || bytes.length > LONGEST) {
            throw new IllegalArgumentException("a record of " + bytes.length + " bytes");
        }
        ByteBuffer record = ByteBuffer.allocate(HEADER + bytes.length).putInt(bytes.length).putInt(crc(bytes))
                .put(bytes)
                .flip();
        try {
            for (long at = end; record.hasRemaining();) {
                at += channel.write(record, at);
            }
            channel.force(false);
        } catch (IOException e) {
            // What was written of it must not stand before the next record.
            channel.truncate(end);
            throw e;
        }
        end += HEADER + bytes.length;
    }

    /// Removes all records, durably.
    synchronized void clear() throws IOException {
        channel.truncate(0);
        channel.force(true);
        end = 0;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    private static long read(Path file, long size, Consumer<byte[]> replay) throws IOException {
        long at = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (size - at >= HEADER) {
                int length = in.readInt();
                int crc = in.readInt();
                boolean possible = length > 0 && length <= LONGEST;
                if (possible && size - at - HEADER < length) {
                    break;
                }
                byte[] bytes = possible ? whole(in, length) : new byte[0];
                if (!possible || crc(bytes) != crc) {
                    if (at + HEADER + bytes.length < size && !onlyZeros(in)) {
                        throw new IOException("damaged at byte " + at + ": " + file);
                    }
                    break;
                }
                replay.accept(bytes);
                at += HEADER + length;
            }
        }
        return at;
    }

    private static byte[] whole(DataInputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("shorter than its size");
        }
        return bytes;
    }

    private static boolean onlyZeros(InputStream in) throws IOException {
        int next = in.read();
        while (next == 0) {
            next = in.read();
        }
        return next < 0;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
