package io.longshore.cli;

import java.nio.file.Path;
import java.util.Optional;

import io.longshore.model.NodeOrder;
import io.longshore.model.OutsideChain;

/// For commands that start neither a network nor a node.
final class NoHosting implements Hosting {
    @Override
    public Hosted start(Path folder, Optional<OutsideChain> chain) {
        throw new AssertionError("no network is started");
    }

    @Override
    public HostedNode node(NodeOrder order) {
        throw new AssertionError("no node is started");
    }
}
