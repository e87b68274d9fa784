package io.longshore.seal;

import java.nio.ByteBuffer;
import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.Nonce;
import io.longshore.model.Tag;
import io.longshore.proof.Hashes;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// The table of a file's chunks, cut into sealed pages (`src/docs/format.md` 2): made when there are more entries than the
/// root object carries itself. Safe on any thread.
public final class Table {
    /// The most entries a page has, however large the chunks are.
    public static final int MAX_ENTRIES = 16_384;

    private static final byte[] LABEL = "longshore/v1/table".getBytes(US_ASCII);

    private final FileKeys keys;
    private final FileId file;
    private final long count;
    private final int perPage;
    private final int pages;

    /// The table of a file of `count` chunks with `perPage` entries on every page but the last.
    public Table(FileKeys keys, FileId file, long count, int perPage) {
        this.keys = keys;
        this.file = file;
        this.count = count;
        this.perPage = perPage;
        this.pages = Math.toIntExact(Math.ceilDiv(count, perPage));
    }

    /// Where a page is and how to open it.
    ///
    /// @param nonce the nonce it is sealed with
    /// @param address its content hash
    public record Page(Nonce nonce, Address address) {}

    /// A page on its way out.
    ///
    /// @param page how the root object refers to it
    /// @param bytes the sealed page, whole
    record SealedPage(Page page, byte[] bytes) {}

    /// How many entries a page of a file with that grid has: as many as fit what a chunk holds, at most 16 384.
    public static int entriesPerPage(Grid grid) {
        return (int) Math.min(MAX_ENTRIES, grid.chunkSize().value() / Entry.SIZE);
    }

    /// How many pages there are.
    public int pages() {
        return pages;
    }

    /// The index of the first chunk on a page.
    public long first(int page) {
        return (long) page * perPage;
    }

    /// How many entries a page has.
    public int length(int page) {
        return (int) Math.min(perPage, count - first(page));
    }

    SealedPage seal(int page, List<Entry> entries) {
        byte[] aad = aad(page);
        byte[] packed = Entry.pack(entries);
        Nonce nonce = keys.nonce(aad, Hashes.sha256(packed).bytes().toArray());
        byte[] sealed = Gcm.seal(keys.sealing(), nonce, aad, packed);
        return new SealedPage(new Page(nonce, new Address(Hashes.sha256(sealed).bytes())), sealed);
    }

    /// Opens a page.
    /// @throws FailureException `Corrupt` if it is not that page of this file, or not of the right length
    public List<Entry> open(int page, Nonce nonce, byte[] sealed) throws FailureException {
        byte[] aad = aad(page);
        byte[] packed = new byte[Math.max(0, sealed.length - Tag.SIZE)];
        if (!Gcm.open(keys.sealing(), nonce, aad, sealed, 0, sealed.length, packed)) {
            throw new FailureException(new Failure.Corrupt("table page " + page, "it does not open"));
        }
        return Entry.unpack(packed, first(page), length(page));
    }

    private byte[] aad(int page) {
        if (page < 0 || page >= pages) {
            throw new IndexOutOfBoundsException("table page " + page + " of " + pages);
        }
        return ByteBuffer.allocate(LABEL.length + FileId.SIZE + 2 * Integer.BYTES).put(LABEL)
                .put(file.bytes().toArray()).putInt(page).putInt(pages).array();
    }
}
