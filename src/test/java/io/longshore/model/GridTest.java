package io.longshore.model;

import org.junit.jupiter.api.Test;

import io.longshore.Seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GridTest {
    @Test
    void chunksCoverTheSourceOnceWithoutGaps() {
        Seeds.check(300, random -> {
            ByteCount size = new ByteCount(random.nextLong(65_537, 3_000_000));
            Grid grid = new Grid(size, new ByteCount(random.nextLong(1_000, 4_000_000)));
            long next = 0;
            for (long i = 0; i < grid.count(); i++) {
                assertEquals(next, grid.offset(i));
                assertTrue(grid.length(i) > 0);
                assertTrue(i == grid.count() - 1 || grid.length(i) == grid.chunkSize().value());
                assertEquals(grid.length(i) + 16, grid.sealedLength(i).value());
                next += grid.length(i);
            }
            assertEquals(size.value(), next);
            assertThrows(IndexOutOfBoundsException.class, () -> grid.offset(grid.count()));
            assertThrows(IndexOutOfBoundsException.class, () -> grid.length(-1));
        });
    }

    @Test
    void everySealedChunkFitsTheDestination() {
        Seeds.check(300, random -> {
            ByteCount maxChunk = new ByteCount(random.nextLong(256 * 1024, 64 << 20));
            ByteCount wanted = Profile.values()[random.nextInt(Profile.values().length)].chunkSize();
            Grid grid = Grid.of(new ByteCount(random.nextLong(65_537, 1L << 50)), wanted, maxChunk);
            assertTrue(grid.sealedLength(0).value() <= maxChunk.value());
            assertTrue(grid.sealedLength(grid.count() - 1).value() <= maxChunk.value());
            assertTrue(grid.chunkSize().compareTo(wanted) <= 0);
            assertTrue(grid.chunkSize().equals(wanted) || grid.chunkSize().value() == maxChunk.value() - 16);
        });
    }

    @Test
    void theLocalNetworksChunksHave4194288Bytes() {
        Grid grid = Grid.of(new ByteCount(64L * 4_194_288), Profile.TACTICAL.chunkSize(), ByteCount.mebibytes(4));
        assertEquals(4_194_288, grid.chunkSize().value());
        assertEquals(64, grid.count());
        assertEquals(65, new Grid(new ByteCount(64L * 4_194_288 + 1), grid.chunkSize()).count());
        assertEquals(1, new Grid(new ByteCount(64L * 4_194_288 + 1), grid.chunkSize()).length(64));
    }

    @Test
    void sourcesUpTo65536BytesAreInline() {
        assertTrue(grid(0).inline());
        assertTrue(grid(65_536).inline());
        assertEquals(0, grid(65_536).count());
        assertFalse(grid(65_537).inline());
        assertEquals(65, grid(65_537).count());
    }

    @Test
    void chunkSizesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Grid(ByteCount.ZERO, ByteCount.ZERO));
        assertThrows(IllegalArgumentException.class,
                () -> new Grid(ByteCount.ZERO, new ByteCount(Integer.MAX_VALUE - 15L)));
    }

    private static Grid grid(long size) {
        return new Grid(new ByteCount(size), new ByteCount(1024));
    }
}
