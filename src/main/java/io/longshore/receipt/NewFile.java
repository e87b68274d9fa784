package io.longshore.receipt;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import io.longshore.model.FailureException;

/// A file that is there whole or not at all.
final class NewFile {
    private NewFile() {}

    /// What stands in it.
    ///
    /// @param <T> what is known once it is written
    interface Content<T> {
        /// Writes it.
        T write(OutputStream out) throws IOException, FailureException;
    }

    /// Writes it under a temporary name in the target's folder, readable by its owner only, forces it, moves it into place,
    /// and forces the folder.
    static <T> T put(Path target, boolean overwrite, Content<T> content) throws IOException, FailureException {
        Path folder = target.toAbsolutePath().getParent();
        Path written = Files.createTempFile(folder, ".longshore-export-", ".new");
        try {
            T result;
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                result = content.write(out);
                out.flush();
                channel.force(true);
            }
            if (overwrite) {
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(written, target);
            }
            force(folder);
            return result;
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /// Writes a line with its LF.
    static void line(OutputStream to, byte[] line) throws IOException {
        to.write(line);
        to.write('\n');
    }

    // Only POSIX systems can force the entries of a folder, and need it.
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }
}
