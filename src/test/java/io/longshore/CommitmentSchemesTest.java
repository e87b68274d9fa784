package io.longshore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.localnet.NodeSchemes;
import io.longshore.model.Checkpoint;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.ProviderId;
import io.longshore.model.UploadId;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Providers over real sockets that sign by the schemes of web3-storage.
class CommitmentSchemesTest {
    @TempDir
    private Path folder;

    private ProviderId id(World world, int node) {
        return world.network().node(node).id();
    }

    @Test
    void whoSignsByOtherSchemesAgreesAndTheRestIsAnchored() throws Exception {
        NodeSchemes.make(folder.resolve("network"), CommitmentScheme.ED25519, CommitmentScheme.ECDSA);
        try (World world = new World(folder); House house = world.house()) {
            UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
            World.done(house, upload);
            Checkpoint checkpoint = World.snapshot(house, upload).checkpoint().orElseThrow();
            assertEquals(Set.of(id(world, 2), id(world, 3), id(world, 4)), Set.copyOf(checkpoint.signers()));
            // They are brought up to our leaves like the others, which takes that their signatures are good.
            world.awaitOneRoot(house.drives().getFirst());
        }
    }

    @Test
    void withTooFewThatTheRegistryUnderstandsNothingIsAnchoredAndNothingElseHeldUp() throws Exception {
        NodeSchemes.make(folder.resolve("network"), CommitmentScheme.ED25519, CommitmentScheme.ECDSA,
                CommitmentScheme.ETH);
        try (World world = new World(folder); House house = world.house()) {
            Path source = world.file(World.ONE_CHUNK);
            UploadId upload = World.add(house, source);
            world.assertRestores(house, World.done(house, upload), source);
            assertEquals(Optional.empty(), World.snapshot(house, upload).checkpoint());
            world.awaitOneRoot(house.drives().getFirst());
            List<ProviderId> all = house.snapshot().providers().stream().map(provider -> provider.id()).toList();
            assertEquals(5, all.stream().collect(Collectors.toSet()).size());
        }
    }
}
