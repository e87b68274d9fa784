package io.longshore.wave;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Hash;
import io.longshore.model.Nonce;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.Tag;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WaveCutterTest {
    private static final UploadId ONE = UploadId.of("0x0000000000000001");
    private static final UploadId TWO = UploadId.of("0x0000000000000002");

    private final WaveCutter cutter = new WaveCutter();

    private void add(UploadId upload, long index, long sealedAs) {
        Address address = Address.of(new byte[Address.SIZE]);
        cutter.add(upload, new PlannedChunk(index, sealedAs, Nonce.of(new byte[Nonce.SIZE]), Tag.of(new byte[Tag.SIZE]),
                address, Hash.of(new byte[Hash.SIZE])), row(upload, index));
    }

    private static Row row(UploadId upload, long index) {
        return new Row(new RowRef.ChunkRow(upload, index), Address.of(new byte[Address.SIZE]), new ByteCount(1));
    }

    @Test
    void isFullAtSixtyFourRowsOfWhomever() {
        for (int i = 0; i < Wave.SIZE - 1; i++) {
            add(i % 2 == 0 ? ONE : TWO, i / 2, i / 2);
        }
        assertFalse(cutter.isFull());
        cutter.add(row(TWO, 1000));
        assertTrue(cutter.isFull());
        WaveCutter.Cut cut = cutter.cut();
        assertEquals(Wave.SIZE, cut.rows().size());
        assertEquals(Set.of(ONE, TWO), cut.chunks().keySet());
        assertEquals(32, cut.chunks().get(ONE).size());
        assertTrue(cutter.isEmpty());
        assertFalse(cutter.isFull());
    }

    @Test
    void repeatsMakeNoRowsButAreCutOffToo() {
        add(ONE, 0, 0);
        for (int i = 1; i < WaveCutter.MOST_CHUNKS; i++) {
            assertFalse(cutter.isFull());
            add(ONE, i, 0);
        }
        assertTrue(cutter.isFull());
        WaveCutter.Cut cut = cutter.cut();
        assertEquals(1, cut.rows().size());
        assertEquals(WaveCutter.MOST_CHUNKS, cut.chunks().get(ONE).size());
    }

    @Test
    void whatIsRemovedIsNotCutOff() {
        add(ONE, 0, 0);
        add(TWO, 0, 0);
        cutter.add(row(ONE, 7));
        cutter.remove(ONE);
        WaveCutter.Cut cut = cutter.cut();
        assertEquals(List.of(row(TWO, 0)), cut.rows());
        assertEquals(Set.of(TWO), cut.chunks().keySet());
    }

    @Test
    void removedRepeatsNoLongerCount() {
        for (int i = 0; i < WaveCutter.MOST_CHUNKS - 1; i++) {
            add(ONE, i, 0);
        }
        cutter.remove(ONE);
        add(TWO, 0, 0);
        assertFalse(cutter.isFull());
    }

    @Test
    void onlyRepeatsMakeACutWithoutRows() {
        add(ONE, 5, 0);
        assertFalse(cutter.isEmpty());
        assertTrue(cutter.cut().rows().isEmpty());
    }
}
