package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;

import io.longshore.model.FailureException;

/// How the command `localnet` gets a local network.
@FunctionalInterface
interface Hosting {
    /// Starts one that keeps its data in `folder`.
    Hosted start(Path folder) throws FailureException;

    /// A local network that runs in this process until it is closed.
    interface Hosted extends AutoCloseable {
        /// Where it describes itself.
        URI url();

        @Override
        void close() throws FailureException;
    }
}
