package io.longshore.checkpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.Seeds;
import io.longshore.model.Checkpoint;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Standing;
import io.longshore.model.Strategy;
import io.longshore.model.snapshot.CheckpointSnapshot;
import io.longshore.model.snapshot.CheckpointSnapshot.Counters;
import io.longshore.model.snapshot.CheckpointSnapshot.Next;
import io.longshore.model.snapshot.CheckpointSnapshot.Paused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(120)
class AnchorageTest {
    private static final Failure AWAY = new Failure.NoMajority(1, 3);
    private static final Failure REVERTED = new Failure.PaymentFailed("told to revert");

    private Moored drive = new Moored();

    @AfterEach
    void close() {
        drive.close();
    }

    private void fail(int times, Failure why) {
        for (int i = 0; i < times; i++) {
            drive.fates.add(Moored.failing(why));
        }
    }

    private static Standing away() {
        return new Standing.Unreachable(new Failure.Unavailable("it", "is down", Optional.empty()));
    }

    @Test
    void anUploadThatEndsIsAnchoredAtOnceAndOnce() throws Exception {
        drive.started().upload();
        drive.rest();
        assertEquals(List.of("submitted 1"), drive.events);
        drive.pass(Duration.ofDays(1));
        assertEquals(1, drive.made.get());
        assertEquals(0, drive.anchorage.snapshot().pending());
    }

    @Test
    void signaturesThatCameLateAreAddedWhenItIsTimeUnlessTheyArePaused() throws Exception {
        drive.started().upload();
        drive.rest();
        drive.anchorage.pause();
        drive.late = Optional.of(Moored.START.plusSeconds(30));
        drive.pass(Duration.ofSeconds(60));
        assertEquals(1, drive.made.get());
        drive.late = Optional.of(drive.now.plusSeconds(30));
        drive.fates.add(() -> {
            drive.late = Optional.empty();
            return new Checkpointer.Result.Extended(drive.leaves.checkpoints(MemoryLeaves.DRIVE, 1).getFirst(),
                    List.of(new Signatory(1).id(), new Signatory(2).id()));
        });
        drive.anchorage.resume();
        drive.rest();
        assertEquals(1, drive.made.get());
        drive.pass(Duration.ofSeconds(30));
        Moored.until("it is made", () -> drive.anchorage.snapshot().counters().extended() == 2);
        drive.pass(Duration.ofDays(1));
        assertEquals(2, drive.made.get());
        assertEquals(List.of("submitted 1"), drive.events);
    }

    @Test
    void whatUploadsUnderWayHaveStoredWaitsForThem() throws Exception {
        drive.underWay = true;
        drive.leaves.grow();
        drive.started().anchorage.signal();
        drive.rest();
        assertEquals(0, drive.made.get());
        drive.anchorage.due();
        drive.underWay = false;
        drive.rest();
        assertEquals(1, drive.made.get());
    }

    @Test
    void whileALongQueueIsWorkedOffOneIsMadeEveryThirtySeconds() throws Exception {
        drive.underWay = true;
        drive.started().upload();
        Moored.until("the first is made", () -> drive.events.size() == 1);
        drive.upload();
        Moored.until("the next is known", () -> drive.anchorage.snapshot().next().time()
                .equals(Optional.of(Moored.START.plusSeconds(30))));
        assertFalse(drive.anchorage.isIdle(), "who waits for the upload waits for its checkpoint");
        assertEquals(1, drive.made.get());
        drive.pass(Duration.ofSeconds(30));
        assertEquals(List.of("submitted 1", "submitted 2"), drive.events);
    }

