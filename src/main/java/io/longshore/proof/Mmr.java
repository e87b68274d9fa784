package io.longshore.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.longshore.model.ByteCount;
import io.longshore.model.Hash;

/// A Merkle mountain range: an append-only list of leaves whose root costs O(log n) to keep (`src/docs/format.md` 3).
/// Leaves stand in perfect trees ("mountains"), one for each one-bit of their count, the highest first; the root bags
/// the peaks from the right. An inner node is the hash of left and right, without a prefix. Not safe for use by several
/// threads at once.
public final class Mmr {
    /// The root of a range without leaves.
    public static final Hash EMPTY = Hash.of(new byte[Hash.SIZE]);

    private final HashFunction hash;
    private final List<Hash> peaks = new ArrayList<>();
    private long count;

    /// An empty range over SHA-256.
    public Mmr() {
        this(Hashes::sha256);
    }

    /// An empty range over another hash.
    public Mmr(HashFunction hash) {
        this.hash = hash;
    }

    /// How a leaf shows that it stands in a range.
    ///
    /// @param peaks all peaks, the highest first
    /// @param siblings from the leaf up to the peak of its mountain
    /// @param path for each sibling, whether the node beside it is a right child
    public record Proof(List<Hash> peaks, List<Hash> siblings, List<Boolean> path) {
        /// Keeps own copies.
        public Proof {
            peaks = List.copyOf(peaks);
            siblings = List.copyOf(siblings);
            path = List.copyOf(path);
        }
    }

    /// A range that was kept as its peaks, over SHA-256.
    /// @throws IllegalArgumentException unless there is a peak for each one-bit of `count`
    public static Mmr of(long count, List<Hash> peaks) {
        if (count < 0 || peaks.size() != Long.bitCount(count)) {
            throw new IllegalArgumentException(peaks.size() + " peaks for " + count + " leaves");
        }
        Mmr mmr = new Mmr();
        mmr.peaks.addAll(peaks);
        mmr.count = count;
        return mmr;
    }

    /// The leaf of a wave, with SHA-256.
    /// @param dataRoot root over its chunks
    /// @param dataSize the sum of their sealed sizes
    /// @param totalSize the sum of all data sizes of the range, this one included
    public static Hash leaf(Hash dataRoot, ByteCount dataSize, ByteCount totalSize) {
        return leaf(Hashes::sha256, dataRoot, dataSize, totalSize);
    }

    /// The same with another hash.
    public static Hash leaf(HashFunction hash, Hash dataRoot, ByteCount dataSize, ByteCount totalSize) {
        return hash.of(ByteBuffer.allocate(Hash.SIZE + 2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .put(dataRoot.bytes().toArray()).putLong(dataSize.value()).putLong(totalSize.value()).array());
    }

    /// An inner node, with SHA-256.
    public static Hash node(Hash left, Hash right) {
        return pair(Hashes::sha256, left, right);
    }

    /// The same range, to be continued by itself.
    public Mmr copy() {
        Mmr copy = new Mmr(hash);
        copy.peaks.addAll(peaks);
        copy.count = count;
        return copy;
    }

    /// Appends a leaf.
    public void append(Hash leaf) {
        Hash node = leaf;
        for (long full = count; (full & 1) == 1; full >>= 1) {
            node = pair(hash, peaks.removeLast(), node);
        }
        peaks.add(node);
        count++;
    }

    /// How many leaves there are.
    public long count() {
        return count;
    }

    /// The peaks, the highest first: all that is needed to go on.
    public List<Hash> peaks() {
        return List.copyOf(peaks);
    }

    /// The root over all leaves so far.
    public Hash root() {
        return bag(hash, peaks);
    }

    /// The proof for the leaf at `index` among all `leaves`, with SHA-256.
    /// @throws IndexOutOfBoundsException if there is no such leaf
    public static Proof prove(List<Hash> leaves, long index) {
        return prove(Hashes::sha256, leaves, index);
    }

    /// The same with another hash.
    public static Proof prove(HashFunction hash, List<Hash> leaves, long index) {
        int leaf = Math.toIntExact(Objects.checkIndex(index, (long) leaves.size()));
        List<Hash> peaks = new ArrayList<>();
        List<Hash> siblings = new ArrayList<>();
        int first = 0;
        while (first < leaves.size()) {
            int width = Integer.highestOneBit(leaves.size() - first);
            int position = leaf - first;
            List<Hash> level = leaves.subList(first, first + width);
            while (level.size() > 1) {
                if (position >= 0 && position < level.size()) {
                    siblings.add(level.get(position ^ 1));
                    position >>= 1;
                } else {
                    position = -1;
                }
                level = above(hash, level);
            }
            peaks.add(level.getFirst());
            first += width;
        }
        return new Proof(peaks, siblings, directions(index, leaves.size()));
    }

    /// Whether `leaf` stands at `index` in the range of `count` leaves with that `root`, with SHA-256. The number of peaks,
    /// the number of siblings and their sides follow from index and count; a proof that states others is refused.
    public static boolean verify(Hash root, Hash leaf, long index, long count, Proof proof) {
        return verify(Hashes::sha256, root, leaf, index, count, proof);
    }

    /// The same with another hash.
    public static boolean verify(HashFunction hash, Hash root, Hash leaf, long index, long count, Proof proof) {
        if (index < 0 || index >= count) {
            return false;
        }
        List<Boolean> rights = directions(index, count);
        if (!rights.equals(proof.path()) || rights.size() != proof.siblings().size()
                || proof.peaks().size() != Long.bitCount(count)) {
            return false;
        }
        Hash node = leaf;
        for (int i = 0; i < rights.size(); i++) {
            Hash sibling = proof.siblings().get(i);
            node = rights.get(i) ? pair(hash, sibling, node) : pair(hash, node, sibling);
        }
        return node.equals(proof.peaks().get(mountain(index, count)))
                && bag(hash, proof.peaks()).equals(root);
    }

    /// Which mountain has the leaf: as many stand before it as its count has one-bits above the highest one in which
    /// index and count differ.
    private static int mountain(long index, long count) {
        return Long.bitCount(count & ~(Long.highestOneBit(index ^ count) * 2 - 1));
    }

    /// For each sibling of the leaf at `index`, lowest first, whether the node beside it is a right child: what a proof states
    /// as its `path`, and what a verifier derives itself from index and count.
    /// @throws IndexOutOfBoundsException if there is no such leaf
    public static List<Boolean> directions(long index, long count) {
        Objects.checkIndex(index, count);
        int height = Long.numberOfTrailingZeros(Long.highestOneBit(index ^ count));
        List<Boolean> rights = new ArrayList<>(height);
        for (int level = 0; level < height; level++) {
            rights.add((index >> level & 1) == 1);
        }
        return rights;
    }

    private static List<Hash> above(HashFunction hash, List<Hash> level) {
        List<Hash> above = new ArrayList<>(level.size() / 2);
        for (int i = 0; i < level.size(); i += 2) {
            above.add(pair(hash, level.get(i), level.get(i + 1)));
        }
        return above;
    }

    private static Hash bag(HashFunction hash, List<Hash> peaks) {
        if (peaks.isEmpty()) {
            return EMPTY;
        }
        Hash bagged = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            bagged = pair(hash, peaks.get(i), bagged);
        }
        return bagged;
    }

    private static Hash pair(HashFunction hash, Hash left, Hash right) {
        return hash.of(left.bytes().toArray(), right.bytes().toArray());
    }
}
