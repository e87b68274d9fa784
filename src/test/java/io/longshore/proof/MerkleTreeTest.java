package io.longshore.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.longshore.Seeds;
import io.longshore.Vectors;
import io.longshore.model.Address;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MerkleTreeTest {
    /// The eight inputs of the reference tree tests of Certificate Transparency (google/certificate-transparency,
    /// `merkletree`), whose roots are known for every size.
    private static final List<String> INPUTS = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void agreesWithTheReferenceTrees() {
        List<Hash> leaves = INPUTS.stream().map(hex -> MerkleTree.leaf(Bytes.fromHex(hex).toArray())).toList();
        for (int size = 1; size <= leaves.size(); size++) {
            assertEquals(Hash.of(ROOTS.get(size - 1)), MerkleTree.root(leaves.subList(0, size)));
        }
    }

    @Test
    void rootOfNothingIsTheHashOfNothing() {
        assertEquals(Hash.of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                MerkleTree.root(List.of()));
    }

    @Test
    void dataRootsAreTheKnownOnes() {
        JsonNode wave = Vectors.of("wave");
        List<Address> addresses = wave.required("addresses").valueStream().map(JsonNode::stringValue).map(Address::of)
                .toList();
        JsonNode roots = wave.required("data_roots");
        assertEquals(addresses.size(), roots.size());
        for (int count = 1; count <= addresses.size(); count++) {
            assertEquals(Hash.of(roots.get(count - 1).stringValue()),
                    MerkleTree.dataRoot(addresses.subList(0, count)));
        }
    }

    @Test
    void agreesWithTheRecursionOfTheRfc() {
        Seeds.check(40, random -> {
            List<Hash> leaves = leaves(random, random.nextInt(1, 300));
            assertEquals(recursive(leaves), MerkleTree.root(leaves));
        });
    }

    @Test
    void everyProofVerifies() {
        Seeds.check(20, random -> {
            List<Hash> leaves = leaves(random, random.nextInt(1, 130));
            Hash root = MerkleTree.root(leaves);
            for (int i = 0; i < leaves.size(); i++) {
                List<Hash> path = MerkleTree.path(leaves, i);
                assertEquals(path.size(), MerkleTree.directions(i, leaves.size()).size());
                assertTrue(MerkleTree.verify(root, leaves.get(i), i, leaves.size(), path));
            }
        });
    }

    @Test
    void everyChangedBitFails() {
        Seeds.check(10, random -> {
            List<Hash> leaves = leaves(random, random.nextInt(2, 20));
            int index = random.nextInt(leaves.size());
            Hash root = MerkleTree.root(leaves);
            Hash leaf = leaves.get(index);
            List<Hash> path = MerkleTree.path(leaves, index);
            for (int bit = 0; bit < 256; bit++) {
                assertFalse(MerkleTree.verify(flipped(root, bit), leaf, index, leaves.size(), path));
                assertFalse(MerkleTree.verify(root, flipped(leaf, bit), index, leaves.size(), path));
                for (int at = 0; at < path.size(); at++) {
                    List<Hash> changed = new ArrayList<>(path);
                    changed.set(at, flipped(path.get(at), bit));
                    assertFalse(MerkleTree.verify(root, leaf, index, leaves.size(), changed));
                }
            }
        });
    }

    @Test
    void anotherPlaceOrLengthFails() {
        Seeds.check(40, random -> {
            List<Hash> leaves = leaves(random, random.nextInt(2, 70));
            int index = random.nextInt(leaves.size());
            Hash root = MerkleTree.root(leaves);
            Hash leaf = leaves.get(index);
            List<Hash> path = MerkleTree.path(leaves, index);
            for (int other = 0; other < leaves.size(); other++) {
                assertEquals(other == index, MerkleTree.verify(root, leaf, other, leaves.size(), path));
            }
            assertFalse(MerkleTree.verify(root, leaf, -1, leaves.size(), path));
            assertFalse(MerkleTree.verify(root, leaf, leaves.size(), leaves.size(), path));
            assertFalse(MerkleTree.verify(root, leaf, index, leaves.size(), path.subList(0, path.size() - 1)));
            assertFalse(MerkleTree.verify(root, leaf, index, leaves.size(),
                    Stream.concat(path.stream(), Stream.of(leaf)).toList()));
        });
    }

    /// All trees of up to nine leaves, all their proofs, all bits. How many leaves there are is not in a root (RFC 6962 has it
    /// signed beside it): another count is refused where the path would have another shape, and says nothing else.
    @Test
    void everySingleBitOfEveryProofOfASmallTreeMatters() {
        Seeds.check(1, random -> {
            for (int count = 1; count <= 9; count++) {
                List<Hash> leaves = leaves(random, count);
                Hash root = MerkleTree.root(leaves);
                for (int index = 0; index < count; index++) {
                    Hash leaf = leaves.get(index);
                    List<Hash> path = MerkleTree.path(leaves, index);
                    for (int bit = 0; bit < 256; bit++) {
                        assertFalse(MerkleTree.verify(flipped(root, bit), leaf, index, count, path));
                        assertFalse(MerkleTree.verify(root, flipped(leaf, bit), index, count, path));
                        for (int at = 0; at < path.size(); at++) {
                            List<Hash> changed = new ArrayList<>(path);
                            changed.set(at, flipped(path.get(at), bit));
                            assertFalse(MerkleTree.verify(root, leaf, index, count, changed));
                        }
                    }
                    for (int bit = 0; bit < Long.SIZE; bit++) {
                        assertFalse(MerkleTree.verify(root, leaf, index ^ 1L << bit, count, path));
                        long other = count ^ 1L << bit;
                        assertEquals(
                                other > index && MerkleTree.directions(index, other)
                                        .equals(MerkleTree.directions(index, count)),
                                MerkleTree.verify(root, leaf, index, other, path));
                    }
                }
            }
        });
    }

    @Test
    void pathOfNoLeafIsRefused() {
        List<Hash> leaves = List.of(MerkleTree.leaf(new byte[0]));
        assertThrows(IndexOutOfBoundsException.class, () -> MerkleTree.path(leaves, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> MerkleTree.directions(1, 1));
    }

    private static Hash recursive(List<Hash> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Hashes.sha256(new byte[]{1}, recursive(leaves.subList(0, split)).bytes().toArray(),
                recursive(leaves.subList(split, leaves.size())).bytes().toArray());
    }

    static List<Hash> leaves(RandomGenerator random, int count) {
        return IntStream.range(0, count).mapToObj(_ -> Hash.of(Seeds.bytes(random, Hash.SIZE))).toList();
    }

    static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.bytes().toArray();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }
}
