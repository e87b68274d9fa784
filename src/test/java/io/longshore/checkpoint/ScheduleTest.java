package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.Seeds;
import io.longshore.checkpoint.Schedule.Since;
import io.longshore.checkpoint.Schedule.When;
import io.longshore.checkpoint.Schedule.Why;
import io.longshore.model.Failure;
import io.longshore.model.Strategy;
import io.longshore.model.Trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ScheduleTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final OptionalLong UNKNOWN = OptionalLong.empty();
    private static final When AT_ONCE = new When.Now();
    private static final Strategy IMMEDIATE = new Strategy.Immediate();
    private static final Strategy BLOCKS = new Strategy.Blocks(Strategy.DEFAULT_BLOCKS);
    private static final Strategy HOURLY = new Strategy.Every(Duration.ofHours(1));
    private static final Strategy MANUAL = new Strategy.Manual();
    private static final List<Strategy> ALL = List.of(IMMEDIATE, BLOCKS, HOURLY, MANUAL);

    private static Trials failed(int times, Instant at) {
        Trials trials = Trials.NONE;
        for (int i = 0; i < times; i++) {
            trials = trials.failed(at, new Failure.NoMajority(0, 3));
        }
        return trials;
    }

    private static Schedule idle(Strategy strategy, Trials trials) {
        return new Schedule(strategy, 1, true, false, Optional.of(new Since(1000, NOW)), Optional.empty(), trials);
    }

    private static Schedule working(boolean due, Optional<Instant> last) {
        return new Schedule(IMMEDIATE, 1, due, true, Optional.empty(), last, Trials.NONE);
    }

    private static When never(Why why) {
        return new When.Never(why);
    }

    @Test
    void nothingIsMadeWhileNothingIsPending() {
        for (Strategy strategy : ALL) {
            Schedule schedule = new Schedule(strategy, 0, true, false, Optional.empty(), Optional.empty(),
                    Trials.NONE);
            assertEquals(never(Why.NOTHING_PENDING), schedule.when(NOW, OptionalLong.of(Long.MAX_VALUE)));
        }
    }

    @Test
    void anImmediateOneIsMadeWhenUploadsHaveEnded() {
        assertEquals(AT_ONCE, idle(IMMEDIATE, Trials.NONE).when(NOW, UNKNOWN));
    }

    @Test
    void anImmediateOneIsMadeForUploadsAndNotForEachOfTheirWaves() {
        assertEquals(never(Why.UNFINISHED), working(false, Optional.empty()).when(NOW, UNKNOWN));
    }

    @Test
    void whileALongQueueIsWorkedOffAnImmediateOneIsMadeNowAndThen() {
        assertEquals(AT_ONCE, working(true, Optional.empty()).when(NOW, UNKNOWN));
        Schedule again = working(true, Optional.of(NOW));
        assertEquals(new When.At(NOW.plusSeconds(30)), again.when(NOW.plusSeconds(1), UNKNOWN));
        assertEquals(AT_ONCE, again.when(NOW.plusSeconds(30), UNKNOWN));
    }

    @Test
    void aBatchEndsAfterAHundredBlocks() {
        Schedule schedule = idle(BLOCKS, Trials.NONE);
        assertEquals(new When.FromBlock(1100), schedule.when(NOW, OptionalLong.of(1099)));
        assertEquals(AT_ONCE, schedule.when(NOW, OptionalLong.of(1100)));
        assertEquals(new When.FromBlock(1100), schedule.when(NOW, UNKNOWN), "while the chain is out of reach");
    }

    @Test
    void aBatchEndsAfterItsTime() {
        Schedule schedule = idle(HOURLY, Trials.NONE);
        assertEquals(new When.At(NOW.plus(Duration.ofHours(1))), schedule.when(NOW.plusSeconds(3599), UNKNOWN));
        assertEquals(AT_ONCE, schedule.when(NOW.plusSeconds(3600), UNKNOWN));
    }

    @Test
    void aBatchThatNothingSaysTheBeginningOfIsOver() {
        for (Strategy strategy : List.of(BLOCKS, HOURLY)) {
            assertEquals(AT_ONCE, new Schedule(strategy, 1, false, true, Optional.empty(), Optional.empty(),
                    Trials.NONE).when(NOW, UNKNOWN));
        }
    }

    @Test
    void aManualOneIsMadeWhenTheUserSaysSo() {
        assertEquals(never(Why.MANUAL), idle(MANUAL, Trials.NONE).when(NOW, UNKNOWN));
    }

    @Test
    void noneIsMadeWhileTheUserHasPausedThem() {
        for (Strategy strategy : ALL) {
            assertEquals(never(Why.PAUSED), idle(strategy, Trials.NONE.stopped()).when(NOW, OptionalLong.of(9999)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void afterAFailureNothingIsTriedForThirtySecondsWhateverTheInterval(int failures) {
        Trials trials = failed(failures, NOW);
        Instant over = NOW.plusSeconds(30);
        assertEquals(new When.At(over), idle(IMMEDIATE, trials).when(NOW, UNKNOWN));
        assertEquals(AT_ONCE, idle(IMMEDIATE, trials).when(over, UNKNOWN));
        // The batch is over: it is neither tried at once again, nor only after another hundred blocks or another hour.
        assertEquals(new When.At(over), idle(BLOCKS, trials).when(NOW.plusSeconds(29), OptionalLong.of(1100)));
        assertEquals(AT_ONCE, idle(BLOCKS, trials).when(over, OptionalLong.of(1100)));
        Schedule hourly = new Schedule(HOURLY, 1, true, false,
                Optional.of(new Since(1, NOW.minus(Duration.ofHours(1)))), Optional.of(NOW), trials);
        assertEquals(new When.At(over), hourly.when(NOW, UNKNOWN));
        assertEquals(AT_ONCE, hourly.when(over, UNKNOWN));
    }

    @Test
    void afterFiveFailuresNoneIsMadeUntilTheyAreResumed() {
        Trials trials = failed(5, NOW);
        for (Strategy strategy : ALL) {
            assertEquals(never(Why.FAILURES),
                    idle(strategy, trials).when(NOW.plus(Duration.ofDays(9)), OptionalLong.of(Long.MAX_VALUE)));
        }
        assertEquals(AT_ONCE, idle(IMMEDIATE, trials.resumed()).when(NOW, UNKNOWN));
        // They are counted anew: four more are needed after the next before they pause again.
        assertFalse(trials.resumed().failed(NOW, new Failure.NoMajority(0, 3)).isExhausted());
    }

    @Test
    void afterASuccessFailuresAreCountedAnew() {
        assertEquals(0, failed(4, NOW).anew().failures());
        assertTrue(failed(4, NOW).stopped().anew().paused(), "a success does not undo what the user said");
    }

    @Test
    void aClockThatWasSetBackDelaysNothing() {
        assertEquals(AT_ONCE, idle(IMMEDIATE, failed(1, NOW.plus(Duration.ofDays(1)))).when(NOW, UNKNOWN));
    }

    @Test
    void whateverIsKnownItIsMadeAtTheMomentThatWasNamedAndNotBefore() {
        Seeds.check(3000, random -> {
            Instant now = NOW.plusSeconds(random.nextInt(-7200, 7200));
            Schedule schedule = any(random, now);
            OptionalLong block = random.nextBoolean() ? OptionalLong.of(random.nextLong(1000, 1300)) : UNKNOWN;
            When when = schedule.when(now, block);
            boolean kept = schedule.pending() == 0 || schedule.trials().paused() || schedule.trials().isExhausted()
                    || schedule.strategy().equals(MANUAL) || schedule.strategy().equals(IMMEDIATE) && !schedule.due();
            assertEquals(kept, when instanceof When.Never, schedule + " gives " + when);
            switch (when) {
                case When.Now _ ->
                    assertEquals(AT_ONCE, schedule.when(now.plusSeconds(random.nextInt(1, 9999)), block));
                case When.At(Instant time) -> {
                    assertTrue(time.isAfter(now), schedule::toString);
                    assertInstanceOf(When.At.class, schedule.when(time.minusNanos(1), block), schedule::toString);
                    assertEquals(AT_ONCE, schedule.when(time, block), schedule::toString);
                }
                case When.FromBlock(long number) -> {
                    assertTrue(block.isEmpty() || block.getAsLong() < number, schedule::toString);
                    assertFalse(schedule.when(now, OptionalLong.of(number)) instanceof When.FromBlock,
                            schedule::toString);
                }
                case When.Never(Why why) -> assertEquals(never(why),
                        schedule.when(now.plus(Duration.ofDays(999)), OptionalLong.of(Long.MAX_VALUE)));
            }
        });
    }

    private static Schedule any(RandomGenerator random, Instant now) {
        Trials trials = failed(random.nextInt(7), now.minusSeconds(random.nextInt(60)));
        return new Schedule(ALL.get(random.nextInt(ALL.size())), random.nextInt(3), random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(4) > 0
                        ? Optional.of(new Since(random.nextInt(1000, 1200), NOW.plusSeconds(random.nextInt(-7200, 1))))
                        : Optional.empty(),
                random.nextBoolean() ? Optional.of(now.minusSeconds(random.nextInt(90))) : Optional.empty(),
                random.nextInt(5) == 0 ? trials.stopped() : trials);
    }
}
