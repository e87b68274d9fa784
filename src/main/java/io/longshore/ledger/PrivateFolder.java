package io.longshore.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A folder that only its owner can look into.
final class PrivateFolder {
    private PrivateFolder() {}

    /// Makes the folder where there is none, its name durable; what stands there already stays as it is.
    static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        if (DiskFile.POSIX) {
            Files.createDirectories(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
        DiskFile.forceFolder(parent);
    }

    /// Lets only its owner read and write a file.
    static void keepPrivate(Path file) throws IOException {
        if (DiskFile.POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
