package io.longshore;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.upload.Resumption;

/// The stalled uploads, as front ends are shown them.
///
/// @param snapshot the newest picture
/// @param uploads what is asked of uploads
record StalledUploads(Supplier<Snapshot> snapshot, Uploads uploads) implements Resumption.Queue {
    @Override
    public Map<UploadId, Resumption.Standing> stalled() {
        return snapshot.get().uploads().stream().filter(upload -> upload.state() instanceof UploadState.Stalled)
                .collect(Collectors.toMap(UploadSnapshot::id, StalledUploads::standing));
    }

    private static Resumption.Standing standing(UploadSnapshot upload) {
        return new Resumption.Standing(((UploadState.Stalled) upload.state()).failure(), upload.stored());
    }

    @Override
    public void restart(Set<UploadId> due) throws FailureException {
        uploads.restart(due);
    }
}
