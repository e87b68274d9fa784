package io.longshore.seal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.longshore.Seeds;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FileId;
import io.longshore.model.Nonce;
import io.longshore.model.PlannedChunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChunkCipherTest {
    private final FileKeys keys = Known.keys();
    private final ChunkCipher cipher = new ChunkCipher(keys, Known.FILE, 100);

    @Test
    void sameBytesHaveTheSameNonceAndOtherBytesAnother() {
        Seeds.check(60, random -> {
            byte[] plain = Seeds.bytes(random, random.nextInt(1, 3000));
            long index = random.nextInt(100);
            PlannedChunk planned = plan(cipher, index, plain);
            assertEquals(planned, plan(cipher, index, plain.clone()));
            assertEquals(planned, plan(new ChunkCipher(Known.keys(), Known.FILE, 100), index, plain));
            byte[] other = plain.clone();
            other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
            assertDifferent(planned, plan(cipher, index, other));
            assertDifferent(planned, plan(cipher, index, Arrays.copyOf(plain, plain.length + 1)));
            assertDifferent(planned, plan(cipher, (index + 1) % 100, plain));
            assertDifferent(planned, plan(new ChunkCipher(keys, Known.FILE, 101), index, plain));
            FileId file = new FileId(Bytes.of(Seeds.bytes(random, 16)));
            assertDifferent(planned, plan(new ChunkCipher(Known.dataKey().keys(file), file, 100), index, plain));
        });
    }

    @Test
    void noTwoPlacesOrContentsShareANonce() {
        Set<Nonce> nonces = new HashSet<>();
        for (int index = 0; index < 100; index++) {
            for (int content = 0; content < 50; content++) {
                nonces.add(plan(cipher, index, new byte[]{(byte) content}).nonce());
            }
        }
        assertEquals(5_000, nonces.size());
    }

    @Test
    void sealsAgainWhatWasPlanned() {
        Seeds.check(30, random -> {
            byte[] plain = Seeds.bytes(random, random.nextInt(1, 200_000));
            PlannedChunk planned = plan(cipher, 7, plain);
            byte[] out = new byte[plain.length + 16];
            assertTrue(cipher.sealAgain(planned, plain, plain.length, out));
            byte[] opened = new byte[plain.length];
            cipher.open(Entry.of(planned), out, out.length, opened);
            assertArrayEquals(plain, opened);
        });
    }

    @Test
    void nothingOfAChangedChunkStaysInTheBuffer() {
        Seeds.check(30, random -> {
            byte[] plain = Seeds.bytes(random, random.nextInt(2, 100_000));
            PlannedChunk planned = plan(cipher, 7, plain);
            byte[] out = new byte[plain.length + 40];
            byte[] flipped = plain.clone();
            flipped[random.nextInt(plain.length)] ^= (byte) (1 << random.nextInt(8));
            assertZeroed(planned, flipped, flipped.length, out);
            assertZeroed(planned, plain, plain.length - 1, out);
            assertZeroed(planned, Arrays.copyOf(plain, plain.length + 1), plain.length + 1, out);
        });
    }

    @Test
    void repeatIsSealedInThePlaceOfTheFirst() throws Exception {
        byte[] plain = {1, 2, 3};
        PlannedChunk first = plan(cipher, 2, plain);
        PlannedChunk repeat = new PlannedChunk(9, 2, first.nonce(), first.tag(), first.address(), first.leaf());
        byte[] out = new byte[19];
        assertTrue(cipher.sealAgain(repeat, plain, 3, out));
        byte[] opened = new byte[3];
        cipher.open(Entry.of(repeat), out, 19, opened);
        assertArrayEquals(plain, opened);
    }

    @Test
    void everyChangedBitOfASealedChunkIsFound() {
        byte[] plain = Seeds.bytes(new SplittableRandom(1), 50);
        PlannedChunk planned = plan(cipher, 3, plain);
        byte[] sealed = new byte[66];
        assertTrue(cipher.sealAgain(planned, plain, 50, sealed));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] damaged = sealed.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] out = new byte[50];
            Failures.expect(Failure.Corrupt.class,
                    () -> cipher.open(Entry.of(planned), damaged, damaged.length, out));
            assertArrayEquals(new byte[50], out);
        }
        Entry elsewhere = new Entry(planned.nonce(), planned.address(), 4);
        Failures.expect(Failure.Corrupt.class, () -> cipher.open(elsewhere, sealed, 66, new byte[50]));
        Failures.expect(Failure.Corrupt.class, () -> cipher.open(Entry.of(planned), sealed, 65, new byte[50]));
        Failures.expect(Failure.Corrupt.class, () -> cipher.open(Entry.of(planned), sealed, 3, new byte[50]));
    }

    @Test
    void destroyedKeysSealNothing() {
        FileKeys gone = Known.keys();
        ChunkCipher dead = new ChunkCipher(gone, Known.FILE, 1);
        PlannedChunk planned = plan(dead, 0, new byte[1]);
        gone.destroy();
        assertThrows(IllegalStateException.class, () -> plan(dead, 0, new byte[1]));
        assertThrows(IllegalStateException.class, () -> dead.sealAgain(planned, new byte[1], 1, new byte[17]));
        DataKey dataKey = Known.dataKey();
        dataKey.destroy();
        assertThrows(IllegalStateException.class, () -> dataKey.keys(Known.FILE));
        assertEquals("[hidden] [hidden]", dataKey + " " + gone);
    }

    @Test
    void chunkOutsideTheFileIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> plan(cipher, 100, new byte[1]));
        assertThrows(IndexOutOfBoundsException.class, () -> plan(cipher, -1, new byte[1]));
    }

    private void assertZeroed(PlannedChunk planned, byte[] plain, int length, byte[] out) {
        Arrays.fill(out, (byte) 7);
        assertFalse(cipher.sealAgain(planned, plain, length, out));
        assertArrayEquals(new byte[out.length], out);
    }

    private static void assertDifferent(PlannedChunk one, PlannedChunk other) {
        assertNotEquals(one.nonce(), other.nonce());
        assertNotEquals(one.tag(), other.tag());
        assertNotEquals(one.address(), other.address());
    }

    private static PlannedChunk plan(ChunkCipher cipher, long index, byte[] plain) {
        return cipher.plan(index, plain, plain.length, new byte[plain.length + 16]);
    }
}
