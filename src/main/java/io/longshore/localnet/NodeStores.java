package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.Path;

import io.longshore.model.FailureException;

/// Everything a node keeps on disk.
///
/// @param folder where
/// @param lock keeps it to this node
/// @param chunks the chunks
/// @param acceptances which are paid
/// @param buckets which are committed
record NodeStores(Path folder, FolderLock lock, ChunkStore chunks, Acceptances acceptances,
        Buckets buckets) implements AutoCloseable {
    /// Opens what is in `folder`, or makes it; its parent must be there.
    /// @param discarding whether chunks' bytes are thrown away
    /// @throws FailureException `DataFolderInUse` if a node has it already
    static NodeStores open(Path folder, boolean discarding, NodeFaults faults) throws IOException, FailureException {
        Disk.folder(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            ChunkStore chunks = discarding
                    ? DiscardingChunkStore.open(folder.resolve("discarded.list"))
                    : FileChunkStore.open(folder.resolve("chunks"));
            return new NodeStores(folder, lock, chunks, Acceptances.open(folder.resolve("accepted.list")),
                    Buckets.open(folder.resolve("buckets"), faults));
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /// Deletes chunks and buckets. What was paid stays paid.
    void empty() throws IOException {
        buckets.clear();
        chunks.clear();
    }

    @Override
    public void close() throws IOException {
        buckets.close();
        acceptances.close();
        chunks.close();
        lock.close();
    }
}
