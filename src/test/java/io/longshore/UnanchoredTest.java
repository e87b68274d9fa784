package io.longshore;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.ledger.Waypoints;
import io.longshore.localnet.ChainFaults;
import io.longshore.model.Bytes;
import io.longshore.model.UploadId;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UnanchoredTest {
    @TempDir
    private Path folder;

    @Test
    void aCheckpointThatCouldNotBeMadeIsMadeByResuming() throws Exception {
        try (World world = new World(folder)) {
            Path home = world.fresh("home");
            UploadId upload;
            try (House house = world.house(home)) {
                upload = World.add(house, world.file(10 * World.CHUNK));
                World.until("a chunk is sent, so that the chain is not needed for the upload any more",
                        () -> world.network().node(0).records() > 0);
                world.network().stopChain();
                World.done(house, upload);
                assertEquals(Optional.empty(), World.snapshot(house, upload).checkpoint());
            }
            world.network().startChain();
            try (House house = world.house(home)) {
                assertEquals(Set.of(upload), house.unfinished());
                house.resume(Set.of(upload));
                World.done(house, upload);
                assertTrue(World.snapshot(house, upload).checkpoint().isPresent());
                assertEquals(Set.of(), house.unfinished());
            }
        }
    }

    @Test
    void aCheckpointThatTheChainRefusedIsMadeByResumingInTheSameRun() throws Exception {
        try (World world = new World(folder)) {
            AtomicBoolean refused = new AtomicBoolean();
            Waypoints refusing = (moment, records) -> {
                if (moment == Waypoints.Moment.FORCING && records.contains("intent:checkpoint")
                        && refused.compareAndSet(false, true)) {
                    world.network().chain().faults().next(1, new ChainFaults.Fate.Reverted(Bytes.of()));
                }
            };
            try (House house = House.open(new Options(world.fresh("home"), Optional.empty(),
                    new Options.Network.At(world.directory()), World.PATIENCE, InstantSource.system(), refusing))) {
                UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
                World.done(house, upload);
                assertEquals(Set.of(upload), house.unfinished());
                house.resume(Set.of(upload));
                World.done(house, upload);
                assertTrue(World.snapshot(house, upload).checkpoint().isPresent());
                assertEquals(Set.of(), house.unfinished());
            }
        }
    }
}
