package io.longshore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.model.Commitment;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/// Nodes do what they are asked, and their answers never arrive.
class LostAnswerTest {
    private static final int ALL = 100_000;

    @TempDir
    private Path folder;
    private World world;
    private Path home;
    private House house;

    @BeforeEach
    void open() throws FailureException {
        world = new World(folder);
        home = world.fresh("home");
        house = world.house(home);
    }

    @AfterEach
    void close() throws FailureException {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/quotes", "/payments", "/chunk", "/commit", "/"})
    void twoUploadsThatFinishTogetherGetOverAnswersThatAreLost(String route) throws Exception {
        drop(route, 2);
        List<UploadId> uploads = house.add(List.of(world.file(World.ONE_CHUNK), world.file(World.ONE_CHUNK)),
                Optional.empty(), Optional.empty()).uploads();
        World.done(house, uploads);
        assertBooks(4, 1);
    }

    @Test
    void commitsThatNobodyWroteDownAreFoundAgainAfterARestart() throws Exception {
        drop("/commit", ALL);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        Drive drive = house.drives().getFirst();
        world.calm();
        world.awaitOneRoot(drive);
        house = world.house(home);
        house.resume(house.unfinished());
        World.done(house, upload);
        assertBooks(2, 1);
    }

    private void drop(String route, int answers) {
        for (int node = 0; node < world.network().size(); node++) {
            world.faults(node).drop(route, answers);
        }
    }

    private void assertBooks(int rows, long leaves) throws Exception {
        Drive drive = house.drives().getFirst();
        world.calm();
        world.awaitOneRoot(drive);
        for (Commitment commitment : world.commitments(drive)) {
            assertEquals(leaves, commitment.count());
        }
        Books books = world.books(home);
        books.assertPaidOnce();
        assertEquals(rows, books.timesPaid().size());
    }
}
