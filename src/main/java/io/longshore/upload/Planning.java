package io.longshore.upload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.DestinationKind;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.model.IndexObject;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.Upload;
import io.longshore.model.UploadPlan;
import io.longshore.model.store.UploadStore;
import io.longshore.place.Buffers;
import io.longshore.plan.Indexer;
import io.longshore.plan.Planner;

/// The first pass over one upload, from wherever its last one ended: chunks and then index objects, handed over as they are
/// planned. Holds no buffer while it waits for the hand-over.
final class Planning {
    private final Stores stores;
    private final Assembly assembly;
    private final Buffers buffers;
    private final DestinationKind kind;
    private final Path indexFolder;
    private final GroupList groups;

    /// @param buffers for a chunk's plaintext and its ciphertext, two at a time
    /// @param kind where the uploads go, for their handles
    /// @param indexFolder where index objects wait until they are stored
    /// @param groups makes the content of group objects
    Planning(Stores stores, Assembly assembly, Buffers buffers, DestinationKind kind, Path indexFolder,
            GroupList groups) {
        this.stores = stores;
        this.assembly = assembly;
        this.buffers = buffers;
        this.kind = kind;
        this.indexFolder = indexFolder;
        this.groups = groups;
    }

    /// Plans what is not planned yet; returns early if the task is stopped.
    void run(Task task) throws FailureException, InterruptedException {
        assembly.begin(task);
        supplyLeaves(task);
        Upload upload = stores.uploads().find(task.id()).orElseThrow();
        for (Row row : stores.waves().free(task.id())) {
            assembly.row(task, row);
        }
        // The index may be durable before the last chunks' wave is: each is looked at by itself.
        if (!upload.indexed() || upload.planned() < task.plan().grid().count()) {
            List<Hash> leaves = new ArrayList<>(stores.uploads().leaves(task.id()));
            Tail tail = new Tail(stores.uploads(), task.id());
            chunks(task, leaves, tail);
            if (task.isActive() && !upload.indexed()) {
                index(task, leaves, tail);
            }
        }
        if (task.isActive()) {
            task.planned();
        }
    }

    private void chunks(Task task, List<Hash> leaves, Tail tail) throws FailureException, InterruptedException {
        Grid grid = task.plan().grid();
        if (leaves.size() == grid.count()) {
            return;
        }
        Planner planner = new Planner(task.plan(), task.keys(), task.source(), leaves);
        Optional<PlannedChunk> chunk = next(planner);
        while (task.isActive() && chunk.isPresent()) {
            PlannedChunk planned = chunk.get();
            leaves.add(planned.leaf());
            tail.add(planned);
            assembly.chunk(task, planned, new Row(new RowRef.ChunkRow(task.id(), planned.index()), planned.address(),
                    grid.sealedLength(planned.index())));
            chunk = next(planner);
        }
        task.source().verifyUnchanged();
    }

    private Optional<PlannedChunk> next(Planner planner) throws FailureException, InterruptedException {
        try (Buffers.Loan plain = buffers.borrow(); Buffers.Loan sealed = buffers.borrow()) {
            return planner.next(plain.bytes(), sealed.bytes());
        }
    }

    private void index(Task task, List<Hash> leaves, Tail tail) throws FailureException, InterruptedException {
        UploadPlan plan = task.plan();
        Indexer indexer = new Indexer(plan, task.keys(), kind, indexFolder);
        Indexer.Index index = switch (plan.kind()) {
            case GROUP -> indexer.inline(groups.content(plan));
            case FILE -> plan.grid().inline()
                    ? indexer.inline(task.source().content())
                    : indexer.chunked(tail::chunks, leaves);
        };
        stores.uploads().index(task.id(), index.objects(), index.handle());
        for (IndexObject object : index.objects()) {
            assembly.row(task,
                    new Row(new RowRef.ObjectRow(task.id(), object.ordinal()), object.address(), object.size()));
        }
    }

    private void supplyLeaves(Task task) throws FailureException {
        UploadStore uploads = stores.uploads();
        for (UploadStore.SealedLeaves sealed : uploads.sealedLeaves(task.id())) {
            uploads.supplyLeaves(task.id(), sealed.first(),
                    task.leafSeal().open(sealed.first(), sealed.count(), sealed.sealed()));
        }
    }
}
