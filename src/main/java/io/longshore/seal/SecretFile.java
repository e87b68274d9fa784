package io.longshore.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// A small file that only its owner may read and that is never half written: vault and wallet.
final class SecretFile {
    private SecretFile() {}

    /// Writes a new file: beside its place, forced, then moved there, the folder forced too.
    /// @throws FailureException `Exists` if there is one, `LocalFailure` if the disk fails
    static void create(Path file, byte[] content) throws FailureException {
        if (Files.exists(file)) {
            throw new FailureException(new Failure.Exists(file));
        }
        replace(file, content);
    }

    /// Writes a file in place of what is there, if anything: beside its place, forced, then moved there, the folder forced
    /// too, so that at any moment the old content or the new is there whole.
    /// @throws FailureException `LocalFailure` if the disk fails; the old content is there then
    static void replace(Path file, byte[] content) throws FailureException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            try (FileChannel channel = FileChannel.open(draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file))) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(file);
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(file.toString(), "cannot be written: " + e), e);
        }
    }

    /// Reads a file.
    /// @throws FailureException `NotFound` if there is none, `LocalFailure` if it cannot be read
    static byte[] read(Path file) throws FailureException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new FailureException(new Failure.NotFound(file.toString()), e);
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(file.toString(), "cannot be read: " + e), e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return posix(file)
                ? new FileAttribute<?>[]{
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    /// A move is on disk once its folder is; Windows opens no folders and needs none of it.
    private static void forceFolder(Path file) throws IOException {
        if (posix(file)) {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private static boolean posix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
