package io.longshore.restore;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

import io.longshore.model.Hash;

/// The plaintext leaves of a file, packed. Room is made by one thread as chunks come up, not by the count a stranger
/// wrote into the root object; each leaf is then set by whichever thread opened its chunk.
final class Leaves {
    private static final int PAGE = 4096;

    private final List<byte[]> pages = new ArrayList<>();
    private int size;

    /// Makes room for one more.
    void extend() {
        if (size % PAGE == 0) {
            pages.add(new byte[PAGE * Hash.SIZE]);
        }
        size++;
    }

    /// The page that has room for leaf `index`, for [#set] on another thread.
    byte[] page(int index) {
        return pages.get(index / PAGE);
    }

    /// Sets leaf `index` in its page.
    static void set(byte[] page, int index, Hash leaf) {
        leaf.bytes().copyTo(page, index % PAGE * Hash.SIZE);
    }

    /// All of them, in order.
    List<Hash> asList() {
        return new AbstractList<>() {
            @Override
            public Hash get(int index) {
                byte[] leaf = new byte[Hash.SIZE];
                System.arraycopy(page(index), index % PAGE * Hash.SIZE, leaf, 0, Hash.SIZE);
                return Hash.of(leaf);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
