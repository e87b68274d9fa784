package io.longshore.upload;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.FailureException;
import io.longshore.model.PlannedChunk;
import io.longshore.model.RowRef;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(20)
class AssemblyTest {
    @TempDir
    private Path home;
    private Workbench bench;
    private Assembly assembly;
    private final BlockingQueue<Wave> waves = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> placed = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() throws FailureException {
        bench = new Workbench(home);
        assembly = new Assembly(bench.drive.id(), bench.stores.waves(), bench.tasks, 2, new HeadStart(),
                (wave, finished) -> {
                    waves.add(wave);
                    placed.add(finished);
                });
        assembly.start();
    }

    @AfterEach
    void close() throws FailureException {
        assembly.close();
        bench.close();
    }

    private void hand(Task task, long from, long to) throws InterruptedException {
        for (long index = from; index < to; index++) {
            PlannedChunk chunk = bench.chunk(index);
            assembly.chunk(task, chunk, Workbench.row(task.id(), chunk));
        }
    }

    private static List<Long> indexes(Wave wave, Task task) {
        return wave.rows().stream().filter(row -> row.upload().equals(task.id()))
                .map(row -> ((RowRef.ChunkRow) row.ref()).index()).toList();
    }

    @Test
    void cutsAtSixtyFourRowsAndAtTheEnd() throws Exception {
        Task task = bench.running(70, Optional.empty());
        assembly.expect();
        assembly.begin(task);
        hand(task, 0, 70);
        assertEquals(64, waves.take().rows().size());
        assembly.end(task);
        assertEquals(List.of(64L, 65L, 66L, 67L, 68L, 69L), indexes(waves.take(), task));
        assertEquals(70, bench.stores.uploads().find(task.id()).orElseThrow().planned());
    }

    @Test
    void aPartFilledWaveWaitsForAllWhoHaveWork() throws Exception {
        Task one = bench.running(2, Optional.empty());
        Task two = bench.running(2, Optional.empty());
        assembly.expect();
        assembly.expect();
        hand(one, 0, 2);
        assembly.end(one);
        hand(two, 0, 2);
        assembly.end(two);
        Wave wave = waves.take();
        assertEquals(List.of(0L, 1L), indexes(wave, one));
        assertEquals(List.of(0L, 1L), indexes(wave, two));
    }

    @Test
    void whatIsReleasedIsNoLongerWaitedFor() throws Exception {
        Task one = bench.running(1, Optional.empty());
        assembly.expect();
        assembly.expect();
        hand(one, 0, 1);
        assembly.end(one);
        // Whoever begins now knows that everything before was looked at.
        Task two = bench.running(1, Optional.empty());
        assembly.begin(two);
        assertTrue(waves.isEmpty());
        assembly.release();
        assertEquals(1, waves.take().rows().size());
    }

    @Test
    void whatAStoppedTaskHandedOverIsNotCut() throws Exception {
        Task one = bench.running(2, Optional.empty());
        Task two = bench.running(1, Optional.empty());
        assembly.expect();
        assembly.expect();
        hand(one, 0, 1);
        bench.tasks.stop(one, new UploadState.Paused());
        hand(one, 1, 2);
        assembly.end(one);
        hand(two, 0, 1);
        assembly.end(two);
        Wave wave = waves.take();
        assertEquals(List.of(), indexes(wave, one));
        assertEquals(List.of(0L), indexes(wave, two));
        assertEquals(0, bench.stores.uploads().find(one.id()).orElseThrow().planned());
        assertTrue(bench.stores.waves().free(one.id()).isEmpty(), "it is planned again when it goes on");
    }

    @Test
    void aTaskThatGoesOnIsNotDisturbedByItsFormerSelf() throws Exception {
        Task before = bench.running(3, Optional.empty());
        assembly.expect();
        hand(before, 0, 2);
        bench.tasks.stop(before, new UploadState.Paused());
        Task after = Workbench.task(before.plan());
        bench.tasks.start(after);
        assembly.expect();
        assembly.begin(after);
        hand(after, 0, 2);
        assembly.begin(before);
        hand(before, 2, 3);
        assembly.end(before);
        hand(after, 2, 3);
        assembly.end(after);
        assertEquals(List.of(0L, 1L, 2L), indexes(waves.take(), after));
    }

    @Test
    void onlySoManyWavesAreUnderWay() throws Exception {
        Task task = bench.running(200, Optional.empty());
        assembly.expect();
        AtomicInteger finished = new AtomicInteger();
        Thread planner = Thread.ofVirtual().start(() -> {
            try {
                hand(task, 0, 200);
                assembly.end(task);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int wave = 0; wave < 4; wave++) {
            waves.take();
            assertTrue(wave - finished.get() < 2, "wave " + wave + " with " + finished + " finished");
            if (wave > 0) {
                finished.incrementAndGet();
                placed.take().run();
            }
        }
        planner.join();
    }
}
