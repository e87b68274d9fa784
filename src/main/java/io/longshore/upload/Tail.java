package io.longshore.upload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.longshore.model.FailureException;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.store.UploadStore;

/// All planned chunks of an upload while it is planned: those that are durable from the ledger, the last ones, which are
/// still on their way into a wave, from memory. Stays small, however long the upload is. For one thread.
final class Tail {
    private static final int TRIM_AT = 16 * 1024;

    private final UploadStore uploads;
    private final UploadId upload;
    private final Deque<PlannedChunk> chunks = new ArrayDeque<>();

    Tail(UploadStore uploads, UploadId upload) {
        this.uploads = uploads;
        this.upload = upload;
    }

    void add(PlannedChunk chunk) throws FailureException {
        chunks.add(chunk);
        if (chunks.size() >= TRIM_AT) {
            trim();
        }
    }

    /// The planned chunks from `first`, at most `most`, in order.
    List<PlannedChunk> chunks(long first, int most) throws FailureException {
        trim();
        List<PlannedChunk> found = new ArrayList<>(most);
        long kept = chunks.isEmpty() ? Long.MAX_VALUE : chunks.getFirst().index();
        if (first < kept) {
            found.addAll(uploads.chunks(upload, first, (int) Math.min(most, kept - first)));
        }
        for (PlannedChunk chunk : chunks) {
            if (found.size() < most && chunk.index() == first + found.size()) {
                found.add(chunk);
            }
        }
        return found;
    }

    private void trim() throws FailureException {
        long durable = uploads.find(upload).map(Upload::planned).orElse(0L);
        while (!chunks.isEmpty() && chunks.getFirst().index() < durable) {
            chunks.removeFirst();
        }
    }
}
