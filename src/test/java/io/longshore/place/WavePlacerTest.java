package io.longshore.place;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.destination.MemoryDestination;
import io.longshore.destination.MemoryProvider;
import io.longshore.model.ByteCount;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(20)
class WavePlacerTest {
    private static final int ROWS = 9;

    private final MemoryDestination destination = MemoryDestination.small();
    private final Buffers buffers = new Buffers(2, 64);
    private final Set<Integer> stored = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Set<ProviderId>> acknowledged = new ConcurrentHashMap<>();

    private final WavePlacer.Listener listener = new WavePlacer.Listener() {
        @Override
        public void acknowledged(int position, ProviderId provider) {
            acknowledged.computeIfAbsent(position, _ -> ConcurrentHashMap.newKeySet()).add(provider);
        }

        @Override
        public void stored(int position) {
            stored.add(position);
        }
    };

    private static byte[] bytes(int position) {
        return new byte[]{1, 2, 3, (byte) position};
    }

    private static int seal(Row row, byte[] out) {
        byte[] bytes = bytes((int) ((RowRef.ChunkRow) row.ref()).index());
        System.arraycopy(bytes, 0, out, 0, bytes.length);
        return bytes.length;
    }

    private static Wave wave() {
        UploadId upload = UploadId.of("0x0102030405060708");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(new Row(new RowRef.ChunkRow(upload, i), MemoryProvider.address(bytes(i), 4), new ByteCount(4)));
        }
        return new Wave(new WaveId(1), DriveId.of(new byte[16]), rows, WaveStage.PAID, Optional.empty(), new BitSet(),
                new BitSet());
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, ROWS);
        return all;
    }

    private Map<Integer, Failure> place(Map<ProviderId, BitSet> held, RowSource source) throws InterruptedException {
        return new WavePlacer(destination, new Placer(Placer.GRACE), buffers).place(wave(), all(), held, source,
                _ -> true, listener);
    }

    @Test
    void placesMoreRowsThanThereAreBuffers() throws InterruptedException {
        assertEquals(Map.of(), place(Map.of(), WavePlacerTest::seal));
        assertEquals(ROWS, stored.size());
        assertTrue(destination.memory().stream().allMatch(provider -> provider.held().size() == ROWS));
    }

    @Test
    void oneRowThatCannotBeSealedFailsNothingElse() throws InterruptedException {
        Failure changed = new Failure.SourceChanged(java.nio.file.Path.of("x"), "flipped");
        Map<Integer, Failure> failures = place(Map.of(), (row, out) -> {
            if (((RowRef.ChunkRow) row.ref()).index() == 4) {
                throw new FailureException(changed);
            }
            return seal(row, out);
        });
        assertEquals(Map.of(4, changed), failures);
        assertEquals(ROWS - 1, stored.size());
    }

    @Test
    void sendsNothingToWhoHasItAndSealsNothingThatAMajorityHas() throws InterruptedException {
        Map<ProviderId, BitSet> held = new ConcurrentHashMap<>();
        destination.memory().stream().limit(3).forEach(provider -> held.put(provider.id(), all()));
        assertEquals(Map.of(), place(held, (_, _) -> {
            throw new AssertionError("sealed for nobody");
        }));
        assertEquals(ROWS, stored.size());
        assertEquals(Map.of(), acknowledged);
    }

    @Test
    void saysNoMajorityWhenThreeAreDown() throws InterruptedException {
        destination.memory().stream().limit(3).forEach(provider -> provider.down(true));
        Map<Integer, Failure> failures = place(Map.of(), WavePlacerTest::seal);
        assertEquals(ROWS, failures.size());
        assertTrue(failures.values().stream().allMatch(new Failure.NoMajority(2, 3)::equals));
        assertEquals(Set.of(), stored);
        assertEquals(2, acknowledged.get(0).size());
    }

    @Test
    void leavesUnwantedRowsAlone() throws InterruptedException {
        Map<Integer, Failure> failures = new WavePlacer(destination, new Placer(Placer.GRACE), buffers).place(wave(),
                all(), Map.of(), WavePlacerTest::seal, position -> position != 2, listener);
        assertEquals(Map.of(), failures);
        assertTrue(!stored.contains(2) && stored.size() == ROWS - 1);
    }
}
