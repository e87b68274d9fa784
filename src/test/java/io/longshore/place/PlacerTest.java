package io.longshore.place;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.destination.MemoryDestination;
import io.longshore.destination.MemoryProvider;
import io.longshore.destination.Provider;
import io.longshore.model.Address;
import io.longshore.model.Failure;
import io.longshore.model.ProviderId;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(20)
class PlacerTest {
    private static final byte[] SEALED = "sealed bytes".getBytes(StandardCharsets.UTF_8);
    private static final Address ADDRESS = MemoryProvider.address(SEALED, SEALED.length);

    private final MemoryDestination destination = MemoryDestination.small();

    private Placer.Result place(Duration grace) throws InterruptedException {
        return new Placer(grace).place(ADDRESS, SEALED, SEALED.length, destination.providers(), 3);
    }

    @Test
    void reachesAllWhenAllAreWell() throws InterruptedException {
        Set<ProviderId> all = destination.providers().stream().map(Provider::id).collect(Collectors.toSet());
        assertEquals(all, place(Placer.GRACE).acknowledged());
    }

    @Test
    void isDoneAtMajorityWhileTwoHang() throws InterruptedException {
        destination.memory(0).hold();
        destination.memory(4).hold();
        Placer.Result result = place(Duration.ofMillis(80));
        assertEquals(3, result.acknowledged().size());
        assertEquals(new Failure.Cancelled(), result.failures().get(destination.memory(0).id()));
        assertEquals(new Failure.Cancelled(), result.failures().get(destination.memory(4).id()));
    }

    @Test
    void saysWhyWhenThereIsNoMajority() throws InterruptedException {
        destination.memory(0).down(true);
        destination.memory(1).down(true);
        destination.memory(2).refuse(Optional.of(new Failure.Unpaid("node")));
        Placer.Result result = place(Placer.GRACE);
        assertEquals(2, result.acknowledged().size());
        assertEquals(new Failure.Unpaid("node"), result.failures().get(destination.memory(2).id()));
        assertTrue(result.failures().get(destination.memory(0).id()) instanceof Failure.Unavailable);
    }

    @Test
    void endsWithEveryRequestEndedWhenInterrupted() throws InterruptedException {
        destination.memory().forEach(MemoryProvider::hold);
        Thread placing = Thread.ofVirtual().unstarted(() -> {
            try {
                place(Placer.GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        placing.start();
        while (destination.memory().stream().mapToLong(MemoryProvider::asked).sum() < 5) {
            Thread.onSpinWait();
        }
        placing.interrupt();
        placing.join();
        assertTrue(destination.memory().stream().noneMatch(provider -> provider.held().contains(ADDRESS)));
    }
}
