package io.longshore.upload;

import java.util.concurrent.atomic.AtomicBoolean;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.plan.Source;
import io.longshore.seal.ChunkCipher;
import io.longshore.seal.FileKeys;
import io.longshore.seal.LeafSeal;

/// One upload while it runs: its keys and its open source. A pause ends the task; resuming makes another one. Safe for use by several threads.
final class Task {
    private final UploadPlan plan;
    private final FileKeys keys;
    private final ChunkCipher cipher;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private Source source;
    private volatile boolean planned;

    Task(UploadPlan plan, FileKeys keys) {
        this.plan = plan;
        this.keys = keys;
        this.cipher = new ChunkCipher(keys, plan.file(), plan.grid().count());
    }

    UploadId id() {
        return plan.upload();
    }

    UploadPlan plan() {
        return plan;
    }

    FileKeys keys() {
        return keys;
    }

    ChunkCipher cipher() {
        return cipher;
    }

    LeafSeal leafSeal() {
        return new LeafSeal(keys, plan.file());
    }

    boolean isActive() {
        return !stopped.get();
    }

    /// Ends it; true for who did so first, who then stores the upload's next state.
    boolean stop() {
        return stopped.compareAndSet(false, true);
    }

    /// Whether all its chunks and index objects are handed over to waves.
    boolean isPlanned() {
        return planned;
    }

    void planned() {
        planned = true;
    }

    /// The open source; opened at first use, and only if it is still the file that was planned.
    /// @throws FailureException `Cancelled` once it was stopped, besides what opening throws
    synchronized Source source() throws FailureException {
        if (!isActive()) {
            throw new FailureException(new Failure.Cancelled());
        }
        if (source == null) {
            source = Source.open(plan.source(), plan.grid());
        }
        return source;
    }

    /// Closes the source, once the task was stopped.
    synchronized void closeSource() throws FailureException {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
