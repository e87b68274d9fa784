package io.longshore.plan;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.DestinationKind;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.IndexObject;
import io.longshore.model.PlannedChunk;
import io.longshore.model.UploadPlan;
import io.longshore.proof.MerkleTree;
import io.longshore.seal.Entry;
import io.longshore.seal.FileKeys;
import io.longshore.seal.IndexSealer;

/// Makes the index objects of one upload once all its chunks are planned, each whole in a file of its own that is forced
/// to disk, and finds the upload's handle. Doing it again gives the same bytes under the same names, so a run that was
/// killed in between leaves nothing to clean up. For one thread.
public final class Indexer {
    private final UploadPlan plan;
    private final DestinationKind kind;
    private final Path folder;
    private final IndexSealer sealer;
    private final List<IndexObject> objects = new ArrayList<>();

    /// @param kind where the upload goes, for its handle
    /// @param folder where the files are put; made if it is not there
    public Indexer(UploadPlan plan, FileKeys keys, DestinationKind kind, Path folder) {
        this.plan = plan;
        this.kind = kind;
        this.folder = folder;
        this.sealer = new IndexSealer(plan, keys);
    }

    /// What was made.
    ///
    /// @param objects table pages in order, then the root object
    /// @param handle where the upload begins
    public record Index(List<IndexObject> objects, Handle handle) {
        /// Keeps an own copy.
        public Index {
            objects = List.copyOf(objects);
        }
    }

    /// Where planned chunks are read back from, some at a time.
    @FunctionalInterface
    public interface Planned {
        /// The planned chunks from `first` (inclusive), at most `most` of them, in order.
        List<PlannedChunk> chunks(long first, int most) throws FailureException;
    }

    /// Indexes a source in chunks.
    /// @param planned all its chunks
    /// @param leaves their plaintext leaves, in order
    /// @throws FailureException `LocalFailure` when the files cannot be written, and what `planned` throws
    public Index chunked(Planned planned, List<Hash> leaves) throws FailureException {
        objects.clear();
        sealer.chunked((first, count) -> entries(planned.chunks(first, count), first, count), MerkleTree.root(leaves),
                this::keep);
        return index();
    }

    /// Indexes a source that is carried in its root object: a small file, or the list of a group.
    /// @throws FailureException `LocalFailure` when the file cannot be written
    public Index inline(byte[] content) throws FailureException {
        objects.clear();
        sealer.inline(content, this::keep);
        return index();
    }

    private static List<Entry> entries(List<PlannedChunk> chunks, long first, int count) {
        if (chunks.size() != count || chunks.getFirst().index() != first) {
            throw new IllegalStateException("chunks from " + first + ": " + chunks.size() + " of " + count);
        }
        return chunks.stream().map(Entry::of).toList();
    }

    private Index index() throws FailureException {
        try {
            force(folder);
        } catch (IOException e) {
            throw failed(folder, e);
        }
        return new Index(objects, new Handle(kind, objects.getLast().address()));
    }

    private void keep(int ordinal, Address address, byte[] sealed, boolean root) throws FailureException {
        Path file = folder.resolve(plan.upload().bytes().hex() + "-" + ordinal);
        try {
            Files.createDirectories(folder);
            // A stream, not a channel: an interrupt would close that in the middle.
            try (FileOutputStream stream = new FileOutputStream(file.toFile())) {
                stream.write(sealed);
                stream.getFD().sync();
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        objects.add(new IndexObject(plan.upload(), ordinal, address, new ByteCount(sealed.length), file, root));
    }

    /// Makes the names in the folder durable, where the system has a way to.
    private static void force(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static FailureException failed(Path path, IOException cause) {
        return new FailureException(new Failure.LocalFailure(path.toString(),
                cause.getClass().getSimpleName() + ": " + cause.getMessage()), cause);
    }
}
