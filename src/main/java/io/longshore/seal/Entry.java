package io.longshore.seal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Nonce;
import io.longshore.model.PlannedChunk;

/// What a table says of one chunk: where it is and how to open it. Packed it is nonce || address || sealed_as u64.
///
/// @param nonce the nonce it is sealed with
/// @param address its content hash
/// @param sealedAs its own index, or that of the earlier chunk with the same content, whose nonce and address it repeats
public record Entry(Nonce nonce, Address address, long sealedAs) {
    /// How many bytes it has when packed.
    public static final int SIZE = Nonce.SIZE + Address.SIZE + Long.BYTES;

    /// The entry of a planned chunk.
    public static Entry of(PlannedChunk chunk) {
        return new Entry(chunk.nonce(), chunk.address(), chunk.sealedAs());
    }

    /// The entries, packed one after the other.
    public static byte[] pack(List<Entry> entries) {
        ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(entries.size(), SIZE));
        for (Entry entry : entries) {
            packed.put(entry.nonce.bytes().toArray()).put(entry.address.bytes().toArray()).putLong(entry.sealedAs);
        }
        return packed.array();
    }

    /// Reads `count` packed entries, the first of which is of chunk `first`.
    /// @throws FailureException `Corrupt` if there are more or fewer, or one refers to a later chunk
    public static List<Entry> unpack(byte[] packed, long first, int count) throws FailureException {
        if (packed.length != (long) count * SIZE) {
            throw new FailureException(
                    new Failure.Corrupt("chunk table", packed.length + " bytes for " + count + " entries"));
        }
        ByteBuffer from = ByteBuffer.wrap(packed);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] nonce = new byte[Nonce.SIZE];
            byte[] address = new byte[Address.SIZE];
            from.get(nonce).get(address);
            long sealedAs = from.getLong();
            if (sealedAs < 0 || sealedAs > first + i) {
                throw new FailureException(
                        new Failure.Corrupt("chunk table", "chunk " + (first + i) + " refers to " + sealedAs));
            }
            entries.add(new Entry(Nonce.of(nonce), Address.of(address), sealedAs));
        }
        return entries;
    }
}
