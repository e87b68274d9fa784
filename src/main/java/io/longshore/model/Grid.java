package io.longshore.model;

/// How a source is cut: chunks of one fixed size, the last one shorter. A source of up to 65 536 bytes has no chunks:
/// it travels inside its root object.
///
/// @param size the source's size
/// @param chunkSize bytes of plaintext in every chunk but the last; fixed when the upload is planned
public record Grid(ByteCount size, ByteCount chunkSize) {
    /// The largest source that is carried inline (`src/docs/format.md` 2).
    public static final ByteCount INLINE_LIMIT = new ByteCount(65_536);

    /// What AES-GCM adds to every sealed chunk: its tag.
    public static final int SEAL_OVERHEAD = Tag.SIZE;

    /// Checks that there is a chunk size.
    public Grid {
        if (chunkSize.value() < 1 || chunkSize.value() > Integer.MAX_VALUE - SEAL_OVERHEAD) {
            throw new IllegalArgumentException("chunk size out of range: " + chunkSize.value());
        }
    }

    /// The grid of a source of `size` bytes at a destination whose objects hold at most `maxChunk`, with chunks of
    /// `wanted` bytes if they fit.
    public static Grid of(ByteCount size, ByteCount wanted, ByteCount maxChunk) {
        return new Grid(size, new ByteCount(Math.min(wanted.value(), maxChunk.value() - SEAL_OVERHEAD)));
    }

    /// Whether the content is carried in the root object.
    public boolean inline() {
        return size.compareTo(INLINE_LIMIT) <= 0;
    }

    /// How many chunks; 0 for an inline source.
    public long count() {
        return inline() ? 0 : Math.ceilDiv(size.value(), chunkSize.value());
    }

    /// Where chunk `index` begins in the source.
    public long offset(long index) {
        return Math.multiplyExact(check(index), chunkSize.value());
    }

    /// How many bytes of plaintext chunk `index` has.
    public int length(long index) {
        return (int) Math.min(chunkSize.value(), size.value() - offset(index));
    }

    /// How many bytes chunk `index` has once sealed.
    public ByteCount sealedLength(long index) {
        return new ByteCount(length(index) + (long) SEAL_OVERHEAD);
    }

    private long check(long index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException("chunk " + index + " of " + count());
        }
        return index;
    }
}
