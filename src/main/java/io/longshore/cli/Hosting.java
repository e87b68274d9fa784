package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.longshore.model.FailureException;
import io.longshore.model.NodeOrder;
import io.longshore.model.OutsideChain;
import io.longshore.model.ProviderId;

/// How the commands `localnet` and `node` get what they run.
interface Hosting {
    /// Starts a local network that keeps its data in `folder`.
    /// @param chain the outside chain it is paid on; empty for the one it was made with, which is its own if it is new
    Hosted start(Path folder, Optional<OutsideChain> chain) throws FailureException;

    /// Starts a provider node by itself.
    HostedNode node(NodeOrder order) throws FailureException;

    /// A local network that runs in this process until it is closed.
    interface Hosted extends AutoCloseable {
        /// Where it describes itself.
        URI url();

        @Override
        void close() throws FailureException;
    }

    /// A node that runs in this process until it is closed.
    interface HostedNode extends AutoCloseable {
        /// Who it is.
        ProviderId id();

        /// What a drive is told of it; its path is a secret.
        URI url();

        /// Whether its key is new.
        boolean keyMade();

        /// Has the registry contract say where it is.
        /// @return false if its account has no coin for that
        boolean register() throws FailureException;

        @Override
        void close() throws FailureException;
    }
}
