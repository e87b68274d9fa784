package io.longshore.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;
import io.longshore.model.Nonce;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Tag;

/// Planned chunks as bytes: for each nonce (12) || tag (16) || address (32) || sealed_as u64, in order of index
/// (`src/docs/format.md` 5). Their leaves stand apart, 32 bytes each.
final class PackedChunks {
    /// Bytes of one chunk.
    static final int WIDTH = Nonce.SIZE + Tag.SIZE + Address.SIZE + Long.BYTES;

    private PackedChunks() {}

    /// Packs chunks without their leaves.
    static Bytes pack(List<PlannedChunk> chunks) {
        ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(WIDTH, chunks.size()));
        for (PlannedChunk chunk : chunks) {
            packed.put(chunk.nonce().bytes().toArray()).put(chunk.tag().bytes().toArray())
                    .put(chunk.address().bytes().toArray()).putLong(chunk.sealedAs());
        }
        return Bytes.of(packed.array());
    }

    /// Packs leaves.
    static Bytes packLeaves(List<Hash> leaves) {
        ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(Hash.SIZE, leaves.size()));
        leaves.forEach(leaf -> packed.put(leaf.bytes().toArray()));
        return Bytes.of(packed.array());
    }

    /// How many chunks these are.
    /// @throws IllegalArgumentException if they are not whole
    static int count(Bytes packed) {
        if (packed.size() == 0 || packed.size() % WIDTH != 0) {
            throw new IllegalArgumentException("packed chunks of " + packed.size() + " bytes");
        }
        return packed.size() / WIDTH;
    }

    /// The address of chunk `at` of those packed.
    static Address address(Bytes packed, int at) {
        int from = at * WIDTH + Nonce.SIZE + Tag.SIZE;
        return new Address(packed.slice(from, from + Address.SIZE));
    }

    /// What chunk `at` of those packed is sealed as.
    static long sealedAs(Bytes packed, int at) {
        int from = (at + 1) * WIDTH - Long.BYTES;
        return ByteBuffer.wrap(packed.slice(from, from + Long.BYTES).toArray()).getLong();
    }

    /// Adds the chunks of those packed from place `from` to place `to` (exclusive), the first of all having index `first`.
    static void unpack(byte[] packed, byte[] leaves, long first, int from, int to, List<PlannedChunk> into) {
        for (int at = from; at < to; at++) {
            ByteBuffer chunk = ByteBuffer.wrap(packed, at * WIDTH, WIDTH);
            into.add(new PlannedChunk(first + at, chunk.getLong((at + 1) * WIDTH - Long.BYTES),
                    new Nonce(take(chunk, Nonce.SIZE)), new Tag(take(chunk, Tag.SIZE)),
                    new Address(take(chunk, Address.SIZE)), Hash.of(slice(leaves, at))));
        }
    }

    /// The leaves.
    static List<Hash> leaves(byte[] packed) {
        List<Hash> leaves = new ArrayList<>(packed.length / Hash.SIZE);
        for (int at = 0; at < packed.length / Hash.SIZE; at++) {
            leaves.add(Hash.of(slice(packed, at)));
        }
        return leaves;
    }

    private static byte[] slice(byte[] leaves, int at) {
        return Arrays.copyOfRange(leaves, at * Hash.SIZE, (at + 1) * Hash.SIZE);
    }

    private static Bytes take(ByteBuffer from, int size) {
        byte[] taken = new byte[size];
        from.get(taken);
        return Bytes.of(taken);
    }
}
