package io.longshore.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// A chain outside of this program that the embedded network is to be paid on. It must make blocks by itself.
///
/// @param rpc its JSON-RPC endpoint, which may hold a secret
/// @param deployer the file with the private key of who puts the contracts there and gives play money out; empty for the
///        first account that the node itself signs for
/// @param contracts those that are there already; empty to have them put there when the network is made
/// @param finality when its blocks are final; empty to go by the kind of node
public record OutsideChain(URI rpc, Optional<Path> deployer, Optional<Contracts> contracts,
        Optional<Finality> finality) {
    /// One about which everything but its endpoint is found out.
    public OutsideChain(URI rpc) {
        this(rpc, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Leaves out the endpoint, which may hold a secret.
    @Override
    public String toString() {
        return "OutsideChain[" + deployer + ", " + contracts + ", " + finality + "]";
    }
}
