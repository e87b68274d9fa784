package io.longshore.destination;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class MemoryDestinationTest {
    private static final byte[] SEALED = {1, 2, 3, 4};
    private static final ByteCount PLENTY = new ByteCount(1024);

    private final MemoryDestination destination = new MemoryDestination(new ByteCount(8), 3);

    @Test
    void keepsWhatItIsSent() throws FailureException {
        Address address = MemoryProvider.address(SEALED, SEALED.length);
        Provider first = destination.providers().getFirst();
        first.put(address, new byte[]{1, 2, 3, 4, 9}, 4, () -> {});
        assertArrayEquals(SEALED, first.get(address, PLENTY));
        assertEquals(Set.of(address), destination.memory(1).missing(List.of(address)));
        assertEquals(2, destination.majority());
    }

    @Test
    void refusesWhatDoesNotHashToItsAddressOrIsTooLarge() {
        Provider first = destination.providers().getFirst();
        Address address = MemoryProvider.address(SEALED, SEALED.length);
        fails(Failure.Refused.class, () -> first.put(address, SEALED, 3, () -> {}));
        byte[] large = new byte[9];
        fails(Failure.Refused.class, () -> first.put(MemoryProvider.address(large, 9), large, 9, () -> {}));
    }

    @Test
    void misbehavesOnCommand() throws FailureException {
        Address address = destination.store(SEALED);
        destination.memory(0).lose(address);
        fails(Failure.NotFound.class, () -> destination.memory(0).get(address, PLENTY));
        destination.memory(1).damage(address);
        fails(Failure.Corrupt.class, () -> destination.memory(1).get(address, PLENTY));
        destination.memory(1).unchecked(true);
        assertEquals(4, destination.memory(1).get(address, PLENTY).length);
        fails(Failure.Corrupt.class, () -> destination.memory(2).get(address, new ByteCount(3)));
        destination.memory(2).down(true);
        fails(Failure.Unavailable.class, () -> destination.memory(2).get(address, PLENTY));
        destination.memory(2).down(false);
        destination.memory(2).refuse(Optional.of(new Failure.Unpaid("memory:2")));
        fails(Failure.Unpaid.class, () -> destination.memory(2).put(address, SEALED, 4, () -> {}));
    }

    @Test
    void holdsRequestsUntilReleased() throws Exception {
        Address address = destination.store(SEALED);
        MemoryProvider slow = destination.memory(0);
        slow.hold();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<byte[]> answer = threads.submit(() -> slow.get(address, PLENTY));
            while (slow.waiting() == 0) {
                Thread.onSpinWait();
            }
            assertTrue(!answer.isDone());
            slow.release();
            assertArrayEquals(SEALED, answer.get());
        }
    }

    private static void fails(Class<? extends Failure> kind, Executable call) {
        assertInstanceOf(kind, assertThrows(FailureException.class, call).failure());
    }
}
