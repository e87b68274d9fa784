package io.longshore.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

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

    /// All ways to cut up to ten leaves into batches, each batch begun from nothing but the peaks that were kept.
    @Test
    void everyBatchingOfTheSameLeavesGivesOneRoot() {
        Seeds.check(2, random -> {
            List<Hash> leaves = MerkleTreeTest.leaves(random, 10);
            Hash root = recursive(leaves);
            for (int cuts = 0; cuts < 1 << leaves.size() - 1; cuts++) {
                Mmr mmr = new Mmr();
                for (int at = 0; at < leaves.size(); at++) {
                    if ((cuts >> at & 1) == 1) {
                        mmr = Mmr.of(mmr.count(), mmr.peaks());
                    }
                    mmr.append(leaves.get(at));
                }
                assertEquals(root, mmr.root(), "cuts " + Integer.toBinaryString(cuts));
            }
        });
    }

    /// All ranges of up to nine leaves, all their proofs, all bits of all that is verified.
    @Test
    void everySingleBitOfEveryProofOfASmallRangeMatters() {
        Seeds.check(1, random -> {
            for (int count = 1; count <= 9; count++) {
                List<Hash> leaves = MerkleTreeTest.leaves(random, count);
                Hash root = recursive(leaves);
                for (int index = 0; index < count; index++) {
                    Claim claim = new Claim(root, leaves.get(index), index, count, Mmr.prove(leaves, index));
                    assertTrue(claim.holds());
                    for (int bit = 0; bit < claim.bits(); bit++) {
                        assertFalse(claim.flipped(bit).holds(), claim + " with bit " + bit + " changed");
                    }
                }
            }
        });
    }

    /// The same for ranges that nobody could build: siblings and other peaks are drawn, the root follows from them.
    @Test
    void everySingleBitOfAProofOfALargeRangeMatters() {
        Seeds.check(60, random -> {
            long count = random.nextLong(1, 1L << random.nextInt(1, 63));
            Claim claim = drawn(random, random.nextLong(count), count);
            assertTrue(claim.holds());
            for (int draw = 0; draw < 40; draw++) {
                int bit = random.nextInt(claim.bits());
                assertFalse(claim.flipped(bit).holds(), claim + " with bit " + bit + " changed");
            }
            for (int bit = claim.bits() - 2 * Long.SIZE; bit < claim.bits(); bit++) {
                assertFalse(claim.flipped(bit).holds(), claim + " with bit " + bit + " changed");
            }
        });
    }

    private static Claim drawn(RandomGenerator random, long index, long count) {
        int height = Long.numberOfTrailingZeros(Long.highestOneBit(index ^ count));
        List<Boolean> path = new ArrayList<>();
        List<Hash> siblings = MerkleTreeTest.leaves(random, height);
        Hash leaf = Hash.of(Seeds.bytes(random, Hash.SIZE));
        Hash node = leaf;
        for (int level = 0; level < height; level++) {
            boolean right = (index >> level & 1) == 1;
            path.add(right);
            node = right ? pair(siblings.get(level), node) : pair(node, siblings.get(level));
        }
        List<Hash> peaks = new ArrayList<>(MerkleTreeTest.leaves(random, Long.bitCount(count)));
        peaks.set(Long.bitCount(count >> height + 1), node);
        Hash bagged = peaks.getLast();
        for (int at = peaks.size() - 2; at >= 0; at--) {
            bagged = pair(peaks.get(at), bagged);
        }
        return new Claim(bagged, leaf, index, count, new Mmr.Proof(peaks, siblings, path));
    }

    private static Hash pair(Hash left, Hash right) {
        return Hashes.sha256(left.bytes().toArray(), right.bytes().toArray());
    }

    /// All that a verifier is told, as bits: root, leaf, peaks, siblings, path, index, count.
    private record Claim(Hash root, Hash leaf, long index, long count, Mmr.Proof proof) {
        boolean holds() {
            return Mmr.verify(root, leaf, index, count, proof);
        }

        int bits() {
            return (2 + proof.peaks().size() + proof.siblings().size()) * 256 + proof.path().size() + 2 * Long.SIZE;
        }

        Claim flipped(int bit) {
            int at = bit / 256;
            int peaks = proof.peaks().size();
            int siblings = proof.siblings().size();
            if (at == 0) {
                return new Claim(MerkleTreeTest.flipped(root, bit), leaf, index, count, proof);
            } else if (at == 1) {
                return new Claim(root, MerkleTreeTest.flipped(leaf, bit % 256), index, count, proof);
            } else if (at < 2 + peaks) {
                return with(new Mmr.Proof(MmrTest.flipped(proof.peaks(), at - 2, bit % 256), proof.siblings(),
                        proof.path()));
            } else if (at < 2 + peaks + siblings) {
                return with(new Mmr.Proof(proof.peaks(),
                        MmrTest.flipped(proof.siblings(), at - 2 - peaks, bit % 256), proof.path()));
            }
            int rest = bit - (2 + peaks + siblings) * 256;
            if (rest < siblings) {
                List<Boolean> path = new ArrayList<>(proof.path());
                path.set(rest, !path.get(rest));
                return with(new Mmr.Proof(proof.peaks(), proof.siblings(), path));
            }
            rest -= siblings;
            return rest < Long.SIZE
                    ? new Claim(root, leaf, index ^ 1L << rest, count, proof)
                    : new Claim(root, leaf, index, count ^ 1L << rest - Long.SIZE, proof);
        }

        private Claim with(Mmr.Proof changed) {
            return new Claim(root, leaf, index, count, changed);
        }
    }

    /// A million leaves stand in at most twenty peaks, so one more costs one hash of two nodes on average, twenty at most, and
    /// its root as many at most.
    @Test
    void appendingCostsTheLogarithm() {
        AtomicLong hashes = new AtomicLong();
        Mmr mmr = new Mmr(parts -> {
            hashes.incrementAndGet();
            return Hash.of(new byte[]{parts[0][0], parts[1][0], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        });
        Hash leaf = MerkleTree.leaf(new byte[0]);
        for (int count = 0; count < 1_000_000; count++) {
            mmr.append(leaf);
        }
        assertTrue(hashes.get() < 1_000_000, hashes + " for a million");
        for (int more = 0; more < 1_000; more++) {
            hashes.set(0);
            mmr.append(leaf);
            mmr.root();
            assertTrue(hashes.get() <= 20, hashes + " at " + mmr.count());
            assertTrue(mmr.peaks().size() <= 20);
        }
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
