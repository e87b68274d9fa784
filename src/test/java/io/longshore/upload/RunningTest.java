package io.longshore.upload;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.model.WaveId;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(10)
class RunningTest {
    private static final WaveId ONE = new WaveId(1);
    private static final WaveId TWO = new WaveId(2);

    private final Running running = new Running();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Semaphore ran = new Semaphore(0);

    @AfterEach
    void close() {
        running.close();
    }

    private void job(CountDownLatch gate) throws InterruptedException {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            gate.await();
        } finally {
            inside.decrementAndGet();
            ran.release();
        }
    }

    private void awaitIdle() {
        while (!running.isIdle()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aWaveRunsOnceAtATimeAndOnceMoreForAllWhoAsked() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            running.run(ONE, () -> job(gate));
        }
        assertFalse(running.isIdle());
        gate.countDown();
        ran.acquire(2);
        awaitIdle();
        assertEquals(1, most.get());
        assertEquals(0, ran.availablePermits(), "five requests, two runs");
    }

    @Test
    void differentWavesRunAtTheSameTime() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        for (WaveId wave : new WaveId[]{ONE, TWO}) {
            running.run(wave, () -> {
                both.countDown();
                job(both);
            });
        }
        ran.acquire(2);
        awaitIdle();
    }

    @Test
    void anInterruptEndsOneRunAndNotTheNext() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Thread[] worker = new Thread[1];
        CountDownLatch begun = new CountDownLatch(1);
        running.run(ONE, () -> {
            worker[0] = Thread.currentThread();
            begun.countDown();
            job(gate);
        });
        begun.await();
        running.run(ONE, () -> job(new CountDownLatch(0)));
        worker[0].interrupt();
        ran.acquire(2);
        awaitIdle();
    }

    @Test
    void aWaveCanRunAgainLater() throws Exception {
        running.run(ONE, () -> job(new CountDownLatch(0)));
        ran.acquire();
        awaitIdle();
        running.run(ONE, () -> job(new CountDownLatch(0)));
        ran.acquire();
    }

    @Test
    void closingInterruptsAndTakesNothingMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        running.run(ONE, () -> {
            begun.countDown();
            job(new CountDownLatch(1));
        });
        begun.await();
        running.close();
        ran.acquire();
        awaitIdle();
        running.run(TWO, () -> job(new CountDownLatch(0)));
        assertTrue(running.isIdle());
    }
}