    @Test
    void afterAFailureNothingIsTriedForThirtySeconds() throws Exception {
        fail(1, AWAY);
        drive.started().upload();
        drive.rest();
        drive.pass(Duration.ofSeconds(29));
        assertEquals(1, drive.made.get());
        drive.upload();
        drive.rest();
        assertEquals(1, drive.made.get(), "not even because another upload has ended");
        assertEquals(Optional.of(Moored.START.plusSeconds(30)), drive.anchorage.snapshot().next().time());
        drive.pass(Duration.ofSeconds(1));
        assertEquals(List.of("failed LS-NO-MAJORITY, will retry", "submitted 2"), drive.events);
        assertEquals(0, drive.anchorage.snapshot().failures());
    }

    @Test
    void fiveFailuresInARowPauseThemAndResumingReallyGoesOn() throws Exception {
        fail(3, AWAY);
        fail(2, REVERTED);
        fail(4, AWAY);
        drive.started().upload();
        drive.rest();
        for (int i = 1; i < 5; i++) {
            drive.pass(Duration.ofSeconds(30));
        }
        assertEquals(5, drive.made.get(), "of whatever kind");
        assertEquals("failed LS-PAYMENT", drive.events.getLast(), "it says that it will not try again");
        drive.pass(Duration.ofDays(9));
        drive.upload();
        drive.rest();
        assertEquals(5, drive.made.get());
        CheckpointSnapshot paused = drive.anchorage.snapshot();
        assertEquals(Optional.of(new Paused.ByFailures(5, Optional.of(REVERTED))), paused.paused());
        assertEquals(Next.NEVER, paused.next());
        drive.anchorage.resume();
        drive.rest();
        assertEquals(6, drive.made.get(), "at once");
        for (int i = 0; i < 4; i++) {
            drive.pass(Duration.ofSeconds(30));
        }
        assertEquals(10, drive.made.get(), "four more failures do not pause it again: they are counted anew");
        assertEquals("submitted 2", drive.events.getLast());
    }

    @Test
    void nothingIsMadeWhileTheUserHasPausedThem() throws Exception {
        drive.started().anchorage.pause();
        drive.upload();
        drive.rest();
        drive.anchorage.retry();
        drive.pass(Duration.ofDays(1));
        assertEquals(0, drive.made.get());
        assertEquals(Optional.of(new Paused.ByUser()), drive.anchorage.snapshot().paused());
        drive.anchorage.resume();
        drive.rest();
        assertEquals(1, drive.made.get());
    }

    @Test
    void anOrderToMakeOneIsObeyedWhateverScheduleAndPauseAndDelaySay() throws Exception {
        drive.strategy = new Strategy.Manual();
        fail(1, AWAY);
        drive.started().upload();
        drive.anchorage.pause();
        drive.rest();
        assertEquals(AWAY, assertThrows(FailureException.class, drive.anchorage::submitNow).failure());
        assertEquals(1, drive.anchorage.submitNow().map(Checkpoint::count).orElseThrow());
        assertEquals(2, drive.made.get());
        assertEquals(Optional.of(new Paused.ByUser()), drive.anchorage.snapshot().paused(), "and they stay paused");
        assertEquals(1, drive.anchorage.submitNow().map(Checkpoint::count).orElseThrow(), "the one that stands");
        assertEquals(List.of("failed LS-NO-MAJORITY", "submitted 1"), drive.events);
    }

    @Test
    void anOrderIsOverWhenTheDriveIsClosed() throws Exception {
        drive.fates.add(drive.hanging(new CountDownLatch(1)));
        drive.started();
        AtomicReference<Failure> told = new AtomicReference<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                drive.anchorage.submitNow();
            } catch (FailureException e) {
                told.set(e.failure());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Moored.until("it is tried", () -> drive.made.get() == 1);
        drive.close();
        waiting.join();
        assertInstanceOf(Failure.Cancelled.class, told.get());
        assertThrows(FailureException.class, drive.anchorage::submitNow);
        assertEquals(0, drive.store.trials(MemoryLeaves.DRIVE).failures(), "what was broken off counts as none");
    }

