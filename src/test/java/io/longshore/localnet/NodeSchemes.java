package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.CommitmentScheme;
import io.longshore.model.FailureException;

/// Networks whose nodes sign their commitments by other schemes, as providers of other networks do.
public final class NodeSchemes {
    private NodeSchemes() {}

    /// Makes a network that does not run yet, the first nodes of which have these schemes.
    public static void make(Path folder, CommitmentScheme... schemes) throws IOException, FailureException {
        LocalNetwork.open(folder, LocalNetwork.Options.defaults()).close();
        NetworkFile made = NetworkFile.read(folder).orElseThrow();
        List<NetworkFile.NodeEntry> nodes = new ArrayList<>(made.nodes());
        for (int i = 0; i < schemes.length; i++) {
            NetworkFile.NodeEntry node = nodes.get(i);
            nodes.set(i, new NetworkFile.NodeEntry(node.port(), node.key(), node.rewards(),
                    Optional.of(schemes[i].word())));
        }
        new NetworkFile(made.v(), made.discarding(), made.operator(), made.directory(), made.chain(), made.faucet(),
                made.contracts(), nodes, made.outside()).write(folder);
    }
}
