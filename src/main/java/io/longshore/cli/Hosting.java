package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.longshore.model.FailureException;
import io.longshore.model.OutsideChain;

/// How the command `localnet` gets a local network.
@FunctionalInterface
interface Hosting {
    /// Starts one that keeps its data in `folder`.
    /// @param chain the outside chain it is paid on; empty for the one it was made with, which is its own if it is new
    Hosted start(Path folder, Optional<OutsideChain> chain) throws FailureException;

    /// A local network that runs in this process until it is closed.
    interface Hosted extends AutoCloseable {
        /// Where it describes itself.
        URI url();

        @Override
        void close() throws FailureException;
    }
}