    @Test
    void aBatchIsAnchoredAHundredBlocksAfterTheLastCheckpoint() throws Exception {
        drive.started().upload();
        drive.rest();
        drive.strategy = Strategy.of("batched");
        for (int i = 0; i < 3; i++) {
            drive.upload();
        }
        drive.rest();
        assertEquals(1100, drive.anchorage.snapshot().next().block().orElseThrow());
        drive.block = 1099;
        drive.pass(Duration.ofDays(1));
        assertEquals(1, drive.made.get());
        drive.block = 1100;
        drive.pass(Duration.ZERO);
        assertEquals(List.of("submitted 1", "submitted 4"), drive.events);
        drive.block = 9999;
        drive.pass(Duration.ZERO);
        assertEquals(2, drive.made.get(), "nothing is pending");
    }

    @Test
    void aBatchIsAnchoredSoLongAfterTheLastCheckpoint() throws Exception {
        drive.started().upload();
        drive.rest();
        drive.strategy = Strategy.of("batched:10m");
        drive.upload();
        drive.pass(Duration.ofSeconds(599));
        assertEquals(1, drive.made.get());
        assertEquals(Optional.of(Moored.START.plusSeconds(600)), drive.anchorage.snapshot().next().time());
        fail(1, AWAY);
        drive.pass(Duration.ofSeconds(1));
        assertEquals(2, drive.made.get());
        drive.pass(Duration.ofSeconds(30));
        assertEquals(3, drive.made.get(), "after a failure it is tried again long before the next batch");
        assertEquals("submitted 2", drive.events.getLast());
    }

    @Test
    void nobodyWaitsForABatchOrForOneThatIsMadeByHand() throws Exception {
        drive.started().upload();
        drive.rest();
        for (String strategy : List.of("batched:100", "batched:1h", "manual")) {
            drive.strategy = Strategy.of(strategy);
            drive.upload();
            drive.rest();
        }
        assertEquals(1, drive.made.get());
    }

    @Test
    void whoHasPatienceWaitsForTheNextAttemptAndNotForever() throws Exception {
        drive.patience = Duration.ofSeconds(45);
        fail(2, AWAY);
        drive.started().upload();
        Moored.until("it failed once", () -> drive.anchorage.snapshot().next().time().isPresent());
        assertFalse(drive.anchorage.isIdle(), "the next attempt is within patience");
        drive.pass(Duration.ofSeconds(30));
        assertEquals(2, drive.made.get());
        assertTrue(drive.anchorage.isIdle(), "the one after is not");
    }

    @Test
    void nobodyWaitsForWhatWillFailAgain() throws Exception {
        drive.patience = Duration.ofDays(1);
        fail(1, REVERTED);
        drive.started().upload();
        drive.rest();
        assertEquals(1, drive.made.get());
    }

