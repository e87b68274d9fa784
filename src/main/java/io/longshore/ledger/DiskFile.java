package io.longshore.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A [JournalFile] on a real disk. An interrupt closes it, until it is opened anew.
final class DiskFile implements JournalFile {
    /// Whether files here have POSIX permissions, and folders can be forced.
    static final boolean POSIX = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");

    private final Path path;
    private FileChannel channel;

    private DiskFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Opens the file at `path`. A new one is readable by its owner only, and its folder is forced, so that it is still
    /// there after a power cut.
    static DiskFile open(Path path) throws IOException {
        boolean made = Files.notExists(path);
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel channel = POSIX
                ? FileChannel.open(path, options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(path, options);
        try {
            if (made) {
                channel.force(true);
                forceFolder(path.toAbsolutePath().getParent());
            }
            return new DiskFile(path, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Forces a folder's entries. Only POSIX systems can, and need it.
    static void forceFolder(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(into, offset, length), position);
    }

    @Override
    public void write(long position, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest, position + rest.position());
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void reopen() throws IOException {
        channel.close();
        channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
