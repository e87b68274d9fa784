package io.longshore.seal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileId;
import io.longshore.model.Hash;
import io.longshore.model.Nonce;
import io.longshore.model.Tag;
import io.longshore.proof.Hashes;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Seals the plaintext leaves of a stretch of chunks for the journal (`src/docs/format.md` 5): with them in clear, an export
/// would tell anyone who has a file whether it was uploaded. Safe on any thread.
public final class LeafSeal {
    private static final byte[] LABEL = "longshore/v1/leaves".getBytes(US_ASCII);

    private final FileKeys keys;
    private final FileId file;

    /// For the chunks of one file.
    public LeafSeal(FileKeys keys, FileId file) {
        this.keys = keys;
        this.file = file;
    }

    /// Seals the leaves of the chunks from `first` on; the same leaves always give the same bytes.
    public Bytes seal(long first, List<Hash> leaves) {
        byte[] plain = new byte[Math.multiplyExact(leaves.size(), Hash.SIZE)];
        for (int i = 0; i < leaves.size(); i++) {
            leaves.get(i).bytes().copyTo(plain, i * Hash.SIZE);
        }
        byte[] aad = aad(first, leaves.size());
        Nonce nonce = keys.nonce(aad, Hashes.sha256(plain).bytes().toArray());
        byte[] ciphertext = Gcm.seal(keys.journal(), nonce, aad, plain);
        return Bytes.of(ByteBuffer.allocate(Nonce.SIZE + ciphertext.length).put(nonce.bytes().toArray())
                .put(ciphertext).array());
    }

    /// Opens the leaves of `count` chunks from `first` on.
    /// @throws FailureException `Corrupt` if they are not these
    public List<Hash> open(long first, int count, Bytes sealed) throws FailureException {
        byte[] plain = new byte[Math.multiplyExact(count, Hash.SIZE)];
        int length = sealed.size() - Nonce.SIZE;
        if (length != plain.length + Tag.SIZE || !Gcm.open(keys.journal(), new Nonce(sealed.slice(0, Nonce.SIZE)),
                aad(first, count), sealed.toArray(), Nonce.SIZE, length, plain)) {
            throw new FailureException(new Failure.Corrupt("leaves of chunk " + first + " and on", "do not open"));
        }
        List<Hash> leaves = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            leaves.add(new Hash(Bytes.of(plain, i * Hash.SIZE, Hash.SIZE)));
        }
        return leaves;
    }

    private byte[] aad(long first, long count) {
        return ByteBuffer.allocate(LABEL.length + FileId.SIZE + 2 * Long.BYTES).put(LABEL)
                .put(file.bytes().toArray()).putLong(first).putLong(count).array();
    }
}
