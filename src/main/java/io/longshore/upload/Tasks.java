package io.longshore.upload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.store.UploadStore;

/// The uploads of a drive that run now, and the one way in which they stop.
final class Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final ConcurrentMap<UploadId, Task> tasks = new ConcurrentHashMap<>();
    private final Queue<UploadId> ended = new ConcurrentLinkedQueue<>();
    private final UploadStore uploads;
    private final Tally tally;

    Tasks(UploadStore uploads, Tally tally) {
        this.uploads = uploads;
        this.tally = tally;
    }

    void add(Task task) {
        tasks.put(task.id(), task);
    }

    /// The task of an upload, if it runs.
    Optional<Task> active(UploadId upload) {
        return Optional.ofNullable(tasks.get(upload)).filter(Task::isActive);
    }

    boolean isActive(UploadId upload) {
        return active(upload).isPresent();
    }

    /// All that run.
    List<Task> active() {
        return tasks.values().stream().filter(Task::isActive).toList();
    }

    /// Stops an upload in `state`, which is durable when this returns. Who comes second changes nothing.
    boolean stop(UploadId upload, UploadState state) throws FailureException {
        Task task = tasks.get(upload);
        if (task == null || !task.stop()) {
            return false;
        }
        rest(upload, state);
        tasks.remove(upload, task);
        task.closeSource();
        return true;
    }

    /// Stores the state of an upload that does not run.
    void rest(UploadId upload, UploadState state) throws FailureException {
        uploads.state(upload, state);
        LOG.info("upload {} is now {}", upload, state);
        if (state.isFinal()) {
            ended.add(upload);
        }
        tally.changed(upload);
    }

    /// The uploads that have come to their end since this was last asked.
    List<UploadId> takeEnded() {
        List<UploadId> taken = new ArrayList<>();
        for (UploadId upload = ended.poll(); upload != null; upload = ended.poll()) {
            taken.add(upload);
        }
        return taken;
    }

    /// Stops all of `ids` in one state.
    void stopAll(Collection<UploadId> ids, UploadState state) throws FailureException {
        for (UploadId upload : ids) {
            stop(upload, state);
        }
    }

    /// Ends all tasks without touching the uploads' states, because the program ends.
    void closeAll() {
        for (Task task : tasks.values()) {
            task.stop();
            try {
                task.closeSource();
            } catch (FailureException e) {
                LOG.warn("a source was not closed in order", e);
            }
        }
    }
}
