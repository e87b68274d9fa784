package io.longshore.proof;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.longshore.model.Address;
import io.longshore.model.Hash;

/// The Merkle tree of RFC 6962, section 2.1, with SHA-256: leaves are hashed with a 0x00 before them, inner nodes with a
/// 0x01. A level of odd length passes its last node up as it is, which gives the same tree as the RFC's recursion.
public final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /// The leaf of one data item.
    public static Hash leaf(byte[] data) {
        return leaf(data, 0, data.length);
    }

    /// The leaf of a data item that stands in `data` from `offset` on.
    public static Hash leaf(byte[] data, int offset, int length) {
        MessageDigest digest = Hashes.sha256();
        digest.update(LEAF);
        digest.update(data, offset, length);
        return Hash.of(digest.digest());
    }

    /// The root over leaves in order; of none: SHA-256 of nothing.
    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hashes.sha256(new byte[0]);
        }
        List<byte[]> level = raw(leaves);
        while (level.size() > 1) {
            level = above(level);
        }
        return Hash.of(level.getFirst());
    }

    /// The root over chunk addresses as data items: the `data_root` of a wave (`src/docs/format.md` 3).
    public static Hash dataRoot(List<Address> addresses) {
        return root(addresses.stream().map(address -> leaf(address.bytes().toArray())).toList());
    }

    /// The siblings that lead from the leaf at `index` to the root, lowest first (RFC 6962, 2.1.1).
    /// @throws IndexOutOfBoundsException if there is no such leaf
    public static List<Hash> path(List<Hash> leaves, int index) {
        int position = Objects.checkIndex(index, leaves.size());
        List<Hash> siblings = new ArrayList<>();
        List<byte[]> level = raw(leaves);
        while (level.size() > 1) {
            int sibling = position ^ 1;
            if (sibling < level.size()) {
                siblings.add(Hash.of(level.get(sibling)));
            }
            level = above(level);
            position >>= 1;
        }
        return siblings;
    }

    /// For each sibling of [#path], lowest first, whether the node beside it is a right child: what a proof states as
    /// its `path`, and what a verifier derives itself from index and count.
    /// @throws IndexOutOfBoundsException if there is no such leaf
    public static List<Boolean> directions(long index, long count) {
        long position = Objects.checkIndex(index, count);
        List<Boolean> rights = new ArrayList<>();
        for (long last = count - 1; last > 0; last >>= 1) {
            boolean right = (position & 1) == 1;
            if (right || position < last) {
                rights.add(right);
            }
            position >>= 1;
        }
        return rights;
    }

    /// Whether `leaf` stands at `index` among the `count` leaves under `root`. Length and directions of the path follow
    /// from index and count; a path of another length is refused.
    public static boolean verify(Hash root, Hash leaf, long index, long count, List<Hash> siblings) {
        if (index < 0 || index >= count) {
            return false;
        }
        List<Boolean> rights = directions(index, count);
        if (rights.size() != siblings.size()) {
            return false;
        }
        MessageDigest digest = Hashes.sha256();
        byte[] node = leaf.bytes().toArray();
        for (int i = 0; i < rights.size(); i++) {
            byte[] sibling = siblings.get(i).bytes().toArray();
            node = rights.get(i) ? node(digest, sibling, node) : node(digest, node, sibling);
        }
        return Hash.of(node).equals(root);
    }

    private static List<byte[]> raw(List<Hash> leaves) {
        List<byte[]> level = new ArrayList<>(leaves.size());
        for (Hash leaf : leaves) {
            level.add(leaf.bytes().toArray());
        }
        return level;
    }

    private static List<byte[]> above(List<byte[]> level) {
        MessageDigest digest = Hashes.sha256();
        List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            above.add(node(digest, level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) {
            above.add(level.getLast());
        }
        return above;
    }

    private static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
