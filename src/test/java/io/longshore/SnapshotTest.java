package io.longshore;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What a front end sees that only looks, as a window does.
@Timeout(60)
class SnapshotTest {
    @TempDir
    private Path folder;
    private World world;

    @BeforeEach
    void open() throws FailureException {
        world = new World(folder);
    }

    @AfterEach
    void close() throws FailureException {
        world.close();
    }

    @Test
    void everyStepIsSeenWithoutAskingForIt() throws Exception {
        House house = world.house();
        List<UploadSnapshot> seen = new CopyOnWriteArrayList<>();
        try (Pin _ = house.listen(() -> seen.addAll(house.snapshot().uploads()))) {
            UploadId first = World.add(house, world.file(World.ONE_CHUNK));
            // The checkpoint comes after it is done, and nothing else happens to it then.
            World.until(house, first, "it is done and anchored",
                    now -> now.state() instanceof UploadState.Done && now.checkpoint().isPresent());
        }
        UploadSnapshot last = house.snapshot().uploads().getFirst();
        assertEquals(1, last.paid());
        assertEquals(1, last.stored());
        assertEquals(2, last.sentChunks());
        assertTrue(seen.stream().anyMatch(one -> one.paid() == 0), "before the payment");
        for (int i = 1; i < seen.size(); i++) {
            assertTrue(seen.get(i).stored() >= seen.get(i - 1).stored(), "progress never goes back");
        }
        assertEquals(5, house.snapshot().providers().size());
        assertEquals(1, house.snapshot().waves().size());
    }
}
