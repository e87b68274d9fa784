package io.longshore.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Known answers of web3-storage, whose networks hash with BLAKE2b-256. The root over the hashes of the bytes 1, 2 and 3 is
/// pinned by that project's own suites (`crates/primitives/storage`, `packages/core`); the others were computed by another
/// implementation from its description, over files whose byte i is i mod 251, in chunks of 256 KiB.
class Web3StorageVectorsTest {
    private static final int CHUNK = 262_144;

    private static Hash root(int size) {
        List<Hash> chunks = new ArrayList<>();
        for (int from = 0; from == 0 || from < size; from += CHUNK) {
            byte[] chunk = new byte[Math.min(CHUNK, size - from)];
            for (int i = 0; i < chunk.length; i++) {
                chunk[i] = (byte) ((from + i) % 251);
            }
            chunks.add(Hashes.blake2b256(chunk));
        }
        return PaddedTree.root(Hashes::blake2b256, chunks);
    }

    @Test
    void theRootThatBothUpstreamSuitesPin() {
        List<Hash> chunks = List.of(Hashes.blake2b256(new byte[]{1}), Hashes.blake2b256(new byte[]{2}),
                Hashes.blake2b256(new byte[]{3}));
        assertEquals(Hash.of("b00ba4725e9a6c357dfffcf32d0ea9f2b73418705bdab4ea5a602cac23fbc650"),
                PaddedTree.root(Hashes::blake2b256, chunks));
    }

    @Test
    void theRootsOfFiles() {
        Map<Integer, String> known = new TreeMap<>(Map.of(
                0, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
                1, "03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314",
                262_144, "cf154c47ef5ba3ba0e59ec362634617821a3bcad5681e962bb3d50f63fbc7d68",
                262_145, "1d96ccd82ee4400e049861ad7f512144e449d4a45eab5f0b33ec6167fec8abd0",
                600_000, "945808772a6cc8a5fde4de3f208e6e95c59dfd1f698a256b78c5b7f70a24a746"));
        known.forEach((size, root) -> assertEquals(Hash.of(root), root(size), () -> size + " bytes"));
    }

    private static final List<Integer> SIZES = List.of(1, 262_144, 262_145, 600_000, 5);
    private static final List<String> ROOTS = List.of(
            "8e1b9e27d9f9b9954968212ae6e6662ac8b673f072e2f37f940f950e58538c25",
            "41e6dd3794404bd5164b59d9c2a7fc8decbaacdbb92c708a14d2620ca4015745",
            "a2cbe96c936212639b98d6e0374819d8ee6bcb46d19d873a1dfe47812329395d",
            "5c784ac5a72eeafb8bea51ede78bb5dd705df02a69ad89340e7fa3d6c2679cda",
            "abebd9b4fdb03ec455cffb338d5a23a53b1741ae8cec31e9a421fb12305404c7");

    private static List<Hash> leaves() {
        List<Hash> leaves = new ArrayList<>();
        long total = 0;
        for (int size : SIZES) {
            total += size;
            leaves.add(Mmr.leaf(Hashes::blake2b256, root(size), new ByteCount(size), new ByteCount(total)));
        }
        return leaves;
    }

    @Test
    void theRootAfterEachLeaf() {
        Mmr mmr = new Mmr(Hashes::blake2b256);
        List<Hash> leaves = leaves();
        for (int i = 0; i < leaves.size(); i++) {
            mmr.append(leaves.get(i));
            assertEquals(Hash.of(ROOTS.get(i)), mmr.root(), "after " + (i + 1));
        }
    }

    @Test
    void theirProofsVerifyWithTheirHashOnly() {
        List<Hash> leaves = leaves();
        Hash root = Hash.of(ROOTS.getLast());
        for (int index = 0; index < leaves.size(); index++) {
            Mmr.Proof proof = Mmr.prove(Hashes::blake2b256, leaves, index);
            assertTrue(Mmr.verify(Hashes::blake2b256, root, leaves.get(index), index, leaves.size(), proof));
            assertFalse(Mmr.verify(Hashes::sha256, root, leaves.get(index), index, leaves.size(), proof));
        }
    }

    @Test
    void thePayloadThatProvidersSign() {
        assertEquals(Bytes.fromHex("01" + "0700000000000000" + ROOTS.getLast() + "0000000000000000"
                + "0500000000000000"),
                CommitmentDigest.payload(new BucketId(7), Hash.of(ROOTS.getLast()), 0, 5));
    }
}
