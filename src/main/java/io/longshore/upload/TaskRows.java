package io.longshore.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.IndexObject;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.UploadId;
import io.longshore.model.store.UploadStore;
import io.longshore.place.Buffers;
import io.longshore.place.RowSource;
import io.longshore.proof.Hashes;

/// The second pass: reads a chunk again and seals it to the same bytes, or takes an index object from its file.
final class TaskRows implements RowSource {
    private final Tasks tasks;
    private final UploadStore uploads;
    private final Buffers plain;
    private final Indexing indexing;

    /// @param indexing makes index objects again whose files are lost
    /// @param plain buffers for plaintext, each as large as a chunk
    TaskRows(Tasks tasks, UploadStore uploads, Indexing indexing, Buffers plain) {
        this.tasks = tasks;
        this.uploads = uploads;
        this.indexing = indexing;
        this.plain = plain;
    }

    @Override
    public int seal(Row row, byte[] out) throws FailureException, InterruptedException {
        Task task = tasks.active(row.upload()).orElseThrow(() -> new FailureException(new Failure.Cancelled()));
        return switch (row.ref()) {
            case RowRef.ChunkRow(UploadId _, long index) -> chunk(task, index, out);
            case RowRef.ObjectRow(UploadId _, int ordinal) -> object(task, ordinal, row, out);
        };
    }

    private int chunk(Task task, long index, byte[] out) throws FailureException, InterruptedException {
        PlannedChunk planned = uploads.chunks(task.id(), index, 1).getFirst();
        try (Buffers.Loan loan = plain.borrow()) {
            int length = task.source().read(index, loan.bytes());
            if (!task.cipher().sealAgain(planned, loan.bytes(), length, out)) {
                throw new FailureException(new Failure.SourceChanged(task.plan().source().path(),
                        "chunk " + index + " is not what was planned"));
            }
            return length + Grid.SEAL_OVERHEAD;
        }
    }

    private int object(Task task, int ordinal, Row row, byte[] out) throws FailureException {
        Optional<IndexObject> object = uploads.objects(task.id()).stream().filter(o -> o.ordinal() == ordinal)
                .findFirst();
        IndexObject found = object.orElseThrow(() -> new FailureException(
                new Failure.LocalFailure("index object " + ordinal + " of upload " + task.id(),
                        "is not in the ledger")));
        try {
            if (!Files.exists(found.file())) {
                indexing.restore(task);
            }
            byte[] bytes = Files.readAllBytes(found.file());
            if (!Hashes.sha256(bytes).bytes().equals(row.address().bytes())) {
                throw new FailureException(new Failure.LocalFailure(found.file().toString(), "is damaged"));
            }
            System.arraycopy(bytes, 0, out, 0, bytes.length);
            return bytes.length;
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(found.file().toString(), "cannot be read"), e);
        }
    }
}
