package io.longshore.app.queue;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.longshore.Longshore.Added;
import io.longshore.app.FakeLongshore;
import io.longshore.app.InlineOrders;
import io.longshore.app.Scenes;
import io.longshore.app.bridge.LiveRow;
import io.longshore.app.problem.ProblemModel;
import io.longshore.app.word.Messages;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.text.Problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QueueModelTest {
    private static final UploadSnapshot RUNNING = Scenes.upload(1, "running", new UploadState.Running(), 100, 64, 64,
            20);
    private static final UploadSnapshot PAUSED = Scenes.upload(2, "paused", new UploadState.Paused(), 10, 10, 0, 0);
    private static final UploadSnapshot DONE = Scenes.upload(3, "done", new UploadState.Done(Scenes.handle(3)), 5, 5, 5,
            5);
    private static final UploadSnapshot WAITING = Scenes.upload(4, "waiting",
            new UploadState.AwaitingApproval(Amount.of(70), Amount.of(30)), 200, 64, 0, 0);
    private static final UploadSnapshot CANCELLED = Scenes.upload(5, "given up", new UploadState.Cancelled(Amount.ZERO),
            9,
            0, 0, 0);

    private final FakeLongshore engine = new FakeLongshore();
    private final InlineOrders orders = new InlineOrders(engine);
    private final Messages messages = new Messages(Locale.ENGLISH, ZoneOffset.UTC);
    private final ProblemModel problems = new ProblemModel(messages.words());
    private final QueueModel queue = new QueueModel(orders, problems, messages, () -> Optional.of("Harbour"));

    @Test
    void showsWhatIsUnfinishedFirstAndThenTheNewest() {
        queue.show(Scenes.of(DONE, RUNNING, CANCELLED, PAUSED));
        assertEquals(List.of(RUNNING, PAUSED, CANCELLED, DONE), queue.uploads().stream().map(LiveRow::shown).toList());
    }

    @Test
    void keepsTheRowOfAnUploadThatGoesOn() {
        queue.show(Scenes.of(RUNNING));
        LiveRow<UploadId, UploadSnapshot> row = queue.uploads().getFirst();
        queue.show(Scenes.of(PAUSED, Scenes.upload(1, "running", new UploadState.Running(), 100, 64, 64, 21)));
        assertSame(row, queue.uploads().get(1));
        assertEquals(21, row.shown().stored());
    }

    @Test
    void countsChunksOfWhatMayStillBeStored() {
        queue.show(Scenes.of(DONE, RUNNING, CANCELLED, PAUSED));
        Totals totals = queue.totalsProperty().get();
        assertEquals(2, totals.unfinished());
        assertEquals(25, totals.stored());
        assertEquals(115, totals.chunks());
        assertEquals(RUNNING.cost().tokens().plus(DONE.cost().tokens()), totals.paid());
    }

    @Test
    void asksOnlyForThoseWhoseStateAllowsIt() {
        queue.apply(UploadAction.PAUSE, List.of(RUNNING, PAUSED, DONE));
        queue.apply(UploadAction.RESUME, List.of(RUNNING, PAUSED, DONE));
        queue.apply(UploadAction.CANCEL, List.of(RUNNING, PAUSED, DONE, CANCELLED));
        queue.apply(UploadAction.RETRY, List.of(RUNNING, CANCELLED));
        queue.apply(UploadAction.PAUSE, List.of(DONE));
        assertEquals(List.of("pause [0000000000000001]", "resume [0000000000000002]",
                "cancel [0000000000000001, 0000000000000002]", "retry [0000000000000005]"), engine.asked());
    }

    @Test
    void approvesExactlyWhatIsMissing() {
        queue.apply(UploadAction.APPROVE, List.of(WAITING, RUNNING));
        assertEquals(List.of("approve 40 for [0000000000000004]"), engine.asked());
    }

    @Test
    void whoWaitsForTheDayAloneKeepsItsBudget() {
        queue.apply(UploadAction.APPROVE, List.of(Scenes.upload(6, "today",
                new UploadState.AwaitingApproval(Amount.of(70), Amount.of(30), Limit.DAY), 200, 64, 0, 0)));
        assertEquals(List.of("approve all for [0000000000000006]"), engine.asked());
    }

    @Test
    void appliesToAllThatAreShown() {
        queue.show(Scenes.of(DONE, RUNNING, PAUSED));
        queue.applyToAll(UploadAction.PAUSE);
        assertEquals(List.of("pause [0000000000000001]"), engine.asked());
    }

    @Test
    void addsToTheChosenDrive() {
        queue.add(List.of(Path.of("/a"), Path.of("/b")));
        queue.add(List.of());
        assertEquals(List.of("add [/a, /b] to Harbour"), engine.asked());
        assertTrue(problems.problems().isEmpty());
    }

    @Test
    void tellsWhatWasLeftOut() {
        engine.answerWith(new Added(List.of(),
                Map.of(Path.of("/socket"), new Failure.SourceUnreadable(Path.of("/socket"), "not a file")),
                List.of(Path.of("/link"), Path.of("/other"))));
        queue.add(List.of(Path.of("/folder")));
        assertEquals(2, problems.problems().size());
        Problem leftOut = problems.problems().getFirst();
        assertTrue(leftOut.sentence().startsWith("1 file was left out: "), leftOut.sentence());
        assertEquals("LS-SOURCE-UNREADABLE", leftOut.code());
        Problem links = problems.problems().getLast();
        assertTrue(links.sentence().startsWith("2 symbolic links were not followed: /link"), links.sentence());
        assertEquals("/link\n/other", links.detail());
    }

    @Test
    void tellsWhatWasOnItsWayAlready() {
        queue.show(Scenes.of(RUNNING, PAUSED));
        engine.answerWith(new Added(List.of(RUNNING.id()), Set.of(RUNNING.id()), Map.of(), List.of()));
        queue.add(List.of(Path.of("/folder")));
        Problem goesOn = problems.problems().getFirst();
        assertEquals("1 file was being uploaded already and goes on.", goesOn.sentence());
        assertEquals(RUNNING.path().toString(), goesOn.detail());
    }

    @Test
    void passesARefusalOn() {
        Failure refusal = new Failure.Insufficient(Failure.Insufficient.Resource.DISK, "10", "1");
        engine.refuseWith(refusal);
        queue.add(List.of(Path.of("/a")));
        assertEquals(List.of(refusal), orders.failures());
    }
}
