package io.longshore.localnet;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.proof.Hashes;

/// The file a chain lives in: records, only ever appended, each forced to disk before [#append] returns. One line a record:
/// the SHA-256 of the previous line's hash and the record in hex, a space, the record, a line feed. A last line that was
/// not finished is cut when the file is opened; anything else that does not fit is damage. One process at a time has it.
/// Guarded by the chain's lock.
final class BlockLog implements AutoCloseable {
    private static final int HASH_HEX = 2 * Hash.SIZE;

    // Not a channel: an interrupt of a writing thread would close that, for everybody and for good.
    private final RandomAccessFile file;
    private Hash last = Hash.of(new byte[Hash.SIZE]);
    private long end;

    /// Takes the records of a log while it is opened.
    interface Reader {
        /// Takes one record.
        void record(byte[] record) throws FailureException;
    }

    private BlockLog(RandomAccessFile file) {
        this.file = file;
    }

    /// Opens the file, or creates it for its owner alone, and gives all its records to `reader`.
    ///
    /// @throws FailureException `DataFolderInUse` if another process has it, `Corrupt` if it is damaged before its end
    static BlockLog open(Path path, Reader reader) throws FailureException {
        try {
            boolean created = create(path);
            BlockLog log = new BlockLog(new RandomAccessFile(path.toFile(), "rw"));
            try {
                log.lock(path);
                if (created) {
                    force(path.toAbsolutePath().getParent());
                }
                log.read(path, reader);
            } catch (IOException | FailureException | RuntimeException failed) {
                log.close();
                throw failed;
            }
            return log;
        } catch (IOException failed) {
            throw new FailureException(new Failure.LocalFailure("the chain's log", failed.toString()), failed);
        }
    }

    private static boolean create(Path file) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mine = posix
                ? new FileAttribute<?>[]{
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Files.createFile(file, mine);
        return true;
    }

    /// A file's name is durable only once its folder is; not every system lets a folder be forced.
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
    }

    private void lock(Path path) throws IOException, FailureException {
        boolean locked;
        try {
            locked = file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException _) {
            locked = false;
        }
        if (!locked) {
            throw new FailureException(new Failure.DataFolderInUse(path.toAbsolutePath().getParent(), "another chain"));
        }
    }

    private void read(Path path, Reader reader) throws IOException, FailureException {
        long size = file.length();
        // Not closed: that would close the file, which is written to from here on.
        InputStream in = new BufferedInputStream(Channels.newInputStream(file.getChannel()), 1 << 16);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (long at = 1; at <= size; at++) {
            int read = in.read();
            if (read != '\n') {
                line.write(read);
                continue;
            }
            byte[] bytes = line.toByteArray();
            line.reset();
            byte[] record = record(bytes);
            if (record.length == 0) {
                if (at < size) {
                    throw new FailureException(new Failure.Corrupt(path.toString(), "damaged at byte " + end));
                }
                break;
            }
            reader.record(record);
            last = next(record);
            end = at;
        }
        if (end < size) {
            file.setLength(end);
            file.getFD().sync();
        }
    }

    /// The record of a line; empty if the line is not whole.
    private byte[] record(byte[] line) {
        if (line.length <= HASH_HEX + 1 || line[HASH_HEX] != ' ') {
            return new byte[0];
        }
        byte[] record = Arrays.copyOfRange(line, HASH_HEX + 1, line.length);
        String hash = new String(line, 0, HASH_HEX, StandardCharsets.ISO_8859_1);
        return next(record).bytes().hex().equals(hash) ? record : new byte[0];
    }

    private Hash next(byte[] record) {
        return Hashes.sha256(last.bytes().toArray(), record);
    }

    /// Appends a record, which has no line feed, and forces it to disk. After a failure the log is as it was.
    void append(byte[] record) throws IOException {
        Hash hash = next(record);
        ByteArrayOutputStream line = new ByteArrayOutputStream(record.length + HASH_HEX + 2);
        line.writeBytes((hash.bytes().hex() + " ").getBytes(StandardCharsets.US_ASCII));
        line.writeBytes(record);
        line.write('\n');
        try {
            file.seek(end);
            file.write(line.toByteArray());
            file.getFD().sync();
        } catch (IOException failed) {
            file.setLength(end);
            throw failed;
        }
        last = hash;
        end += line.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
