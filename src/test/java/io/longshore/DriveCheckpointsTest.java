package io.longshore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.DriveEdit;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Standing;
import io.longshore.model.Strategy;
import io.longshore.model.UploadId;
import io.longshore.model.snapshot.CheckpointSnapshot;
import io.longshore.model.snapshot.CheckpointSnapshot.Paused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Checkpoints through the façade: the whole engine on a local network.
@Timeout(120)
class DriveCheckpointsTest {
    private static final Optional<String> ONLY = Optional.empty();

    @TempDir
    private static Path folder;
    private static World world;

    @BeforeAll
    static void open() throws FailureException {
        world = new World(folder);
    }

    @AfterAll
    static void close() throws FailureException {
        world.close();
    }

    @AfterEach
    void calm() throws FailureException {
        world.calm();
    }

    private static UploadId upload(House house) throws Exception {
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.done(house, upload);
        return upload;
    }

    private static CheckpointSnapshot status(House house) throws FailureException {
        return house.checkpoints().status(ONLY);
    }

    @Test
    void withoutADriveThereIsNothingToTell() throws Exception {
        House house = world.house();
        assertThrows(FailureException.class, () -> status(house));
        assertEquals(0, house.snapshot().checkpoints().size());
    }

    @Test
    void anUploadByHandIsDoneWithoutACheckpointUntilTheUserOrdersOne() throws Exception {
        House house = world.house();
        upload(house);
        String drive = house.drives().getFirst().name();
        house.driveBook().edit(drive, List.of(new DriveEdit.Anchoring(new Strategy.Manual())));
        UploadId upload = upload(house);
        assertTrue(World.snapshot(house, upload).checkpoint().isEmpty(), "and nobody waited for one");
        assertEquals(Set.of(), house.unfinished(), "resuming would not make it");
        assertEquals(1, status(house).pending());
        Checkpoint made = house.checkpoints().submitNow(ONLY).orElseThrow();
        assertEquals(2, made.count());
        CheckpointSnapshot after = status(house);
        assertEquals(Optional.of(made), after.last());
        assertEquals(0, after.pending());
        assertEquals(5, after.providers().values().stream().filter(Standing.Agreeing.class::isInstance).count());
        assertEquals(5, after.histories().size());
    }

    @Test
    void aBatchIsMadeOnceItsBlocksHavePassedAndAlsoAfterARestart() throws Exception {
        Path home = world.fresh("home");
        try (House house = world.house(home)) {
            upload(house);
            house.driveBook().edit(house.drives().getFirst().name(),
                    List.of(new DriveEdit.Anchoring(new Strategy.Blocks(40))));
            UploadId upload = upload(house);
            assertTrue(World.snapshot(house, upload).checkpoint().isEmpty());
            CheckpointSnapshot waiting = status(house);
            assertTrue(waiting.next().block().orElseThrow() >= waiting.last().orElseThrow().block() + 40, "of a batch");
        }
        world.network().chain().mine(40);
        try (House house = world.house(home)) {
            // Opening the drive is enough: what is pending is known from the leaves.
            assertEquals(1, status(house).pending());
            house.start();
            World.until("it is made", () -> status(house).pending() == 0);
        }
    }

    @Test
    void aPauseOutlivesTheProgramAndAnOrderIsObeyedNevertheless() throws Exception {
        Path home = world.fresh("home");
        try (House house = world.house(home)) {
            upload(house);
            house.checkpoints().pause(ONLY);
        }
        try (House house = world.house(home)) {
            assertEquals(Optional.of(new Paused.ByUser()), status(house).paused());
            UploadId upload = upload(house);
            assertTrue(World.snapshot(house, upload).checkpoint().isEmpty());
            house.checkpoints().submitNow(ONLY).orElseThrow();
            UploadId another = upload(house);
            assertTrue(World.snapshot(house, another).checkpoint().isEmpty(), "it is paused still");
            house.checkpoints().resume(ONLY);
            World.until("it is made", () -> status(house).pending() == 0);
        }
    }

    @Test
    void whoListensIsToldAndWhoThrowsIsToldNothingAnyMore() throws Exception {
        House house = world.house();
        List<String> told = new CopyOnWriteArrayList<>();
        AtomicInteger thrown = new AtomicInteger();
        house.checkpoints().listen(new Checkpoints.Listener() {
            @Override
            public void submitted(Drive drive, Checkpoint checkpoint) {
                thrown.incrementAndGet();
                throw new IllegalStateException("told to throw");
            }
        });
        Pin pin = house.checkpoints().listen(new Checkpoints.Listener() {
            @Override
            public void submitted(Drive drive, Checkpoint checkpoint) {
                told.add(drive.name() + " " + checkpoint.count());
            }

            @Override
            public void failed(Drive drive, Failure failure, boolean willRetry) {
                told.add(failure.code() + " " + willRetry);
            }
        });
        upload(house);
        upload(house);
        assertEquals(List.of("local 1", "local 2"), told);
        assertEquals(1, thrown.get());
        pin.close();
        upload(house);
        assertEquals(2, told.size());
        CheckpointSnapshot.Counters counters = status(house).counters();
        assertEquals(3, counters.submitted());
        assertEquals(counters.attempts(), counters.submitted() + counters.unchanged());
    }
}
