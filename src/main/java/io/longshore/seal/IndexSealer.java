package io.longshore.seal;

import java.util.ArrayList;
import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.model.UploadPlan;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.seal.RootObject.Content;

/// Makes the index objects of one upload: table pages where the root object has no room for all entries, then the root
/// object. Deterministic, so that running it again after a crash gives the same bytes; holds one page at a time.
public final class IndexSealer {
    private final UploadPlan plan;
    private final FileKeys keys;

    /// For one upload.
    public IndexSealer(UploadPlan plan, FileKeys keys) {
        this.plan = plan;
        this.keys = keys;
    }

    /// Takes sealed index objects, one by one.
    @FunctionalInterface
    public interface Sink {
        /// Takes one.
        /// @param ordinal its number: pages from 0, the root object last
        /// @param address its content hash
        /// @param sealed its bytes, whole
        /// @param root whether it is the root object
        void take(int ordinal, Address address, byte[] sealed, boolean root) throws FailureException;
    }

    /// Where the entries of chunks are read from, at most a page at a time.
    @FunctionalInterface
    public interface Entries {
        /// The entries of `count` chunks from `first` on.
        List<Entry> of(long first, int count) throws FailureException;
    }

    /// The index of a source in chunks.
    /// @param entries the entries of all chunks; each is asked for once, in order
    /// @param root the file root
    public void chunked(Entries entries, Hash root, Sink sink) throws FailureException {
        Grid grid = plan.grid();
        if (grid.inline()) {
            throw new IllegalArgumentException("a source of " + grid.size().value() + " bytes has no chunks");
        }
        if (grid.count() <= RootObject.MAX_ENTRIES) {
            Content content = new Content.Entries(take(entries, 0, (int) grid.count()));
            sealRoot(0, grid.size(), root, content, sink);
            return;
        }
        int perPage = Table.entriesPerPage(grid);
        Table table = new Table(keys, plan.file(), grid.count(), perPage);
        List<Table.Page> pages = new ArrayList<>();
        for (int page = 0; page < table.pages(); page++) {
            Table.SealedPage sealed = table.seal(page, take(entries, table.first(page), table.length(page)));
            sink.take(page, sealed.page().address(), sealed.bytes(), false);
            pages.add(sealed.page());
        }
        sealRoot(pages.size(), grid.size(), root, new Content.Pages(perPage, pages), sink);
    }

    /// The index of a source that is carried inline: a small file, or a group's list.
    public void inline(byte[] content, Sink sink) throws FailureException {
        Grid grid = plan.grid();
        if (plan.kind() == UploadPlan.Kind.FILE && (!grid.inline() || grid.size().value() != content.length)) {
            throw new IllegalArgumentException(content.length + " bytes of a source of " + grid.size().value());
        }
        List<Hash> leaves = content.length == 0 ? List.of() : List.of(MerkleTree.leaf(content));
        sealRoot(0, new ByteCount(content.length), MerkleTree.root(leaves), new Content.Inline(Bytes.of(content)),
                sink);
    }

    private void sealRoot(int ordinal, ByteCount size, Hash root, Content content, Sink sink) throws FailureException {
        FileFacts facts = switch (plan.kind()) {
            case FILE -> plan.facts();
            case GROUP -> GroupObject.facts(plan.facts());
        };
        RootObject object = new RootObject(facts, plan.group(), size, plan.grid().chunkSize(), root, content);
        byte[] sealed = RootCodec.seal(object, new RootCodec.Header(plan.drive(), plan.file(),
                new Wrapping.Wrapped(plan.enc(), plan.wrappedDek())), keys);
        sink.take(ordinal, new Address(Hashes.sha256(sealed).bytes()), sealed, true);
    }

    private static List<Entry> take(Entries entries, long first, int count) throws FailureException {
        List<Entry> taken = entries.of(first, count);
        if (taken.size() != count) {
            throw new IllegalArgumentException(taken.size() + " entries for " + count + " chunks");
        }
        return taken;
    }
}
