package io.longshore.upload;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.net.Backoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(10)
class PatienceTest {
    private static final Failure AWAY = new Failure.Unavailable("node", "away", Optional.empty());

    private final AtomicInteger tries = new AtomicInteger();

    private static Patience patience(Duration most) {
        return new Patience(most, new Backoff(Duration.ofMillis(1), Duration.ofMillis(4), new SplittableRandom(3)));
    }

    @Test
    void triesUntilItSucceeds() throws Exception {
        assertEquals(4, patience(Duration.ofMinutes(1)).patiently(() -> {
            if (tries.incrementAndGet() < 4) {
                throw new FailureException(AWAY);
            }
            return tries.get();
        }));
    }

    @Test
    void whatWillNotPassIsNotTriedAgain() {
        Failure refused = new Failure.Refused("node", "no");
        assertEquals(refused, assertThrows(FailureException.class,
                () -> patience(Duration.ofMinutes(1)).patiently(() -> {
                    tries.incrementAndGet();
                    throw new FailureException(refused);
                })).failure());
        assertEquals(1, tries.get());
    }

    @Test
    void endsWithTheLastFailure() {
        assertEquals(AWAY, assertThrows(FailureException.class,
                () -> patience(Duration.ofMillis(30)).patiently(() -> {
                    tries.incrementAndGet();
                    throw new FailureException(AWAY);
                })).failure());
        assertTrue(tries.get() > 1);
    }

    @Test
    void doesNotWaitForWhatComesTooLate() {
        Failure later = new Failure.Unavailable("node", "busy", Optional.of(Duration.ofHours(1)));
        assertEquals(later, assertThrows(FailureException.class,
                () -> patience(Duration.ofSeconds(5)).patiently(() -> {
                    tries.incrementAndGet();
                    throw new FailureException(later);
                })).failure());
        assertEquals(1, tries.get());
    }

    @Test
    void moneyAndDisagreementsNeverPassByThemselves() {
        assertTrue(Patience.mayPass(AWAY));
        assertTrue(Patience.mayPass(new Failure.NoMajority(2, 3)));
        assertTrue(Patience.mayPass(new Failure.Unpaid("node")));
        assertTrue(Patience.mayPass(new Failure.GasTooDear(Wei.of(2), Wei.of(1))));
        assertTrue(Patience.mayPass(new Failure.ClockApart(Instant.EPOCH, Instant.ofEpochSecond(301))));
        assertTrue(!Patience.mayPass(new Failure.ChunkTooDear(Amount.of(2), Amount.of(1))));
        assertTrue(!Patience.mayPass(new Failure.PaymentFailed("reverted")));
        assertTrue(!Patience.mayPass(new Failure.Disagreement("nonce", "")));
        assertTrue(!Patience.mayPass(new Failure.Insufficient(Failure.Insufficient.Resource.TOKEN, "2", "1")));
    }
}
