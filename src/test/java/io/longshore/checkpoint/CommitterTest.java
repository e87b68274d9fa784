package io.longshore.checkpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.net.Backoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

@Timeout(20)
class CommitterTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final MemoryLeaves leaves = new MemoryLeaves();
    private final List<Signatory> five = Signatory.five();
    private final Semaphore changes = new Semaphore(0);
    private Committer committer;

    @BeforeEach
    void open() throws FailureException {
        OwnMmr own = new OwnMmr(leaves, MemoryLeaves.DRIVE);
        committer = new Committer(MemoryLeaves.DRIVE, leaves, Signatory.destination(five),
                new Judge(Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET, own), (_, _, _) -> {},
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), new SplittableRandom(1)), changes::release);
    }

    @AfterEach
    void close() {
        committer.close();
    }

    /// Waits until something is so, looking whenever a provider has committed or failed.
    private void until(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            changes.acquire();
        }
    }

    @Test
    void aMajorityIsEnough() throws Exception {
        five.get(0).down = true;
        five.get(1).down = true;
        leaves.grow();
        committer.start();
        until(() -> committer.agreed() == 1);
        assertEquals(Optional.empty(), committer.obstacle(Duration.ZERO));
    }

    @Test
    void aMinorityIsNot() throws Exception {
        five.subList(0, 3).forEach(signatory -> signatory.down = true);
        leaves.grow();
        committer.start();
        until(() -> committer.failure(five.get(2).id()).isPresent() && committer.failure(five.get(1).id()).isPresent()
                && committer.failure(five.get(0).id()).isPresent());
        assertEquals(0, committer.agreed());
        assertEquals(Optional.empty(), committer.obstacle(LONG), "they may come back");
        assertEquals(Optional.of(new Failure.NoMajority(2, 3)), committer.obstacle(Duration.ZERO));
        committer.retry();
        assertEquals(Optional.empty(), committer.obstacle(Duration.ofSeconds(5)), "they get another chance");
        five.subList(0, 3).forEach(signatory -> signatory.down = false);
        until(() -> committer.agreed() == 1);
    }

    @Test
    void whoContradictsIsAnObstacleAtOnceAndIsLeftAlone() throws Exception {
        five.subList(0, 3).forEach(Signatory::diverge);
        leaves.grow();
        committer.start();
        until(() -> committer.obstacle(LONG).isPresent());
        assertInstanceOf(Failure.Disagreement.class, committer.obstacle(LONG).orElseThrow());
        until(() -> five.stream().allMatch(signatory -> signatory.commits == 1));
        // Asked for once more, they are asked once more, and never by themselves.
        committer.awaitQuiet(LONG, Duration.ZERO);
        assertEquals(List.of(2, 2, 2, 1, 1), five.stream().map(signatory -> signatory.commits).toList());
    }

    @Test
    void laterLeavesFollowASignal() throws Exception {
        committer.start();
        leaves.grow();
        committer.signal();
        until(() -> committer.agreed() == 1);
        leaves.grow();
        leaves.grow();
        committer.signal();
        committer.awaitQuiet(Duration.ofSeconds(10), Duration.ZERO);
        assertEquals(List.of(3, 3, 3, 3, 3), five.stream().map(Signatory::count).toList());
    }
}
