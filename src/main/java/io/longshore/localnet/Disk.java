package io.longshore.localnet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// What the nodes need of a file system: names that survive a power cut.
final class Disk {
    // Windows opens no folder for reading, and keeps names durable without it.
    private static final boolean FORCES_FOLDERS = !System.getProperty("os.name").startsWith("Windows");

    private Disk() {}

    /// Makes the names in `folder` durable: what was created in it, renamed into it or deleted from it.
    static void force(Path folder) throws IOException {
        if (FORCES_FOLDERS) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// Makes sure that `folder` is there, durably; its parent must be.
    static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
            force(folder.toAbsolutePath().getParent());
        }
    }

    /// Puts `bytes` in the place of `file`, durably and at once; only the user who runs this can read it.
    static void replace(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // A temporary file is made with permissions for its owner alone.
        Path temporary = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Deletes the files in `folder`, if it is there, and leaves the folder.
    static void sweep(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            force(folder);
        }
    }
}
