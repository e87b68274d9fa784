package io.longshore.restore;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.PortableName;

/// Finds where a restored file goes, never outside the target: names are hostile until checked, and below the target no
/// link is followed.
final class Place {
    private Place() {}

    /// Where a file or group called `name` goes: into `target` where that is a folder, else it is `target` itself, whose
    /// parent must be a folder. The target is the user's own word, so links in it are followed.
    /// @throws FailureException `HostileName`; `NotFound` when the parent is missing
    static Path of(Path target, String name) throws FailureException {
        checkName(name);
        Path absolute = target.toAbsolutePath().normalize();
        try {
            if (Files.isDirectory(absolute)) {
                return child(absolute.toRealPath(), name);
            }
            Path parent = absolute.getParent();
            if (parent == null || !Files.isDirectory(parent)) {
                throw new FailureException(new Failure.NotFound("folder " + parent));
            }
            return parent.toRealPath().resolve(absolute.getFileName());
        } catch (IOException e) {
            throw local(absolute, e);
        }
    }

    /// The path of `components` below `base`; makes the folders on the way (all but the last component), and `base`.
    /// @throws FailureException `HostileName`; `Exists` when a link or file stands where a folder must be
    static Path below(Path base, List<String> components) throws FailureException {
        for (String component : components) {
            checkName(component);
        }
        Path path = base;
        for (String component : components) {
            folder(path);
            path = child(path, component);
        }
        return path;
    }

    /// Makes a folder, or finds one that is no link.
    /// @throws FailureException `Exists` when something else stands there
    static void folder(Path path) throws FailureException {
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new FailureException(new Failure.Exists(path), e);
            }
        } catch (IOException e) {
            throw local(path, e);
        }
    }

    /// The components of a path in a group, which has them joined by `/`.
    static List<String> components(String path) {
        return List.of(path.split("/", -1));
    }

    /// A failure of this machine's file system at `path`.
    static FailureException local(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new FailureException(new Failure.NotFound(path.toString()), cause);
        }
        return new FailureException(new Failure.LocalFailure(path.toString(),
                cause.getClass().getSimpleName() + ": " + cause.getMessage()), cause);
    }

    /// Refuses a root object that asks for hostile names, whether or not they are used.
    /// @throws FailureException `HostileName`
    static void checkNames(FileFacts facts) throws FailureException {
        checkName(facts.name());
        for (String component : facts.path()) {
            checkName(component);
        }
    }

    /// Finds out before the first chunk is fetched that the place is taken; [TemporaryFile#place] makes sure of it again.
    /// @throws FailureException `Exists`
    static void requireFree(Path path, boolean overwrite) throws FailureException {
        boolean taken = overwrite
                ? Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                : Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (taken) {
            throw new FailureException(new Failure.Exists(path));
        }
    }

    private static void checkName(String name) throws FailureException {
        if (!PortableName.accepts(name)) {
            throw new FailureException(new Failure.HostileName(name));
        }
    }

    /// A name that this system's file system cannot even express (`?` on Windows) is refused as well.
    private static Path child(Path folder, String name) throws FailureException {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new FailureException(new Failure.HostileName(name), e);
        }
    }
}
