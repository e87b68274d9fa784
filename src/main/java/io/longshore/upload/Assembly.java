package io.longshore.upload;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Row;
import io.longshore.model.Run;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;
import io.longshore.model.store.WaveStore;
import io.longshore.wave.WaveCutter;

/// Where the planners of a drive hand over what they planned, and waves are made of it: one thread takes items in order,
/// cuts a wave at 64 rows, or when no planner of the drive has work left, and makes it durable before anybody sees it.
/// The hand-over is bounded, and so is the number of waves between planning and the end of their placing.
final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    /// Items that may wait: two waves.
    private static final int WAITING = 2 * Wave.SIZE;

    private final DriveId drive;
    private final WaveStore waves;
    private final Tasks tasks;
    private final Semaphore ahead;
    private final Dispatch dispatch;
    private final HeadStart headStart;
    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(WAITING);
    private final AtomicInteger work = new AtomicInteger();
    private final WaveCutter cutter = new WaveCutter();
    private final Thread thread;
    private volatile boolean closed;

    /// Takes over a durable wave; whoever does gives its permit back when it is placed or stuck.
    interface Dispatch {
        void dispatch(Wave wave, Runnable finished);
    }

    private sealed interface Item {
        record Begin(Task task, CountDownLatch begun) implements Item {}

        record Chunk(Task task, PlannedChunk chunk, Row row) implements Item {}

        record Planned(Task task, Row row) implements Item {}

        record End(Task task) implements Item {}

        record Look() implements Item {}
    }

    /// @param aheadOfPlacing how many waves may lie between planning and the end of placing
    /// @param headStart begins with the first wave
    Assembly(DriveId drive, WaveStore waves, Tasks tasks, int aheadOfPlacing, HeadStart headStart, Dispatch dispatch) {
        this.drive = drive;
        this.waves = waves;
        this.tasks = tasks;
        this.ahead = new Semaphore(aheadOfPlacing);
        this.headStart = headStart;
        this.dispatch = dispatch;
        this.thread = Thread.ofVirtual().name("assemble " + drive).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// There will be something to hand over, so that a part-filled wave waits for it, until [#end] or [#release].
    void expect() {
        work.incrementAndGet();
    }

    /// What was expected comes to nothing. Never waits.
    void release() {
        work.decrementAndGet();
        // Where there is no room for it, something else makes the thread look.
        items.offer(new Item.Look());
    }

    /// Waits until nothing of an earlier task of the same upload is on the way any more: what the ledger says of its
    /// planned prefix is final then.
    void begin(Task task) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        items.put(new Item.Begin(task, begun));
        begun.await();
    }

    /// Hands over a newly planned chunk; waits while too much is on the way.
    void chunk(Task task, PlannedChunk chunk, Row row) throws InterruptedException {
        items.put(new Item.Chunk(task, chunk, row));
    }

    /// Hands over a row whose plan is durable.
    void row(Task task, Row row) throws InterruptedException {
        items.put(new Item.Planned(task, row));
    }

    /// All of a task is handed over, or it was stopped. An interrupt does not keep it from being said.
    void end(Task task) {
        boolean interrupted = false;
        boolean said = false;
        while (!said && !closed) {
            try {
                items.put(new Item.End(task));
                said = true;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                if (isDue()) {
                    cut();
                } else {
                    take(items.take());
                }
            } catch (InterruptedException e) {
                LOG.debug("assembly of drive {} is interrupted", drive, e);
            }
        }
    }

    private boolean isDue() {
        return cutter.isFull() || (work.get() == 0 && items.isEmpty() && !cutter.isEmpty());
    }

    private void take(Item item) {
        switch (item) {
            case Item.Begin(Task task, CountDownLatch begun) -> {
                if (task.isActive()) {
                    cutter.remove(task.id());
                }
                begun.countDown();
            }
            case Item.Chunk(Task task, PlannedChunk chunk, Row row) -> {
                if (task.isActive()) {
                    cutter.add(task.id(), chunk, row);
                }
            }
            case Item.Planned(Task task, Row row) -> {
                if (task.isActive()) {
                    cutter.add(row);
                }
            }
            case Item.End(Task task) -> {
                work.decrementAndGet();
                if (!tasks.isActive(task.id())) {
                    cutter.remove(task.id());
                }
            }
            case Item.Look() -> {
            }
        }
    }

    private void cut() throws InterruptedException {
        ahead.acquire();
        WaveCutter.Cut cut = cutter.cut();
        List<Run> runs = new ArrayList<>();
        List<Row> rows = new ArrayList<>(cut.rows());
        cut.chunks().forEach((upload, chunks) -> tasks.active(upload).ifPresent(task -> runs.add(
                new Run(upload, chunks, task.leafSeal().seal(chunks.getFirst().index(),
                        chunks.stream().map(PlannedChunk::leaf).toList())))));
        rows.removeIf(row -> !tasks.isActive(row.upload())
                || cut.chunks().containsKey(row.upload())
                        && runs.stream().noneMatch(r -> r.upload().equals(row.upload())));
        if (rows.isEmpty() && runs.isEmpty()) {
            ahead.release();
            return;
        }
        headStart.begin();
        try {
            Wave wave = waves.plan(drive, runs, rows);
            members(rows, runs).forEach(tasks::hasMoved);
            dispatch.dispatch(wave, this::finished);
        } catch (FailureException e) {
            finished();
            LOG.error("a wave cannot be made durable", e);
            stopAll(rows, runs, e);
        }
    }

    private void finished() {
        headStart.end();
        ahead.release();
    }

    /// The wave may be recorded or not; its uploads stop, and ask the ledger when they are resumed.
    private void stopAll(List<Row> rows, List<Run> runs, FailureException why) {
        tasks.stopAll(members(rows, runs), new UploadState.Stalled(why.failure()));
    }

    private static Set<UploadId> members(List<Row> rows, List<Run> runs) {
        Set<UploadId> members = new LinkedHashSet<>();
        rows.forEach(row -> members.add(row.upload()));
        runs.forEach(run -> members.add(run.upload()));
        return members;
    }
}
