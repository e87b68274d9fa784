package io.longshore.plan;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.SourceIdentity;

/// What tells one source, or one version of it, from another.
final class Identity {
    private Identity() {}

    /// The identity of what stands at `path`, where links are resolved already.
    static SourceIdentity of(Path path, BasicFileAttributes attributes) throws IOException {
        // The size of a folder means nothing: it differs between file systems.
        ByteCount size = attributes.isDirectory() ? ByteCount.ZERO : new ByteCount(attributes.size());
        return new SourceIdentity(path, size, attributes.lastModifiedTime().toInstant(), key(path, attributes));
    }

    /// What is no longer as it was, for people; empty when it is the same file, unchanged.
    static Optional<String> difference(SourceIdentity planned) throws FailureException {
        BasicFileAttributes attributes;
        SourceIdentity found;
        try {
            attributes = Files.readAttributes(planned.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            found = of(planned.path(), attributes);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.of("it is gone");
        } catch (IOException e) {
            throw unreadable(planned.path(), e);
        }
        if (!attributes.isRegularFile()) {
            return Optional.of("it is no longer a file");
        } else if (found.size().value() < planned.size().value()) {
            return Optional.of("it is shorter than it was");
        } else if (found.size().value() > planned.size().value()) {
            return Optional.of("it has grown");
        } else if (!found.fileKey().equals(planned.fileKey())) {
            return Optional.of("another file has taken its place");
        } else if (!found.modified().equals(planned.modified())) {
            return Optional.of("it was written to");
        }
        return Optional.empty();
    }

    /// What stands at a path, which is not followed if it is a link; empty if that is no file.
    static Optional<SourceIdentity> at(Path path) throws FailureException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Optional.of(of(path, attributes)) : Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static FailureException changed(Path path, String how) {
        return new FailureException(new Failure.SourceChanged(path, how));
    }

    static FailureException unreadable(Path path, IOException cause) {
        String why = switch (cause) {
            case NoSuchFileException _ -> "it is not there";
            case AccessDeniedException _ -> "no permission to read it";
            default -> cause.getClass().getSimpleName() + ": " + cause.getMessage();
        };
        return new FailureException(new Failure.SourceUnreadable(path, why), cause);
    }

    /// The inode where there is one. Not with the device's number, as in [BasicFileAttributes#fileKey]: that of a volume
    /// may be another after a restart, and a source must not look changed for it.
    private static String key(Path path, BasicFileAttributes attributes) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS).toString();
        }
        return attributes.fileKey() == null ? "" : attributes.fileKey().toString();
    }
}
