package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.proof.Hashes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChunkStoreTest {
    @TempDir
    private Path folder;

    private static Address keep(ChunkStore store, byte[] bytes, boolean isNew) throws IOException {
        Address address = new Address(Hashes.sha256(bytes).bytes());
        try (ChunkStore.Reception reception = store.receive()) {
            reception.write(bytes, 0, 1);
            reception.write(bytes, 1, bytes.length - 1);
            assertEquals(isNew, reception.keep(address));
        }
        return address;
    }

    private FileChunkStore files() throws IOException {
        return FileChunkStore.open(folder.resolve("chunks"));
    }

    private DiscardingChunkStore list() throws IOException {
        return DiscardingChunkStore.open(folder.resolve("list"));
    }

    @Test
    void keepsChunksAsFilesUnderTheirAddress() throws IOException {
        Address address;
        try (FileChunkStore store = files()) {
            address = keep(store, new byte[]{1, 2, 3}, true);
            keep(store, new byte[]{1, 2, 3}, false);
            keep(store, new byte[]{4, 5}, true);
        }
        String name = address.bytes().hex();
        Path file = folder.resolve("chunks").resolve(name.substring(0, 2)).resolve(name);
        assertEquals(3, Files.size(file));
        try (FileChunkStore again = files()) {
            assertEquals(2, again.records());
            assertEquals(new ByteCount(5), again.held());
            assertEquals(Optional.of(new ByteCount(3)), again.size(address));
            assertTrue(again.delete(address));
            assertFalse(again.delete(address));
            assertFalse(again.has(address));
            assertEquals(new ByteCount(2), again.held());
            again.clear();
            assertEquals(0, again.records());
            assertEquals(ByteCount.ZERO, again.held());
        }
    }

    @Test
    void leavesNothingOfWhatCameHalfWay() throws IOException {
        Path incoming = folder.resolve("chunks").resolve("incoming");
        try (FileChunkStore store = files()) {
            try (ChunkStore.Reception reception = store.receive()) {
                reception.write(new byte[100], 0, 100);
            }
            assertEquals(0, store.records());
            assertEquals(0, names(incoming));
        }
        Files.write(incoming.resolve("left-over"), new byte[100]);
        try (FileChunkStore store = files()) {
            assertEquals(0, store.records());
            assertEquals(0, names(incoming));
        }
    }

    private static long names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void remembersWhatItThrewAway() throws IOException {
        Address kept;
        Address deleted;
        try (DiscardingChunkStore store = list()) {
            kept = keep(store, new byte[]{1, 2, 3}, true);
            keep(store, new byte[]{1, 2, 3}, false);
            deleted = keep(store, new byte[]{4, 5}, true);
            assertTrue(store.delete(deleted));
        }
        try (DiscardingChunkStore again = list()) {
            assertTrue(again.has(kept));
            assertFalse(again.has(deleted));
            assertEquals(Optional.of(new ByteCount(3)), again.size(kept));
            assertEquals(Optional.empty(), again.open(kept));
            assertEquals(1, again.records());
            assertEquals(ByteCount.ZERO, again.held());
            again.clear();
            assertEquals(0, again.records());
        }
    }
}
