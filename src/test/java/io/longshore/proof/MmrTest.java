package io.longshore.proof;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.longshore.Seeds;
import io.longshore.Vectors;
import io.longshore.model.ByteCount;
import io.longshore.model.Hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MmrTest {
    @Test
    void rootsAndLeavesAreTheKnownOnes() {
        Mmr mmr = new Mmr();
        assertEquals(Hash.of("00".repeat(32)), mmr.root());
        ByteCount total = ByteCount.ZERO;
        JsonNode states = Vectors.of("mmr");
        assertEquals(7, states.size());
        for (JsonNode state : states) {
            ByteCount size = new ByteCount(state.required("data_size").longValue());
            total = total.plus(size);
            Hash leaf = Mmr.leaf(Hash.of(state.required("data_root").stringValue()), size, total);
            assertEquals(Hash.of(state.required("leaf").stringValue()), leaf);
            mmr.append(leaf);
            assertEquals(state.required("count").longValue(), mmr.count());
            assertEquals(Hash.of(state.required("root").stringValue()), mmr.root());
        }
    }

    /// The peaks kept while appending, the peaks of a proof and a recursion over the whole list are three ways to one root.
    @Test
    void everyWayToBuildGivesOneRoot() {
        Seeds.check(60, random -> {
            List<Hash> leaves = MerkleTreeTest.leaves(random, random.nextInt(1, 200));
            Mmr mmr = new Mmr();
            int done = 0;
            while (done < leaves.size()) {
                int batch = random.nextInt(1, leaves.size() - done + 1);
                leaves.subList(done, done + batch).forEach(mmr::append);
                done += batch;
                assertEquals(recursive(leaves.subList(0, done)), mmr.root());
            }
            int index = random.nextInt(leaves.size());
            assertTrue(Mmr.verify(mmr.root(), leaves.get(index), index, leaves.size(), Mmr.prove(leaves, index)));
        });
    }

    @Test
    void everyProofVerifiesInItsPlaceOnly() {
        Seeds.check(12, random -> {
            List<Hash> leaves = MerkleTreeTest.leaves(random, random.nextInt(1, 40));
            Hash root = recursive(leaves);
            for (int index = 0; index < leaves.size(); index++) {
                Mmr.Proof proof = Mmr.prove(leaves, index);
                for (int other = 0; other < leaves.size(); other++) {
                    assertEquals(other == index,
                            Mmr.verify(root, leaves.get(index), other, leaves.size(), proof));
                }
                assertFalse(Mmr.verify(root, leaves.get(index), -1, leaves.size(), proof));
                assertFalse(Mmr.verify(root, leaves.get(index), leaves.size(), leaves.size(), proof));
            }
        });
    }

    @Test
    void everyChangedBitFails() {
        Seeds.check(8, random -> {
            List<Hash> leaves = MerkleTreeTest.leaves(random, random.nextInt(3, 24));
            int index = random.nextInt(leaves.size());
            Hash root = recursive(leaves);
            Hash leaf = leaves.get(index);
            Mmr.Proof proof = Mmr.prove(leaves, index);
            for (int bit = 0; bit < 256; bit++) {
                assertFalse(Mmr.verify(MerkleTreeTest.flipped(root, bit), leaf, index, leaves.size(), proof));
                assertFalse(Mmr.verify(root, MerkleTreeTest.flipped(leaf, bit), index, leaves.size(), proof));
                for (int at = 0; at < proof.peaks().size(); at++) {
                    Mmr.Proof changed = new Mmr.Proof(flipped(proof.peaks(), at, bit), proof.siblings(), proof.path());
                    assertFalse(Mmr.verify(root, leaf, index, leaves.size(), changed));
                }
                for (int at = 0; at < proof.siblings().size(); at++) {
                    Mmr.Proof changed = new Mmr.Proof(proof.peaks(), flipped(proof.siblings(), at, bit), proof.path());
                    assertFalse(Mmr.verify(root, leaf, index, leaves.size(), changed));
                }
            }
        });
    }

    @Test
    void proofOfAnotherShapeIsRefused() {
        List<Hash> leaves = List.of(MerkleTree.leaf(new byte[]{0}), MerkleTree.leaf(new byte[]{1}),
                MerkleTree.leaf(new byte[]{2}));
        Hash root = recursive(leaves);
        Mmr.Proof proof = Mmr.prove(leaves, 1);
        assertTrue(Mmr.verify(root, leaves.get(1), 1, 3, proof));
        assertFalse(Mmr.verify(root, leaves.get(1), 1, 3,
                new Mmr.Proof(proof.peaks(), proof.siblings(), List.of(false))));
        assertFalse(
                Mmr.verify(root, leaves.get(1), 1, 3, new Mmr.Proof(List.of(root), proof.siblings(), proof.path())));
        assertFalse(Mmr.verify(root, leaves.get(1), 1, 3, new Mmr.Proof(proof.peaks(), List.of(), List.of())));
        assertFalse(Mmr.verify(root, leaves.get(1), 1, 2, proof));
        assertThrows(IndexOutOfBoundsException.class, () -> Mmr.prove(leaves, 3));
    }

    @Test
    void takesAnotherHash() {
        List<Hash> leaves = List.of(MerkleTree.leaf(new byte[]{0}), MerkleTree.leaf(new byte[]{1}));
        Mmr mmr = new Mmr(Hashes::keccak256);
        leaves.forEach(mmr::append);
        assertEquals(Hashes.keccak256(leaves.get(0).bytes().toArray(), leaves.get(1).bytes().toArray()), mmr.root());
        assertNotEquals(recursive(leaves), mmr.root());
    }

    /// The highest mountain first; what is left of it is bagged before.
    private static Hash recursive(List<Hash> leaves) {
        int width = Integer.highestOneBit(leaves.size());
        Hash peak = mountain(leaves.subList(0, width));
        return width == leaves.size()
                ? peak
                : Hashes.sha256(peak.bytes().toArray(),
                        recursive(leaves.subList(width, leaves.size())).bytes().toArray());
    }

    private static Hash mountain(List<Hash> leaves) {
        int half = leaves.size() / 2;
        return half == 0
                ? leaves.getFirst()
                : Hashes.sha256(mountain(leaves.subList(0, half)).bytes().toArray(),
                        mountain(leaves.subList(half, leaves.size())).bytes().toArray());
    }

    private static List<Hash> flipped(List<Hash> hashes, int at, int bit) {
        List<Hash> changed = new ArrayList<>(hashes);
        changed.set(at, MerkleTreeTest.flipped(hashes.get(at), bit));
        return changed;
    }
}
