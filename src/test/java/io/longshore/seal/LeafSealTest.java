package io.longshore.seal;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.longshore.Seeds;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.Hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

class LeafSealTest {
    private final LeafSeal seal = new LeafSeal(Known.keys(), Known.FILE);

    @Test
    void opensWhatItSealed() {
        Seeds.check(30, random -> {
            long first = random.nextLong(1L << 40);
            List<Hash> leaves = Stream.generate(() -> Hash.of(Seeds.bytes(random, 32))).limit(random.nextInt(1, 70))
                    .toList();
            Bytes sealed = seal.seal(first, leaves);
            assertEquals(12 + 32 * leaves.size() + 16, sealed.size());
            assertEquals(sealed, seal.seal(first, leaves));
            assertEquals(leaves, seal.open(first, leaves.size(), sealed));
            assertFalse(sealed.hex().contains(leaves.getFirst().bytes().hex()));
        });
    }

    @Test
    void opensNothingElse() {
        List<Hash> leaves = List.of(Hash.of("11".repeat(32)), Hash.of("22".repeat(32)));
        Bytes sealed = seal.seal(5, leaves);
        assertNotEquals(sealed.slice(0, 12), seal.seal(6, leaves).slice(0, 12));
        refuses(seal, 6, 2, sealed);
        refuses(seal, 5, 1, sealed);
        refuses(seal, 5, 3, sealed);
        refuses(seal, 5, 2, sealed.slice(0, sealed.size() - 1));
        refuses(seal, 5, 0, Bytes.of(new byte[3]));
        refuses(new LeafSeal(DataKey.of(new byte[32]).keys(Known.FILE), Known.FILE), 5, 2, sealed);
        for (int at = 0; at < sealed.size(); at++) {
            byte[] damaged = sealed.toArray();
            damaged[at] ^= 4;
            refuses(seal, 5, 2, Bytes.of(damaged));
        }
    }

    private static void refuses(LeafSeal seal, long first, int count, Bytes sealed) {
        Failures.expect(Failure.Corrupt.class, () -> seal.open(first, count, sealed));
    }
}
