package io.longshore.seal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

import io.longshore.model.Address;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileId;
import io.longshore.model.Hash;
import io.longshore.model.Nonce;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Tag;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Seals and opens the chunks of one file (`src/docs/format.md` 2). Sealing is deterministic: the nonce derives from key,
/// place and content, so what the second pass makes of the same bytes is what the first planned. Keeps no state between
/// calls; safe on any thread, with buffers of the caller's own.
public final class ChunkCipher {
    private static final byte[] LABEL = "longshore/v1/chunk".getBytes(US_ASCII);

    private final FileKeys keys;
    private final FileId file;
    private final long count;

    /// For a file of `count` chunks.
    public ChunkCipher(FileKeys keys, FileId file, long count) {
        this.keys = keys;
        this.file = file;
        this.count = count;
    }

    /// The plaintext leaf of a chunk: what the file root is made of and the nonce depends on.
    public Hash leaf(byte[] plain, int length) {
        return MerkleTree.leaf(plain, 0, length);
    }

    /// Plans chunk `index`, the first `length` bytes of `plain`. `scratch` takes the sealed chunk and has room for
    /// `length` + 16 bytes; nobody is to send them.
    public PlannedChunk plan(long index, byte[] plain, int length, byte[] scratch) {
        return planWithLeaf(index, leaf(plain, length), plain, length, scratch);
    }

    /// As [#plan], where the leaf is known already.
    public PlannedChunk planWithLeaf(long index, Hash leaf, byte[] plain, int length, byte[] scratch) {
        byte[] aad = aad(index);
        Nonce nonce = keys.nonce(aad, leaf.bytes().toArray());
        Gcm.seal(keys.sealing(), nonce, aad, plain, length, scratch);
        MessageDigest digest = Hashes.sha256();
        digest.update(scratch, 0, length + Tag.SIZE);
        return new PlannedChunk(index, index, nonce, tag(scratch, length), Address.of(digest.digest()), leaf);
    }

    /// Seals a planned chunk again. True: the first `length` + 16 bytes of `out` are the planned sealed chunk. False: the
    /// tag is another, so the source has changed; `out` is zeroed and nothing of it may leave.
    public boolean sealAgain(PlannedChunk planned, byte[] plain, int length, byte[] out) {
        Gcm.seal(keys.sealing(), planned.nonce(), aad(planned.sealedAs()), plain, length, out);
        if (tag(out, length).equals(planned.tag())) {
            return true;
        }
        Arrays.fill(out, (byte) 0);
        return false;
    }

    /// Opens a sealed chunk of `length` bytes into `out`, which gets 16 fewer. Success means that these are the bytes that
    /// were sealed at this place of this file, whoever delivered them.
    /// @throws FailureException `Corrupt`, with `out` wiped, if they are not
    public void open(Entry entry, byte[] sealed, int length, byte[] out) throws FailureException {
        if (!Gcm.open(keys.sealing(), entry.nonce(), aad(entry.sealedAs()), sealed, 0, length, out)) {
            throw new FailureException(new Failure.Corrupt("chunk " + entry.address(), "it does not open"));
        }
    }

    private byte[] aad(long index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("chunk " + index + " of " + count);
        }
        return ByteBuffer.allocate(LABEL.length + FileId.SIZE + 2 * Long.BYTES).put(LABEL)
                .put(file.bytes().toArray()).putLong(index).putLong(count).array();
    }

    private static Tag tag(byte[] sealed, int length) {
        return new Tag(Bytes.of(sealed, length, Tag.SIZE));
    }
}
