package io.longshore.upload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
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
    /// How uploads stand that ran in this run of the program.
    private final ConcurrentMap<UploadId, UploadState> known = new ConcurrentHashMap<>();
    /// Those of them that were stopped while the ledger could not be told.
    private final Set<UploadId> unrecorded = ConcurrentHashMap.newKeySet();
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
        if (isActive(task.id()) || !from.test(standing(uploads.find(task.id()).orElseThrow()))) {
            return false;
        }
        record(task.id(), new UploadState.Queued());
        tasks.put(task.id(), task);
        tally.changed(task.id());
        return true;
    }

    /// Its planning begins: its state is `Running` then. False, and nothing changes, if it was stopped.
    synchronized boolean begin(Task task) throws FailureException {
        if (!task.isActive()) {
            return false;
        }
        record(task.id(), new UploadState.Running());
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

    /// Whether an upload neither runs nor is just being stopped: its state is told, to the ledger or to [#unrecorded].
    boolean isAtRest(UploadId upload) {
        return !tasks.containsKey(upload);
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
    /// @throws FailureException if the ledger does not take the state; it is stopped all the same, and [#unrecorded] says why
    synchronized boolean stop(Task task, UploadState state) throws FailureException {
        if (!task.stop()) {
            return false;
        }
        try {
            rest(task.id(), state);
            return true;
        } catch (FailureException e) {
            known.put(task.id(), new UploadState.Stalled(e.failure()));
            unrecorded.add(task.id());
            tally.changed(task.id());
            throw e;
        } finally {
            tasks.remove(task.id(), task);
            closeSource(task);
        }
    }

    private static void closeSource(Task task) {
        try {
            task.closeSource();
        } catch (FailureException e) {
            LOG.warn("a source was not closed in order", e);
        }
    }

    private void record(UploadId upload, UploadState state) throws FailureException {
        uploads.state(upload, state);
        known.put(upload, state);
        unrecorded.remove(upload);
    }

    /// How an upload stands, if that changed in this run of the program.
    Optional<UploadState> known(UploadId upload) {
        return Optional.ofNullable(known.get(upload));
    }

    /// How an upload stands, by the ledger and by what that could not be told. If it had heard of the upload's end after all,
    /// that is the end.
    synchronized UploadState standing(Upload upload) {
        if (upload.state().isFinal() && unrecorded.remove(upload.id())) {
            known.put(upload.id(), upload.state());
            ended.add(upload.id());
            tally.changed(upload.id());
        }
        return unrecorded(upload.id()).orElse(upload.state());
    }

    /// How an upload stands that was stopped while the ledger could not be told.
    Optional<UploadState> unrecorded(UploadId upload) {
        return unrecorded.contains(upload) ? known(upload) : Optional.empty();
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
        record(upload, state);
        LOG.info("upload {} is now {}", upload, state);
        if (state.isFinal()) {
            ended.add(upload);
        }
        tally.changed(upload);
    }

    /// There is more to be told of an upload than before: chunks of it are planned, or in a wave.
    void hasMoved(UploadId upload) {
        tally.changed(upload);
    }

    /// An upload is to be among those that [#takeEnded] gives next.
    void hasEnded(UploadId upload) {
        ended.add(upload);
    }

    /// The uploads that have come to their end since this was last asked.
    List<UploadId> takeEnded() {
        List<UploadId> taken = new ArrayList<>();
        for (UploadId upload = ended.poll(); upload != null; upload = ended.poll()) {
            taken.add(upload);
        }
        return taken;
    }

    /// Stops all of `ids` in one state, whatever the ledger says to it.
    void stopAll(Collection<UploadId> ids, UploadState state) {
        for (UploadId upload : ids) {
            try {
                stop(upload, state);
            } catch (FailureException e) {
                LOG.error("upload {} is stopped, and the ledger does not know", upload, e);
            }
        }
    }

    /// Ends all tasks without touching the uploads' states, because the program ends.
    synchronized void closeAll() {
        for (Task task : tasks.values()) {
            task.stop();
            closeSource(task);
        }
        tasks.clear();
    }
}
