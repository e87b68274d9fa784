package io.longshore.model.store;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Bytes;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ImportedJournal;

/// Records of other journals, which become part of this one.
public interface ImportStore {
    /// Makes the records of another journal part of this one, whole and in their order (`imported`), as far as they are not
    /// known yet. Forced once: after a crash either all of them are there or none. What they say of uploads, chunks and money
    /// is so here, too, from then on.
    /// @param own the hash of this journal's first record; empty while there is none
    /// @param lines a whole journal that was verified, its lines without LF, from the first on
    /// @param drives its drives as they are to be here; those that are here already stay as they are
    /// @throws FailureException `Refused` if another history of that journal is known; `Disagreement` if it has records of this
    ///         very journal that are not here; `Corrupt`, `Unsupported`
    ImportedJournal take(Optional<Hash> own, List<Bytes> lines, List<Drive> drives) throws FailureException;
}
