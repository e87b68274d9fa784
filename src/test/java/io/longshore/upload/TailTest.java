package io.longshore.upload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.FailureException;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Run;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TailTest {
    @TempDir
    private Path home;
    private Workbench bench;

    @BeforeEach
    void open() throws FailureException {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    private void durable(Task task, List<PlannedChunk> chunks) throws FailureException {
        bench.stores.waves().plan(bench.drive.id(),
                List.of(new Run(task.id(), chunks, bench.bytes(32 * chunks.size() + 16))), List.of());
    }

    @Test
    void isWholeWhereverTheLedgerEnds() throws FailureException {
        Task task = bench.running(20, Optional.empty());
        Tail tail = new Tail(bench.stores.uploads(), task.id());
        List<PlannedChunk> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(bench.chunk(i));
        }
        // Seven were durable before this run; ten are planned in it, of which three are durable by now.
        durable(task, all.subList(0, 7));
        for (PlannedChunk chunk : all.subList(7, 17)) {
            tail.add(chunk);
        }
        durable(task, all.subList(7, 10));
        assertEquals(all.subList(0, 17), tail.chunks(0, 100));
        assertEquals(all.subList(5, 9), tail.chunks(5, 4));
        assertEquals(all.subList(8, 13), tail.chunks(8, 5));
        assertEquals(all.subList(12, 15), tail.chunks(12, 3));
        durable(task, all.subList(10, 17));
        assertEquals(all.subList(0, 17), tail.chunks(0, 17));
        assertEquals(List.of(all.get(16)), tail.chunks(16, 5));
    }
}
