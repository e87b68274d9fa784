package io.longshore.plan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.longshore.model.Failure;
import io.longshore.model.FileFacts;
import io.longshore.model.PortableName;
import io.longshore.model.SourceIdentity;
import io.longshore.seal.GroupObject;

/// What stands at the paths that were dropped: files, and folders with all that is below them. Links are not followed but
/// named; what cannot be read, is neither file nor folder, or could not be restored under its name everywhere is left out
/// with the reason, and the rest goes on. Names are listed in their natural order, so a scan is repeatable.
public final class FolderScan {
    private final List<Found> files = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Path> links = new ArrayList<>();
    private final Map<Path, Failure> skipped = new HashMap<>();

    private FolderScan() {}

    /// One source.
    ///
    /// @param source what it is
    /// @param facts what it will be called; its path is empty where it was dropped by itself
    public record Found(SourceIdentity source, FileFacts facts) {}

    /// One dropped folder.
    ///
    /// @param folder the folder itself: source and facts of the group object
    /// @param members its files at any depth
    /// @param emptyFolders the folders below it that hold nothing that is uploaded, as `/`-joined components
    public record Group(Found folder, List<Found> members, List<String> emptyFolders) {
        /// Keeps own copies.
        public Group {
            members = List.copyOf(members);
            emptyFolders = List.copyOf(emptyFolders);
        }
    }

    /// All that was found.
    ///
    /// @param files files that were dropped by themselves
    /// @param groups folders that were dropped
    /// @param links symbolic links, wherever they stood
    /// @param skipped what is left out, and why
    public record Scan(List<Found> files, List<Group> groups, List<Path> links, Map<Path, Failure> skipped) {
        /// Keeps own copies.
        public Scan {
            files = List.copyOf(files);
            groups = List.copyOf(groups);
            links = List.copyOf(links);
            skipped = Map.copyOf(skipped);
        }
    }

    /// Looks at the paths and below. Reads no content; nothing thrown: what fails is in [Scan#skipped].
    public static Scan of(List<Path> dropped) {
        FolderScan scan = new FolderScan();
        dropped.forEach(scan::drop);
        return new Scan(scan.files, scan.groups, scan.links, scan.skipped);
    }

    private void drop(Path path) {
        try {
            BasicFileAttributes attributes = attributes(path);
            if (attributes.isSymbolicLink()) {
                links.add(path);
                return;
            }
            Path real = path.toRealPath();
            if (!attributes.isDirectory()) {
                file(real, attributes, List.of(), files);
            } else if (named(real)) {
                Found folder = new Found(Identity.of(real, attributes), facts(real, attributes, List.of()));
                List<Found> members = new ArrayList<>();
                List<String> empty = new ArrayList<>();
                folder(real, List.of(), members, empty);
                groups.add(new Group(folder, members, empty));
            }
        } catch (IOException e) {
            skipped.put(path, Identity.unreadable(path, e).failure());
        }
    }

    /// Returns whether anything below `folder` is listed, so that the folder comes back without being named itself.
    private boolean folder(Path folder, List<String> components, List<Found> members, List<String> empty) {
        boolean any = false;
        for (Path child : children(folder)) {
            try {
                any |= child(child, components, members, empty);
            } catch (IOException e) {
                skipped.put(child, Identity.unreadable(child, e).failure());
            }
        }
        return any;
    }

    private boolean child(Path child, List<String> parents, List<Found> members, List<String> empty)
            throws IOException {
        BasicFileAttributes attributes = attributes(child);
        if (attributes.isSymbolicLink()) {
            links.add(child);
            return false;
        }
        if (!named(child)) {
            return false;
        }
        List<String> components = new ArrayList<>(parents);
        components.add(name(child));
        if (!attributes.isDirectory()) {
            return file(child, attributes, components, members);
        }
        if (!folder(child, components, members, empty)) {
            empty.add(String.join("/", components));
        }
        return true;
    }

    private List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            skipped.put(folder, Identity.unreadable(folder, e.getCause()).failure());
        } catch (IOException e) {
            skipped.put(folder, Identity.unreadable(folder, e).failure());
        }
        children.sort(null);
        return children;
    }

    private boolean file(Path path, BasicFileAttributes attributes, List<String> components, List<Found> into)
            throws IOException {
        if (!attributes.isRegularFile()) {
            skipped.put(path, new Failure.SourceUnreadable(path, "it is neither a file nor a folder"));
        } else if (!Files.isReadable(path)) {
            skipped.put(path, new Failure.SourceUnreadable(path, "no permission to read it"));
        } else if (named(path)) {
            into.add(new Found(Identity.of(path, attributes), facts(path, attributes, components)));
            return true;
        }
        return false;
    }

    /// Whether it can come back under its name.
    private boolean named(Path path) {
        String name = name(path);
        if (!isText(path) || !PortableName.accepts(name)) {
            skipped.put(path, new Failure.Unsupported("the name " + name + ", which not every system allows"));
            return false;
        }
        return true;
    }

    /// A path that is no text (bytes that are not UTF-8) would be lost when it is written down.
    private static boolean isText(Path path) {
        try {
            return path.getFileSystem().getPath(path.toString()).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        Class<? extends BasicFileAttributes> richest = path.getFileSystem().supportedFileAttributeViews()
                .contains("posix")
                        ? PosixFileAttributes.class
                        : BasicFileAttributes.class;
        return Files.readAttributes(path, richest, LinkOption.NOFOLLOW_LINKS);
    }

    private static FileFacts facts(Path path, BasicFileAttributes attributes, List<String> components) {
        boolean executable = attributes.isRegularFile() && attributes instanceof PosixFileAttributes posix
                && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        String type = attributes.isDirectory() ? GroupObject.CONTENT_TYPE : ContentType.of(name(path));
        return new FileFacts(name(path), components, toTheSecond(attributes.creationTime().toInstant()),
                toTheSecond(attributes.lastModifiedTime().toInstant()), executable, type);
    }

    private static Instant toTheSecond(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
