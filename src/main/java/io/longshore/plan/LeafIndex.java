package io.longshore.plan;

import java.util.Arrays;

import io.longshore.model.Hash;

/// Where in a file each plaintext leaf stands first. Grows with the distinct chunks only: about 50 bytes for each, so
/// some 13 MB for 1 TiB in chunks of 4 MiB. For one thread.
final class LeafIndex {
    private static final int WORDS = Hash.SIZE / Long.BYTES;
    private static final int SLOTS = 64;

    private long[] leaves = new long[SLOTS / 2 * WORDS];
    private long[] firsts = new long[SLOTS / 2];
    /// Open addressing: the number of an entry plus one, or 0 where the slot is free. At most half are taken.
    private int[] slots = new int[SLOTS];
    private int size;

    /// Returns the index of the first chunk with that leaf: an earlier one, or `index` itself, which is then remembered.
    long first(Hash leaf, long index) {
        long[] words = words(leaf);
        int slot = slot(words, 0);
        if (slots[slot] != 0) {
            return firsts[slots[slot] - 1];
        }
        if (2 * (size + 1) > slots.length) {
            grow();
            slot = slot(words, 0);
        }
        System.arraycopy(words, 0, leaves, size * WORDS, WORDS);
        firsts[size] = index;
        slots[slot] = ++size;
        return index;
    }

    /// The slot that holds the leaf at `at` in `words`, or the free one where it belongs.
    private int slot(long[] words, int at) {
        int mask = slots.length - 1;
        int slot = (int) words[at] & mask;
        while (slots[slot] != 0 && !Arrays.equals(words, at, at + WORDS, leaves, (slots[slot] - 1) * WORDS,
                slots[slot] * WORDS)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        slots = new int[Math.multiplyExact(slots.length, 2)];
        leaves = Arrays.copyOf(leaves, Math.multiplyExact(leaves.length, 2));
        firsts = Arrays.copyOf(firsts, firsts.length * 2);
        for (int entry = 0; entry < size; entry++) {
            slots[slot(leaves, entry * WORDS)] = entry + 1;
        }
    }

    private static long[] words(Hash leaf) {
        byte[] bytes = leaf.bytes().toArray();
        long[] words = new long[WORDS];
        for (int i = 0; i < bytes.length; i++) {
            words[i / Long.BYTES] = words[i / Long.BYTES] << 8 | bytes[i] & 0xff;
        }
        return words;
    }
}
