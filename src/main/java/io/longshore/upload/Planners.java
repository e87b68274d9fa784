package io.longshore.upload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;

/// Plans uploads on threads of their own, some at a time, and of each upload one task at a time: one that goes on after a
/// pause waits until its former task has noticed that it was stopped.
final class Planners {
    /// How many uploads are planned at once.
    static final int AT_ONCE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Planners.class);

    private final Tasks tasks;
    private final Assembly assembly;
    private final Planning planning;
    private final WaveRun waveRun;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private final Map<UploadId, CountDownLatch> ends = new ConcurrentHashMap<>();

    Planners(Tasks tasks, Assembly assembly, Planning planning, WaveRun waveRun) {
        this.tasks = tasks;
        this.assembly = assembly;
        this.planning = planning;
        this.waveRun = waveRun;
    }

    /// Begins to plan a task that was just started.
    /// @param ended told when planning is over, whatever came of it
    void plan(Task task, Runnable ended) {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch before = ends.put(task.id(), end);
        assembly.expect();
        Thread.ofVirtual().name("plan " + task.id()).start(() -> {
            try {
                if (before != null) {
                    before.await();
                }
                permits.acquire();
                try {
                    plan(task);
                } finally {
                    permits.release();
                }
            } catch (InterruptedException e) {
                // Whoever closes or pauses has stopped the upload before: nothing happens to it here.
                LOG.debug("planning of upload {} ends", task.id(), e);
                waveRun.stop(task, new Failure.Cancelled());
            } finally {
                assembly.end(task);
                end.countDown();
                ends.remove(task.id(), end);
                ended.run();
            }
        });
    }

    /// Keeps part-filled waves waiting until [#released], because more uploads are about to start.
    void hold() {
        assembly.expect();
    }

    /// All that were to start have started.
    void released() {
        assembly.release();
    }

    private void plan(Task task) throws InterruptedException {
        boolean reported = false;
        try {
            if (tasks.begin(task)) {
                planning.run(task);
            }
            reported = true;
        } catch (FailureException e) {
            LOG.info("upload {} is not planned further", task.id(), e);
            waveRun.stop(task, e.failure());
            reported = true;
        } catch (InterruptedException e) {
            reported = true;
            throw e;
        } finally {
            if (!reported) {
                waveRun.stop(task, new Failure.Broken("planning of upload " + task.id() + " broke off"));
            }
        }
    }
}
