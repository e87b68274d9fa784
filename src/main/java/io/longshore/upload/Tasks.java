package io.longshore.upload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.FailureException;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.store.UploadStore;

/// The uploads of a drive that run now, and the only ways in which they start and stop: one at a time, so that the stored
/// state is always that of who came last.
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

    /// Lets an upload run that does not; its state is `Queued` then. False, and nothing changes, if it runs already.
    boolean start(Task task) throws FailureException {
        return start(task, _ -> true);
    }

    /// As [#start(Task)], but only from a state that is asked for: whoever decides by a state may be late.
    synchronized boolean start(Task task, Predicate<UploadState> from) throws FailureException {
        if (isActive(task.id()) || !from.test(uploads.find(task.id()).orElseThrow().state())) {
            return false;
        }
        uploads.state(task.id(), new UploadState.Queued());
        tasks.put(task.id(), task);
        tally.changed(task.id());
        return true;
    }

    /// Its planning begins: its state is `Running` then. False, and nothing changes, if it was stopped.
    synchronized boolean begin(Task task) throws FailureException {
        if (!task.isActive()) {
            return false;
        }
        uploads.state(task.id(), new UploadState.Running());
        tally.changed(task.id());
        return true;
    }

    /// Something that must not be disturbed.
    ///
    /// @param <T> what it gives
    interface Work<T> {
        T run() throws FailureException;
    }

    /// Does something while no upload starts or stops: who runs at its beginning runs at its end.
    synchronized <T> T undisturbed(Work<T> work) throws FailureException {
        return work.run();
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

    /// Stops an upload in `state`, which is stored when this returns. Who comes second changes nothing.
    synchronized boolean stop(UploadId upload, UploadState state) throws FailureException {
        Task task = tasks.get(upload);
        return task != null && stop(task, state);
    }

    /// As [#stop(UploadId, UploadState)], but never a later task of the same upload: what went wrong before a pause is no
    /// reason to stop what goes on after it.
    synchronized boolean stop(Task task, UploadState state) throws FailureException {
        if (!task.stop()) {
            return false;
        }
        rest(task.id(), state);
        tasks.remove(task.id(), task);
        task.closeSource();
        return true;
    }

    /// Gives an upload a state in which it does not run, whether it runs or not. One that is final stays as it is.
    synchronized void put(UploadId upload, UploadState state) throws FailureException {
        if (stop(upload, state)) {
            return;
        }
        Optional<Upload> known = uploads.find(upload);
        if (known.isPresent() && !known.get().state().isFinal()) {
            rest(upload, state);
        }
    }

    private void rest(UploadId upload, UploadState state) throws FailureException {
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
    synchronized void closeAll() {
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
