package io.longshore.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.proof.Hashes;

/// The file a restore writes to, in the target's own folder, until all of it is checked: then it takes the target's name
/// in one step, or is deleted. While it is written it is locked, so that a later restore of the same target can tell what
/// a killed run left from what a living one is writing. Any thread may read and write; [#place] and [#close] are for one.
final class TemporaryFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFile.class);

    /// A channel copies what it moves through a native buffer of that size, so it moves little at a time.
    private static final int PIECE = 128 * 1024;

    private static final byte[] ZEROS = new byte[4096];

    private final Path target;
    private final Path path;
    private final FileChannel channel;

    private TemporaryFile(Path target, Path path, FileChannel channel) {
        this.target = target;
        this.path = path;
        this.channel = channel;
    }

    /// Makes an empty one for `target`, in whose folder it deletes what killed runs left for the same target.
    static TemporaryFile of(Path target, RandomGenerator random) throws FailureException {
        String prefix = prefix(target);
        Path folder = target.getParent();
        try {
            sweep(folder, prefix);
            Path path = folder.resolve(prefix + HexFormat.of().toHexDigits(random.nextLong()) + ".part");
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            TemporaryFile file = new TemporaryFile(target, path, channel);
            file.lock();
            return file;
        } catch (IOException e) {
            throw Place.local(target, e);
        }
    }

    /// Writes `length` bytes at `offset`, each offset once. Nothing is written for zeros: they are what a file holds where
    /// nothing was written, and take no room.
    void write(long offset, byte[] bytes, int length) throws FailureException {
        if (isZero(bytes, length)) {
            return;
        }
        try {
            for (int done = 0; done < length;) {
                ByteBuffer piece = ByteBuffer.wrap(bytes, done, Math.min(PIECE, length - done));
                done += channel.write(piece, offset + done);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Reads back `length` bytes from `offset`; past the end are zeros.
    void read(long offset, byte[] into, int length) throws FailureException {
        try {
            for (int done = 0; done < length;) {
                ByteBuffer piece = ByteBuffer.wrap(into, done, Math.min(PIECE, length - done));
                int read = channel.read(piece, offset + done);
                if (read < 0) {
                    Arrays.fill(into, done, length, (byte) 0);
                    return;
                }
                done += read;
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Gives it its size, times and mode, forces it, and puts it under the target's name.
    /// @param overwrite whether a file or link that stands there is replaced
    /// @throws FailureException `Exists`
    void place(FileFacts facts, ByteCount size, boolean overwrite) throws FailureException {
        try {
            if (channel.size() < size.value()) {
                channel.write(ByteBuffer.allocate(1), size.value() - 1);
            }
            dress(facts);
            channel.force(true);
            channel.close();
            if (overwrite) {
                replace();
            } else {
                link();
            }
            forceFolder();
        } catch (FileAlreadyExistsException e) {
            throw new FailureException(new Failure.Exists(target), e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Deletes it, unless it was put in place.
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("{} is left behind; the next restore to {} deletes it", path, target, e);
        }
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() == null) {
                LOG.warn("{} is locked by another program", path);
            }
        } catch (IOException e) {
            // Some network file systems have no locks; then nothing is swept there either.
            LOG.debug("{} cannot be locked", path, e);
        }
    }

    private void dress(FileFacts facts) {
        try {
            if (facts.executable()) {
                allowExecution();
            }
            Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(facts.modified()), null, FileTime.from(facts.created()));
        } catch (IOException e) {
            // A file system without them is no reason to withhold the content.
            LOG.warn("{} does not get its times or mode", target, e);
        }
    }

    private void allowExecution() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> mode = EnumSet.copyOf(view.readAttributes().permissions());
        mode.add(PosixFilePermission.OWNER_EXECUTE);
        if (mode.contains(PosixFilePermission.GROUP_READ)) {
            mode.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (mode.contains(PosixFilePermission.OTHERS_READ)) {
            mode.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        view.setPermissions(mode);
    }

    private void replace() throws IOException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// A second name for the same file is made only where none stands, which no move promises.
    private void link() throws IOException {
        try {
            Files.createLink(target, path);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // No links on this file system: the move looks first, and then replaces nothing it saw.
            LOG.debug("{} is moved into place, not linked", target, e);
            Files.move(path, target);
        }
    }

    private void forceFolder() throws IOException {
        if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private FailureException failed(IOException cause) {
        if (cause instanceof ClosedChannelException) {
            return new FailureException(new Failure.Cancelled(), cause);
        }
        return full(cause).map(failure -> new FailureException(failure, cause)).orElse(Place.local(target, cause));
    }

    /// A full disk has no exception of its own; it shows by what is left of it.
    private Optional<Failure> full(IOException cause) {
        try {
            long left = Files.getFileStore(target.getParent()).getUsableSpace();
            return left >= PIECE
                    ? Optional.empty()
                    : Optional.of(new Failure.Insufficient(Failure.Insufficient.Resource.DISK,
                            new ByteCount(PIECE).toString(), new ByteCount(left).toString()));
        } catch (IOException e) {
            cause.addSuppressed(e);
            return Optional.empty();
        }
    }

    private static boolean isZero(byte[] bytes, int length) {
        for (int done = 0; done < length; done += ZEROS.length) {
            int end = Math.min(length, done + ZEROS.length);
            if (!Arrays.equals(bytes, done, end, ZEROS, 0, end - done)) {
                return false;
            }
        }
        return true;
    }

    /// The same for every restore to one target, and short whatever its name.
    private static String prefix(Path target) {
        byte[] name = target.getFileName().toString().getBytes(StandardCharsets.UTF_8);
        return ".longshore-" + Hashes.sha256(name).bytes().slice(0, 8).hex() + "-";
    }

    private static void sweep(Path folder, String prefix) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, prefix + "*.part")) {
            for (Path leftover : leftovers) {
                if (Files.isRegularFile(leftover, LinkOption.NOFOLLOW_LINKS) && abandoned(leftover)) {
                    LOG.info("deleting {}, which a killed restore left", leftover);
                    Files.deleteIfExists(leftover);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean abandoned(Path leftover) {
        try (FileChannel channel = FileChannel.open(leftover, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("{} is in use: {}", leftover, e.toString());
            return false;
        }
    }
}
