package io.longshore.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.model.IndexObject;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.Upload;
import io.longshore.place.Buffers;
import io.longshore.plan.Indexer;
import io.longshore.plan.Planner;

/// The first pass over one upload, from wherever its last one ended: chunks and then index objects, handed over as they are
/// planned.
final class Planning {
    private final Stores stores;
    private final Assembly assembly;
    private final Buffers buffers;
    private final HeadStart headStart;
    private final Indexing indexing;

    /// @param buffers as for [ReadAhead]
    /// @param indexing makes the index objects
    Planning(Stores stores, Assembly assembly, Buffers buffers, Indexing indexing, HeadStart headStart) {
        this.headStart = headStart;
        this.stores = stores;
        this.assembly = assembly;
        this.buffers = buffers;
        this.indexing = indexing;
    }

    /// Plans what is not planned yet; returns early if the task is stopped.
    void run(Task task) throws FailureException, InterruptedException {
        assembly.begin(task);
        indexing.supplyLeaves(task);
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
        try (ReadAhead chunks = new ReadAhead(planner, buffers)) {
            Optional<PlannedChunk> chunk = chunks.next();
            while (task.isActive() && chunk.isPresent()) {
                PlannedChunk planned = chunk.get();
                leaves.add(planned.leaf());
                tail.add(planned);
                assembly.chunk(task, planned, new Row(new RowRef.ChunkRow(task.id(), planned.index()),
                        planned.address(), grid.sealedLength(planned.index())));
                headStart.await();
                chunk = chunks.next();
            }
        }
        task.source().verifyUnchanged();
    }

    private void index(Task task, List<Hash> leaves, Tail tail) throws FailureException, InterruptedException {
        Indexer.Index index = indexing.make(task, leaves, tail::chunks);
        stores.uploads().index(task.id(), index.objects(), index.handle());
        for (IndexObject object : index.objects()) {
            assembly.row(task,
                    new Row(new RowRef.ObjectRow(task.id(), object.ordinal()), object.address(), object.size()));
        }
    }
}
