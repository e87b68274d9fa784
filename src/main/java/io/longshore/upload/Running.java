package io.longshore.upload;

import java.util.HashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.WaveId;

/// Runs each wave on a virtual thread of its own, and never twice at the same time: who asks for a wave that runs already
/// gets another run after it.
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Map<WaveId, Slot> slots = new HashMap<>();
    private boolean closed;

    /// What is run; may be interrupted.
    interface Job {
        void run() throws InterruptedException;
    }

    private static final class Slot {
        private Thread thread = Thread.currentThread();
        private Job next = () -> {};
        private boolean again;
    }

    /// Runs the job for a wave, now or after the one that runs.
    synchronized void run(WaveId wave, Job job) {
        if (closed) {
            return;
        }
        Slot busy = slots.get(wave);
        if (busy != null) {
            busy.next = job;
            busy.again = true;
            return;
        }
        Slot slot = new Slot();
        slots.put(wave, slot);
        slot.thread = Thread.ofVirtual().name("wave " + wave).start(() -> work(wave, slot, job));
    }

    private void work(WaveId wave, Slot slot, Job first) {
        for (Job job = first; job != null; job = next(wave, slot)) {
            try {
                job.run();
            } catch (InterruptedException e) {
                LOG.debug("wave {} is left where it is", wave, e);
            }
        }
    }

    private synchronized Job next(WaveId wave, Slot slot) {
        // An interrupt was meant for the job that is over.
        Thread.interrupted();
        if (slot.again && !closed) {
            slot.again = false;
            return slot.next;
        }
        slots.remove(wave);
        return null;
    }

    /// Whether no wave runs.
    synchronized boolean isIdle() {
        return slots.isEmpty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        slots.values().forEach(slot -> slot.thread.interrupt());
    }
}
