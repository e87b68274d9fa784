package io.longshore.upload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.chain.Sleeper;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Time passes here only where it is slept.
@Timeout(30)
class ResumptionTest {
    private static final UploadId ONE = UploadId.of("0000000000000001");
    private static final UploadId TWO = UploadId.of("0000000000000002");
    private static final Failure AWAY = new Failure.Unavailable("node", "away", Optional.empty());

    private final Map<UploadId, Resumption.Standing> stalled = new HashMap<>();
    private final List<String> restarts = new ArrayList<>();
    private Optional<FailureException> trouble = Optional.empty();

    private final class Queue implements Resumption.Queue {
        private final Time time;

        private Queue(Time time) {
            this.time = time;
        }

        @Override
        public Map<UploadId, Resumption.Standing> stalled() {
            return Map.copyOf(stalled);
        }

        @Override
        public void restart(Set<UploadId> due) throws FailureException {
            due.stream().sorted().forEach(upload -> restarts.add((upload.equals(ONE) ? 1 : 2) + " at "
                    + Duration.ofNanos(time.nanos).toMinutes()));
            if (trouble.isPresent()) {
                throw trouble.get();
            }
        }
    }

    /// Runs until so much time has passed, and tells what happens at some moments.
    private static final class Time implements Sleeper {
        private final Duration end;
        private final Map<Duration, Runnable> events = new HashMap<>();
        private final CountDownLatch over = new CountDownLatch(1);
        private long nanos;

        private Time(Duration end) {
            this.end = end;
        }

        Time at(Duration moment, Runnable event) {
            events.put(moment, event);
            return this;
        }

        @Override
        public void sleep(Duration pause) throws FailureException {
            nanos += pause.toNanos();
            Optional.ofNullable(events.get(Duration.ofNanos(nanos))).ifPresent(Runnable::run);
            if (nanos > end.toNanos()) {
                over.countDown();
                throw new FailureException(new Failure.Cancelled());
            }
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }

    private void run(Time time) throws InterruptedException {
        try (Resumption resumption = new Resumption(new Queue(time), time)) {
            resumption.start();
            resumption.start();
            time.over.await();
        }
    }

    private static Resumption.Standing standing(Failure failure, long stored) {
        return new Resumption.Standing(failure, stored);
    }

    @Test
    void triesAgainMoreAndMoreSeldom() throws Exception {
        stalled.put(ONE, standing(AWAY, 0));
        run(new Time(Duration.ofMinutes(65)));
        // 1, 2, 4, 8, 15, 15, 15 minutes, each after it was seen stalled again at the next look.
        assertEquals(List.of("1 at 1", "1 at 3", "1 at 7", "1 at 15", "1 at 30", "1 at 46", "1 at 61"), restarts);
    }

    @Test
    void onlyWhatPassesByItself() throws Exception {
        stalled.put(ONE, standing(new Failure.Disagreement("nonce", "7 for 5"), 0));
        stalled.put(TWO, standing(new Failure.GasTooDear(Wei.of(2), Wei.of(1)), 0));
        run(new Time(Duration.ofMinutes(2)));
        assertEquals(List.of("2 at 1"), restarts);
    }

    @Test
    void aDiskThatFailsMayBeWellAgain() throws Exception {
        stalled.put(ONE, standing(new Failure.LocalFailure("journal", "No space left on device"), 0));
        run(new Time(Duration.ofMinutes(2)));
        assertEquals(List.of("1 at 1"), restarts);
    }

    @Test
    void whoRunsIsLeftAlone() throws Exception {
        stalled.put(ONE, standing(AWAY, 0));
        run(new Time(Duration.ofHours(2)).at(Duration.ofSeconds(90), stalled::clear));
        assertEquals(List.of("1 at 1"), restarts);
    }

    @Test
    void whoGotFurtherIsTriedSoonerAgain() throws Exception {
        stalled.put(ONE, standing(AWAY, 0));
        run(new Time(Duration.ofMinutes(33)).at(Duration.ofMinutes(16), stalled::clear)
                .at(Duration.ofMinutes(30), () -> stalled.put(ONE, standing(AWAY, 5))));
        assertEquals(List.of("1 at 1", "1 at 3", "1 at 7", "1 at 15", "1 at 31"), restarts);
    }

    @Test
    void eachHasItsOwnPauses() throws Exception {
        stalled.put(ONE, standing(AWAY, 0));
        run(new Time(Duration.ofMinutes(6)).at(Duration.ofMinutes(4), () -> stalled.put(TWO, standing(AWAY, 0))));
        assertEquals(List.of("1 at 1", "1 at 3", "2 at 5"), restarts);
    }

    @Test
    void aDriveThatCannotBeOpenedIsTriedAgainLikewise() throws Exception {
        stalled.put(ONE, standing(AWAY, 0));
        trouble = Optional.of(new FailureException(AWAY));
        run(new Time(Duration.ofMinutes(4)));
        assertEquals(List.of("1 at 1", "1 at 3"), restarts);
    }

    @Test
    void closedItDoesNothingMore() throws Exception {
        stalled.put(ONE, standing(AWAY, 0));
        Time time = new Time(Duration.ofHours(1));
        Resumption resumption = new Resumption(new Queue(time), time);
        resumption.close();
        resumption.start();
        resumption.close();
        assertEquals(List.of(), restarts);
        assertEquals(0, time.nanos);
        Resumption real = new Resumption(new Queue(time), Sleeper.REAL);
        real.start();
        real.close();
        assertTrue(restarts.isEmpty());
    }
}
