package io.longshore.restore;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

import io.longshore.destination.MemoryDestination;
import io.longshore.destination.MemoryProvider;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.net.Backoff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class FetcherTest {
    static final Backoff SHORT = new Backoff(Duration.ofNanos(1), Duration.ofNanos(2), new Random(1));

    private static final byte[] SEALED = {1, 2, 3, 4};
    private static final ByteCount FOUR = new ByteCount(4);

    private final MemoryDestination destination = MemoryDestination.small();
    private final Fetcher fetcher = new Fetcher(destination, SHORT);
    private final Address address = destination.store(SEALED);

    @Test
    void takesWhatIsMissingDownOrWrongFromAnotherProvider() throws FailureException {
        destination.memory(0).lose(address);
        destination.memory(1).down(true);
        destination.memory(2).damage(address);
        destination.memory(3).truncate(address);
        for (int i = 0; i < 20; i++) {
            assertArrayEquals(SEALED, fetch());
        }
        assertEquals(20, destination.memory(4).fetched());
    }

    @Test
    void spreadsTheLoad() throws FailureException {
        for (int i = 0; i < 50; i++) {
            fetch();
        }
        destination.memory().forEach(provider -> assertEquals(10, provider.fetched()));
    }

    @Test
    void asksAProviderLastAfterThreeFailures() throws FailureException {
        destination.memory(2).down(true);
        for (int i = 0; i < 50; i++) {
            fetch();
        }
        assertEquals(3, destination.memory(2).asked());
    }

    @Test
    void goesAroundAProviderThatDoesNotAnswer() throws Exception {
        MemoryProvider stuck = destination.memory(0);
        stuck.hold();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<byte[]> waiting = threads.submit(this::fetch);
            while (stuck.waiting() == 0) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 20; i++) {
                fetch();
            }
            assertEquals(1, stuck.asked());
            stuck.release();
            assertArrayEquals(SEALED, waiting.get());
        }
    }

    @Test
    void tellsMissingFromDamagedFromOutOfReach() {
        destination.memory().subList(0, 3).forEach(provider -> provider.lose(address));
        destination.memory().subList(3, 5).forEach(provider -> provider.damage(address));
        assertInstanceOf(Failure.Corrupt.class, failure(this::fetch));
        destination.lose(address);
        assertEquals(new Failure.NotFound("the thing"), failure(this::fetch));
        destination.memory(1).down(true);
        assertInstanceOf(Failure.Unavailable.class, failure(this::fetch));
    }

    @Test
    void asksAgainWhenProvidersWereOutOfReach() {
        destination.memory().forEach(provider -> provider.down(true));
        assertInstanceOf(Failure.Unavailable.class, failure(this::fetch));
        destination.memory().forEach(provider -> assertEquals(3, provider.asked()));
    }

    @Test
    void givesWhatDoesNotServeItsUseToTheNextProvider() throws FailureException {
        AtomicInteger tries = new AtomicInteger();
        int served = fetcher.fetch("the thing", address, FOUR, _ -> {
            if (tries.incrementAndGet() < 3) {
                throw new FailureException(new Failure.Corrupt("the thing", "looks wrong"));
            }
            return tries.get();
        });
        assertEquals(3, served);
    }

    @Test
    void passesOnWhatNoOtherProviderCanHelp() {
        Failure locked = new Failure.VaultLocked();
        assertEquals(locked, failure(() -> fetcher.fetch("the thing", address, FOUR, _ -> {
            throw new FailureException(locked);
        })));
        assertEquals(1, destination.fetched());
    }

    @Test
    void stopsWhenInterrupted() {
        destination.memory().forEach(provider -> provider.down(true));
        Fetcher patient = new Fetcher(destination,
                new Backoff(Duration.ofHours(1), Duration.ofHours(1), new Random(1)));
        Thread.currentThread().interrupt();
        assertEquals(new Failure.Cancelled(),
                failure(() -> patient.fetch("the thing", address, FOUR, sealed -> sealed)));
        assertTrue(Thread.interrupted());
    }

    private byte[] fetch() throws FailureException {
        return fetcher.fetch("the thing", address, FOUR, sealed -> sealed);
    }

    private static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }
}
