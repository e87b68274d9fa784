package io.longshore.restore;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.proof.MerkleTree;
import io.longshore.seal.ChunkCipher;
import io.longshore.seal.Entry;
import io.longshore.seal.FileKeys;
import io.longshore.seal.RootCodec;
import io.longshore.seal.RootObject;
import io.longshore.seal.RootObject.Content;
import io.longshore.seal.Table;
import io.longshore.seal.Vault;

/// One stored file whose root object is open. Closing it destroys its keys. For one thread.
final class SealedFile implements AutoCloseable {
    /// The largest object that is taken into memory, and so the largest chunk: twice that of the largest profile.
    private static final ByteCount LARGEST = ByteCount.mebibytes(64);

    private final Fetcher fetcher;
    private final RootCodec.Opened opened;
    private final RootObject root;

    private SealedFile(Fetcher fetcher, RootCodec.Opened opened) {
        this.fetcher = fetcher;
        this.opened = opened;
        this.root = opened.root();
    }

    /// Fetches and opens the root object a handle leads to.
    static SealedFile open(Handle handle, Fetcher fetcher, Vault vault) throws FailureException {
        return new SealedFile(fetcher, fetcher.fetch("root object " + handle, handle.root(), LARGEST,
                sealed -> RootCodec.open(sealed, vault)));
    }

    /// What its root object says.
    RootObject root() {
        return root;
    }

    /// The list of a group.
    /// @throws FailureException `Corrupt` if it is not what its file root says
    Bytes list() throws FailureException {
        if (!(root.content() instanceof Content.Inline(Bytes list))) {
            throw new FailureException(new Failure.Corrupt("group object", "its list is not in it"));
        }
        requireRoot(inlineRoot(list));
        return list;
    }

    /// Brings its content to `path`, where it appears whole or not at all.
    void restore(Path path, boolean overwrite, RandomGenerator random) throws FailureException {
        try (TemporaryFile file = TemporaryFile.of(path, random)) {
            requireRoot(switch (root.content()) {
                case Content.Inline(Bytes bytes) -> write(bytes, file);
                case Content.Entries(List<Entry> entries) -> write(entries, file);
                case Content.Pages pages -> write(pages, file);
            });
            file.place(root.facts(), root.size(), overwrite);
        }
    }

    @Override
    public void close() {
        opened.keys().destroy();
    }

    private static Hash write(Bytes content, TemporaryFile file) throws FailureException {
        file.write(0, content.toArray(), content.size());
        return inlineRoot(content);
    }

    private Hash write(List<Entry> entries, TemporaryFile file) throws FailureException {
        try (ChunkFlow flow = flow(file)) {
            flow.add(entries);
            return flow.finish();
        }
    }

    private Hash write(Content.Pages pages, TemporaryFile file) throws FailureException {
        Table table = new Table(keys(), opened.header().file(), root.count(), pages.perPage());
        try (ChunkFlow flow = flow(file)) {
            for (int number = 0; number < table.pages(); number++) {
                int page = number;
                Table.Page place = pages.pages().get(page);
                ByteCount size = new ByteCount((long) table.length(page) * Entry.SIZE + Grid.SEAL_OVERHEAD);
                flow.add(fetcher.fetch("table page " + page, place.address(), size,
                        sealed -> table.open(page, place.nonce(), sealed)));
            }
            return flow.finish();
        }
    }

    private ChunkFlow flow(TemporaryFile file) throws FailureException {
        Grid grid = root.grid();
        if (grid.sealedLength(0).compareTo(LARGEST) > 0 || grid.count() > Integer.MAX_VALUE) {
            throw new FailureException(new Failure.Unsupported(
                    "a file of " + grid.count() + " chunks of " + grid.chunkSize()));
        }
        return new ChunkFlow(fetcher, new ChunkCipher(keys(), opened.header().file(), grid.count()), grid, file);
    }

    private FileKeys keys() {
        return opened.keys();
    }

    private void requireRoot(Hash found) throws FailureException {
        if (!found.equals(root.root())) {
            throw new FailureException(new Failure.Corrupt("file", "its content does not give its file root"));
        }
    }

    private static Hash inlineRoot(Bytes content) {
        return MerkleTree.root(content.size() == 0 ? List.of() : List.of(MerkleTree.leaf(content.toArray())));
    }
}
