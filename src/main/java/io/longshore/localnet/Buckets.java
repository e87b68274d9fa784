package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.longshore.model.BucketId;
import io.longshore.model.Hash;

/// The buckets of a node, each in a file named by its id. For all threads.
final class Buckets implements AutoCloseable {
    private static final String SUFFIX = ".leaves";

    private final Path folder;
    private final NodeFaults faults;
    private final Map<BucketId, Bucket> buckets = new TreeMap<>();

    private Buckets(Path folder, NodeFaults faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /// Opens the buckets in `folder`, or makes it; its parent must be there.
    static Buckets open(Path folder, NodeFaults faults) throws IOException {
        Disk.folder(folder);
        Buckets buckets = new Buckets(folder, faults);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                BucketId id = new BucketId(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
                buckets.buckets.put(id, Bucket.open(file, faults));
            }
        }
        return buckets;
    }

    /// The bucket; empty if nothing was ever committed to it.
    synchronized Optional<Bucket> find(BucketId id) {
        return Optional.ofNullable(buckets.get(id));
    }

    /// The bucket, made if need be.
    synchronized Bucket bucket(BucketId id) throws IOException {
        Bucket bucket = buckets.get(id);
        if (bucket == null) {
            bucket = Bucket.open(folder.resolve(id + SUFFIX), faults);
            buckets.put(id, bucket);
        }
        return bucket;
    }

    /// A leaf with that root in any bucket; empty if there is none.
    Optional<NodeLeaf> leaf(Hash dataRoot) {
        return all().stream().flatMap(bucket -> bucket.leaf(dataRoot).stream()).findFirst();
    }

    private synchronized Collection<Bucket> all() {
        return List.copyOf(buckets.values());
    }

    /// Deletes all buckets.
    synchronized void clear() throws IOException {
        close();
        buckets.clear();
        Disk.sweep(folder);
    }

    @Override
    public synchronized void close() throws IOException {
        for (Bucket bucket : buckets.values()) {
            bucket.close();
        }
    }
}
