package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.Path;

/// Everything a node keeps on disk.
///
/// @param folder where
/// @param chunks the chunks
/// @param acceptances which are paid
/// @param buckets which are committed
record NodeStores(Path folder, ChunkStore chunks, Acceptances acceptances, Buckets buckets) implements AutoCloseable {
    /// Opens what is in `folder`, or makes it; its parent must be there.
    /// @param discarding whether chunks' bytes are thrown away
    static NodeStores open(Path folder, boolean discarding, NodeFaults faults) throws IOException {
        Disk.folder(folder);
        ChunkStore chunks = discarding
                ? DiscardingChunkStore.open(folder.resolve("discarded.list"))
                : FileChunkStore.open(folder.resolve("chunks"));
        return new NodeStores(folder, chunks, Acceptances.open(folder.resolve("accepted.list")),
                Buckets.open(folder.resolve("buckets"), faults));
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
    }
}
