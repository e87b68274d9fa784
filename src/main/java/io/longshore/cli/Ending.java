package io.longshore.cli;

import java.util.Set;

import io.longshore.model.Failure;
import io.longshore.model.UploadId;
import io.longshore.model.snapshot.Snapshot;

/// How a command's work on an engine ended. The engine is closed by then.
///
/// @param <T> what the work brings back
sealed interface Ending<T> {
    /// It was finished.
    /// @param value what it brought back
    /// @param snapshot the engine's last picture
    record Finished<T>(T value, Snapshot snapshot) implements Ending<T> {}

    /// It failed; that is logged.
    record Failed<T>(Failure failure) implements Ending<T> {}

    /// A signal came before it was finished.
    /// @param uploads the uploads it was about, as far as they were known
    /// @param snapshot the engine's last picture
    record Interrupted<T>(Set<UploadId> uploads, Snapshot snapshot) implements Ending<T> {}
}
