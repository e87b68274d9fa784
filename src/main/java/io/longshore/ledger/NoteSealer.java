package io.longshore.ledger;

import io.longshore.model.Bytes;
import io.longshore.model.Drive;

/// Seals what the journal is to carry to a drive's key. Needs no open vault. Called on any thread.
public interface NoteSealer {
    /// The text, sealed.
    Bytes seal(Drive drive, String text);
}
