package io.longshore.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.checkpoint.Anchorage;
import io.longshore.checkpoint.Committer;
import io.longshore.model.FailureException;
import io.longshore.model.GroupId;
import io.longshore.model.IndexObject;
import io.longshore.model.Row;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;

/// The end of the road: looks which uploads are complete, lets them end, and starts what waited for that.
final class Completion implements Finisher.Look {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    private final Stores stores;
    private final Tasks tasks;
    private final WaveRun waveRun;
    private final Committer committer;
    private final Anchorage anchorage;
    private final GroupList groups;
    private final Road.Keys keys;
    private final Duration patience;
    private final Starting starting;

    /// Lets uploads run.
    interface Starting {
        /// As [Road#start].
        void start(List<UploadId> uploads) throws FailureException;
    }

    Completion(Stores stores, Tasks tasks, WaveRun waveRun, Committer committer, Anchorage anchorage, GroupList groups,
            Road.Keys keys, Duration patience, Starting starting) {
        this.stores = stores;
        this.tasks = tasks;
        this.waveRun = waveRun;
        this.committer = committer;
        this.anchorage = anchorage;
        this.groups = groups;
        this.keys = keys;
        this.patience = patience;
        this.starting = starting;
    }

    @Override
    public void look() throws FailureException {
        for (Task task : tasks.active()) {
            try {
                finishIfComplete(task);
            } catch (FailureException e) {
                LOG.warn("whether upload {} is complete is not known", task.id(), e);
                waveRun.stop(task, e.failure());
            }
        }
        Optional<FailureException> failed = Optional.empty();
        for (UploadId id : tasks.takeEnded()) {
            keys.forget(id);
            try {
                ended(id);
            } catch (FailureException e) {
                tasks.hasEnded(id);
                failed = Optional.of(e);
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    private void finishIfComplete(Task task) throws FailureException {
        if (task.isPlanned() && isLeafed(task.id())) {
            if (stores.leaves().end(task.id()) <= committer.agreed()) {
                finish(task);
            } else {
                committer.obstacle(patience).ifPresent(obstacle -> waveRun.stop(task, obstacle));
            }
        }
    }

    /// Every row of it stands in a leaf.
    private boolean isLeafed(UploadId upload) throws FailureException {
        Upload known = stores.uploads().find(upload).orElseThrow();
        // What is handed over is not yet durable: it may wait for its wave.
        if (!known.indexed() || known.planned() < known.plan().grid().count()
                || !stores.waves().free(upload).isEmpty()) {
            return false;
        }
        for (Wave wave : stores.waves().of(upload)) {
            for (int position = 0; position < wave.rows().size(); position++) {
                Row row = wave.rows().get(position);
                if (row.upload().equals(upload) && !wave.leafed().get(position)
                        && !wave.expired().get(position)) {
                    return false;
                }
            }
        }
        return stores.leaves().end(upload) > 0;
    }

    private void finish(Task task) throws FailureException {
        Upload upload = stores.uploads().find(task.id()).orElseThrow();
        // Due before it is done, so that whoever waits for both never sees neither.
        anchorage.due();
        tasks.stop(task, new UploadState.Done(upload.handle().orElseThrow()));
        removeFiles(task.id());
        anchorage.signal();
    }

    /// The list of a group follows when all its files have ended.
    private void ended(UploadId id) throws FailureException {
        Upload upload = stores.uploads().find(id).orElseThrow();
        Optional<GroupId> group = upload.plan().group();
        if (group.isEmpty() || upload.plan().kind() == UploadPlan.Kind.GROUP || !groups.isReady(group.get())) {
            return;
        }
        List<UploadId> list = new ArrayList<>();
        for (Upload member : stores.uploads().group(group.get())) {
            if (member.plan().kind() == UploadPlan.Kind.GROUP && member.state() instanceof UploadState.Queued) {
                list.add(member.id());
            }
        }
        starting.start(list);
    }

    /// Removes what was kept of an upload's index until it was stored.
    void removeFiles(UploadId upload) throws FailureException {
        for (IndexObject object : stores.uploads().objects(upload)) {
            try {
                Files.deleteIfExists(object.file());
            } catch (IOException e) {
                LOG.warn("{} is left behind", object.file(), e);
            }
        }
    }
}
