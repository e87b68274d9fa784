package io.longshore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.FailureException;
import io.longshore.model.UploadId;

/// Pause and resume from several threads, as fast as they can: whatever the order, all ends done and is paid once.
@Timeout(240)
class HammeringTest {
    private static final int THREADS = 3;

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

    private static void hammer(int times, int orders) {
        Seeds.check(times, random -> {
            Path home = world.fresh("home");
            House house = world.house(home);
            List<Path> files = new ArrayList<>();
            List<UploadId> uploads = new ArrayList<>();
            for (int size : new int[]{3 * World.CHUNK, World.CHUNK + 1, World.ONE_CHUNK, World.ONE_CHUNK, 100, 0}) {
                files.add(world.file(size));
                uploads.add(World.add(house, files.getLast()));
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> hammers = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    long seed = random.nextLong();
                    hammers.add(threads.submit(() -> {
                        orders(house, uploads, orders, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
                        return seed;
                    }));
                }
                for (Future<?> hammer : hammers) {
                    hammer.get();
                }
            }
            house.resume(house.unfinished());
            for (int i = 0; i < uploads.size(); i++) {
                world.assertRestores(house, World.done(house, uploads.get(i)), files.get(i));
            }
            world.awaitOneRoot(house.drives().getFirst());
            world.close(house);
            world.books(home).assertPaidOnce();
        });
    }

    private static void orders(House house, List<UploadId> uploads, int orders, RandomGenerator random)
            throws FailureException {
        for (int i = 0; i < orders; i++) {
            Set<UploadId> one = Set.of(uploads.get(random.nextInt(uploads.size())));
            if (random.nextBoolean()) {
                house.pause(one);
            } else {
                house.resume(one);
            }
        }
    }

    @Test
    void leavesAConsistentState() {
        hammer(3, 60);
    }

    @Test
    @Tag("long")
    void leavesAConsistentStateManyTimes() {
        hammer(8, 200);
    }
}
