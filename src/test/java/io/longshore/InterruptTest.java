package io.longshore;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Somebody interrupts the engine's threads, which nobody should: no ledger is damaged, nothing is lost or paid twice, no
/// worker is missing afterwards, and what was stopped goes on when it is resumed.
class InterruptTest {
    /// How the threads of an engine are called, the ledger's among them.
    private static final List<String> WORKERS = List.of("ledger", "assemble ", "finish uploads", "checkpoints",
            "commit ", "snapshots", "wave ", "plan ", "place ", "put ", "ask ");

    /// Those that live as long as their engine.
    private static final List<String> LASTING = List.of("ledger", "assemble ", "finish uploads", "checkpoints",
            "commit ", "snapshots");

    private static final int RESUMES = 20;

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

    /// The engine's threads. Virtual ones are listed nowhere but in the JDK's own containers.
    private static List<Thread> workers() throws ReflectiveOperationException {
        Method root = Class.forName("jdk.internal.vm.ThreadContainers").getMethod("root");
        Object container = root.invoke(null);
        Method threads = Class.forName("jdk.internal.vm.ThreadContainer").getMethod("threads");
        List<Thread> found = new ArrayList<>();
        ((Stream<?>) threads.invoke(container)).map(Thread.class::cast).filter(InterruptTest::isWorker)
                .forEach(found::add);
        Thread.getAllStackTraces().keySet().stream().filter(InterruptTest::isWorker).forEach(found::add);
        return found;
    }

    private static boolean isWorker(Thread thread) {
        return WORKERS.stream().anyMatch(thread.getName()::startsWith);
    }

    private static void storm(Set<String> hit, RandomGenerator random, int interrupts)
            throws ReflectiveOperationException, InterruptedException {
        for (int i = 0; i < interrupts; i++) {
            List<Thread> workers = workers();
            if (!workers.isEmpty()) {
                Thread victim = workers.get(random.nextInt(workers.size()));
                WORKERS.stream().filter(victim.getName()::startsWith).forEach(hit::add);
                victim.interrupt();
            }
            Thread.sleep(random.nextInt(12));
        }
    }

    private static void survives(RandomGenerator random, int interrupts, Set<String> hit) throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        List<Path> files = List.of(world.file(World.CHUNK + World.ONE_CHUNK), world.file(World.ONE_CHUNK));
        List<UploadId> uploads = new ArrayList<>();
        uploads.add(World.add(house, files.get(0)));
        uploads.add(World.add(house, files.get(1)));
        storm(hit, random, interrupts);
        for (int tries = 0; tries < RESUMES && !isDone(house, uploads); tries++) {
            house.resume(new HashSet<>(uploads));
        }
        assertTrue(isDone(house, uploads), () -> "after so many resumes: " + house.snapshot().uploads());
        Set<String> missing = new TreeSet<>(LASTING);
        workers().forEach(thread -> missing.removeIf(thread.getName()::startsWith));
        assertTrue(missing.isEmpty(), () -> "these have died: " + missing);
        for (int i = 0; i < files.size(); i++) {
            world.assertRestores(house, World.done(house, uploads.get(i)), files.get(i));
        }
        World.done(house, World.add(house, world.file(10)));
        world.close(house);
        world.books(home).assertPaidOnce();
    }

    private static boolean isDone(House house, List<UploadId> uploads) throws InterruptedException {
        World.await(house, uploads);
        boolean done = true;
        for (UploadId upload : uploads) {
            UploadState state = World.state(house, upload);
            if (!(state instanceof UploadState.Done)) {
                assertInstanceOf(UploadState.Stalled.class, state);
                done = false;
            }
        }
        return done;
    }

    @Test
    @Timeout(120)
    void noInterruptEndsAWorkerOrCostsAnything() {
        Set<String> hit = new TreeSet<>();
        Seeds.check(3, random -> survives(random, 30, hit));
        assertTrue(hit.contains("ledger"), () -> "only " + hit + " were interrupted");
    }

    @Test
    @Tag("long")
    @Timeout(600)
    void aStormOfInterruptsNeither() {
        Set<String> hit = new TreeSet<>();
        Seeds.check(3, random -> survives(random, 120, hit));
        System.out.println("interrupted: " + hit);
        assertTrue(hit.containsAll(LASTING), () -> "only " + hit + " were interrupted");
    }

    @Test
    @Tag("soak")
    @Timeout(36_000)
    void nothingEndsAWorkerInThousandsOfInterrupts() {
        Set<String> hit = new TreeSet<>();
        Seeds.check(40, random -> survives(random, 200, hit));
        System.out.println("interrupted: " + hit);
        assertTrue(hit.containsAll(LASTING), () -> "only " + hit + " were interrupted");
    }
}
