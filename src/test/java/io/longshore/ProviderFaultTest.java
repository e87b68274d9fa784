package io.longshore;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.UploadId;

/// The whole engine, with providers that are down, slow, full or wrong.
@Timeout(120)
class ProviderFaultTest {
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

    @Test
    void allIsWell() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        Path source = world.file(World.CHUNK + 5);
        long t = System.nanoTime();
        UploadId upload = World.add(house, source);
        Handle handle = World.done(house, upload);
        System.err.println("done in " + (System.nanoTime() - t) / 1_000_000);
        world.awaitOneRoot(house.drives().getFirst());
        world.assertRestores(house, handle, source);
        house.close();
        world.books(home).assertPaidOnce();
    }
}
