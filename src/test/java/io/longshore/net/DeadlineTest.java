package io.longshore.net;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeadlineTest {
    // Near the overflow of the counter, which System.nanoTime() may be at.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 500);

    @Test
    void countsDownAcrossTheOverflowOfTheClock() {
        Deadline deadline = Deadline.after(Duration.ofNanos(1_000), nanos::get);
        assertEquals(Duration.ofNanos(1_000), deadline.left());
        nanos.addAndGet(999);
        assertFalse(deadline.passed());
        assertEquals(Duration.ofNanos(1), deadline.atMost(Duration.ofNanos(700)));
        nanos.addAndGet(1);
        assertTrue(deadline.passed());
        nanos.addAndGet(1_000);
        assertEquals(Duration.ZERO, deadline.left());
    }

    @Test
    void letsAStepTakeWhatItWantsWhileThereIsTime() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(10), nanos::get);
        assertEquals(Duration.ofSeconds(3), deadline.atMost(Duration.ofSeconds(3)));
        assertEquals(Duration.ofSeconds(10), deadline.atMost(Duration.ofSeconds(30)));
    }
}
