package io.longshore.upload;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.longshore.model.DestinationKind;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Upload;
import io.longshore.model.UploadPlan;
import io.longshore.model.store.UploadStore;
import io.longshore.plan.Indexer;

/// Makes the index objects of uploads, and makes them again, to the same bytes, where their files are lost: with the journal
/// and the vault alone what is paid can be finished. Safe for use by several threads.
final class Indexing {
    private final UploadStore uploads;
    private final DestinationKind kind;
    private final Path folder;
    private final GroupList groups;

    /// @param kind where the uploads go, for their handles
    /// @param folder where index objects wait until they are stored
    /// @param groups makes the content of group objects
    Indexing(UploadStore uploads, DestinationKind kind, Path folder, GroupList groups) {
        this.uploads = uploads;
        this.kind = kind;
        this.folder = folder;
        this.groups = groups;
    }

    /// Makes them, in forced files.
    /// @param leaves the plaintext leaves of all chunks
    Indexer.Index make(Task task, List<Hash> leaves, Indexer.Planned planned) throws FailureException {
        UploadPlan plan = task.plan();
        Indexer indexer = new Indexer(plan, task.keys(), kind, folder);
        return switch (plan.kind()) {
            case GROUP -> indexer.inline(groups.content(plan));
            case FILE -> plan.grid().inline()
                    ? indexer.inline(task.source().content())
                    : indexer.chunked(planned, leaves);
        };
    }

    /// Makes the files of a planned upload again.
    /// @throws FailureException `LocalFailure` if they would not be the same: a folder's files, for instance, are others now
    synchronized void restore(Task task) throws FailureException {
        supplyLeaves(task);
        Upload upload = uploads.find(task.id()).orElseThrow();
        if (upload.planned() < task.plan().grid().count()) {
            throw lost();
        }
        Indexer.Index made = make(task, uploads.leaves(task.id()),
                (first, count) -> uploads.chunks(task.id(), first, count));
        if (!upload.handle().equals(Optional.of(made.handle()))) {
            throw lost();
        }
    }

    private FailureException lost() {
        return new FailureException(new Failure.LocalFailure(folder.toString(),
                "has lost index objects that cannot be made again just now"));
    }

    /// Opens what the ledger knows as sealed only, because it was read back from the journal.
    void supplyLeaves(Task task) throws FailureException {
        for (UploadStore.SealedLeaves sealed : uploads.sealedLeaves(task.id())) {
            uploads.supplyLeaves(task.id(), sealed.first(),
                    task.leafSeal().open(sealed.first(), sealed.count(), sealed.sealed()));
        }
    }
}
