package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.longshore.proof.SigningKey;

/// What the nodes of a local network sign with: for tests in which a real provider signs what it should not.
public final class NodeKeys {
    private NodeKeys() {}

    /// The keys, by the nodes' numbers.
    public static List<SigningKey> of(Path folder) throws IOException {
        return NetworkFile.read(folder).orElseThrow().nodes().stream().map(node -> node.identity().key()).toList();
    }
}
