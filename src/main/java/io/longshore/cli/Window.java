package io.longshore.cli;

import io.longshore.Longshore;
import io.longshore.model.FailureException;

/// Opens the desktop window; given by the program that has one.
@FunctionalInterface
public interface Window {
    /// Shows the window and returns when it is closed.
    /// @param entry opens the data folder that was asked for; may take seconds
    /// @return the exit code
    /// @throws FailureException what the entry failed with, once the user has seen it and closed the window
    int open(Entry entry) throws FailureException, InterruptedException;

    /// The way to the engine.
    @FunctionalInterface
    interface Entry {
        /// Opens the data folder; whoever calls this closes it.
        Longshore open() throws FailureException;
    }
}