    @Test
    void anUploadThatEndsMeanwhileIsNotForgotten() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        drive.fates.add(() -> {
            Checkpointer.Result result = drive.told(5, away()).meet();
            over.await();
            return result;
        });
        drive.started().upload();
        Moored.until("it is tried", () -> drive.leaves.checkpoints(MemoryLeaves.DRIVE, 1).size() == 1);
        drive.upload();
        over.countDown();
        drive.rest();
        assertEquals(List.of("submitted 1", "submitted 2"), drive.events);
    }

    @Test
    void aDriveThatHangsHoldsUpNoOther() throws Exception {
        drive.fates.add(drive.hanging(new CountDownLatch(1)));
        drive.started().upload();
        Moored.until("it hangs", () -> drive.made.get() == 1);
        try (Moored other = new Moored().started()) {
            other.upload();
            other.rest();
            assertEquals(List.of("submitted 1"), other.events);
        }
        assertFalse(drive.anchorage.isIdle());
    }

    @Test
    void aRestartKeepsWhatIsPendingAndPausedAndHowOftenItFailed() throws Exception {
        fail(4, AWAY);
        drive.started().upload();
        drive.rest();
        for (int i = 1; i < 4; i++) {
            drive.pass(Duration.ofSeconds(30));
        }
        drive.close();
        Moored again = new Moored(drive.leaves, drive.store);
        drive = again;
        again.now = Moored.START.plus(Duration.ofMinutes(10));
        fail(1, AWAY);
        again.started().anchorage.due();
        again.rest();
        assertEquals(List.of("failed LS-NO-MAJORITY"), again.events, "the fifth");
        again.close();
        Moored third = new Moored(drive.leaves, drive.store);
        drive = third;
        third.started().anchorage.due();
        third.rest();
        assertEquals(0, third.made.get());
        assertEquals(1, third.anchorage.snapshot().pending());
        assertInstanceOf(Paused.ByFailures.class, third.anchorage.snapshot().paused().orElseThrow());
        third.anchorage.retry();
        third.rest();
        assertEquals(List.of("submitted 1"), third.events);
    }

    @Test
    void aConflictIsToldOnceAndSinceWhenAndThatItIsOver() throws Exception {
        Standing divergent = new Standing.Divergent(drive.commitment(new Signatory(1).id()));
        drive.fates.add(drive.told(2, divergent));
        drive.fates.add(drive.told(2, divergent));
        drive.fates.add(drive.told(5, away()));
        drive.started().upload();
        drive.rest();
        assertInstanceOf(Failure.Disagreement.class, drive.anchorage.conflict().orElseThrow());
        drive.pass(Duration.ofSeconds(30));
        assertEquals(Moored.START, drive.anchorage.snapshot().conflict().orElseThrow().since());
        drive.pass(Duration.ofSeconds(30));
        assertEquals(List.of("conflict Ask", "failed LS-DISAGREEMENT, will retry", "failed LS-DISAGREEMENT, will retry",
                "resolved", "submitted 1"), drive.events);
        assertEquals(Optional.empty(), drive.anchorage.snapshot().conflict());
        assertEquals(Optional.empty(), drive.anchorage.conflict());
    }

    @Test
    void whoMerelyLagsOrIsAwayWhileTheOthersAgreeMakesNoConflict() throws Exception {
        drive.fates.add(drive.told(3, away()));
        drive.started().upload();
        drive.rest();
        assertEquals(List.of("submitted 1"), drive.events);
        CheckpointSnapshot snapshot = drive.anchorage.snapshot();
        assertEquals(Optional.empty(), snapshot.conflict());
        assertEquals(5, snapshot.providers().size());
    }

    @Test
    void countersAddUp() throws Exception {
        drive.strategy = new Strategy.Manual();
        drive.started();
        Counters[] expected = {Counters.NONE};
        Seeds.check(1, random -> {
            for (int i = 0; i < 60; i++) {
                if (random.nextBoolean()) {
                    drive.leaves.grow();
                }
                boolean pending = drive.anchorage.snapshot().pending() > 0;
                int agreeing = random.nextInt(6);
                Counters more = switch (random.nextInt(3)) {
                    case 0 -> {
                        fail(1, REVERTED);
                        yield new Counters(1, 0, 0, 0, 1, 0, 0, 0);
                    }
                    case 1 -> {
                        drive.fates.add(drive.told(agreeing, away()));
                        yield agreeing < 3
                                ? new Counters(1, 0, 0, 1, 0, 0, 5, agreeing)
                                : new Counters(1, pending ? 1 : 0, pending ? 0 : 1, 0, 0, 0, 5, agreeing);
                    }
                    default -> new Counters(1, pending ? 1 : 0, pending ? 0 : 1, 0, 0, 0, 0, 0);
                };
                expected[0] = expected[0].plus(more);
                try {
                    drive.anchorage.submitNow();
                } catch (FailureException e) {
                    assertTrue(more.failed() + more.conflicts() == 1, e::toString);
                }
                Counters now = drive.anchorage.snapshot().counters();
                assertEquals(expected[0], now);
                assertEquals(now.attempts(), now.submitted() + now.unchanged() + now.conflicts() + now.failed());
            }
        });
    }
}
