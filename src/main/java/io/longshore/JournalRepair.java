package io.longshore;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

import io.longshore.ledger.DataFolder;
import io.longshore.ledger.Disk;
import io.longshore.ledger.LostJournal;
import io.longshore.model.FailureException;
import io.longshore.model.RebuiltJournal;

/// What can be done for a data folder that does not open because its journal is lost.
public final class JournalRepair {
    private JournalRepair() {}

    /// Looks whether the journal of a data folder is lost, and what it can be made anew from; empty if nothing is the matter
    /// with it. Changes nothing of it.
    /// @throws FailureException `DataFolderInUse`; `LocalFailure` if the disk refuses or there is no database; `Corrupt` if
    ///         the database's lines are not the journal's; `Unsupported`
    public static Optional<RebuiltJournal> look(Path home, InstantSource clock) throws FailureException {
        try (DataFolder folder = DataFolder.lock(home, clock)) {
            return LostJournal.in(folder.home(), Disk.REAL).map(lost -> told(lost, Optional.empty()));
        }
    }

    /// Makes a lost journal anew from the database, forced, and puts it in place; what was left of the old one is kept beside
    /// it. Records behind those that the database has and that were left whole are lost. Nothing is done, and the answer is
    /// empty, if nothing is the matter with it.
    /// @throws FailureException as [#look]
    public static Optional<RebuiltJournal> rebuild(Path home, InstantSource clock) throws FailureException {
        try (DataFolder folder = DataFolder.lock(home, clock)) {
            Optional<LostJournal> lost = LostJournal.in(folder.home(), Disk.REAL);
            if (lost.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(told(lost.get(), lost.get().rebuild(clock)));
        }
    }

    private static RebuiltJournal told(LostJournal lost, Optional<Path> aside) {
        return new RebuiltJournal(lost.why(), lost.kept(), lost.saved(), aside);
    }
}
