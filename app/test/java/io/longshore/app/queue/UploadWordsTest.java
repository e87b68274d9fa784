package io.longshore.app.queue;

import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.longshore.app.Scenes;
import io.longshore.app.control.Glyph;
import io.longshore.app.control.Sign;
import io.longshore.app.control.Stages;
import io.longshore.app.word.Messages;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.snapshot.UploadSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UploadWordsTest {
    private static final List<UploadState> STATES = List.of(new UploadState.Queued(), new UploadState.Running(),
            new UploadState.Paused(), new UploadState.AwaitingApproval(Amount.of(2), Amount.of(1)),
            new UploadState.AwaitingVault(), new UploadState.Stalled(new Failure.NoMajority(2, 3)),
            new UploadState.Cancelled(Amount.of(1)), new UploadState.Failed(new Failure.Cancelled(), Amount.of(1)),
            new UploadState.Done(Scenes.handle(1)));

    private final UploadWords words = new UploadWords(new Messages(Locale.ENGLISH, ZoneOffset.UTC));

    @Test
    void givesEveryStateAWordAndAShapeOfItsOwn() {
        Set<String> spoken = new HashSet<>();
        Set<Glyph> shapes = new HashSet<>();
        for (UploadState state : STATES) {
            Sign sign = words.sign(state);
            assertTrue(spoken.add(sign.word()), sign.word());
            assertTrue(shapes.add(sign.shape()), sign.shape().name());
        }
    }

    @Test
    void saysSomethingAboutEveryState() {
        for (UploadState state : STATES) {
            assertFalse(words.detail(at(state, 10, 0, 0, 0)).isBlank(), state.toString());
            assertFalse(words.explanation(state).isBlank(), state.toString());
        }
    }

    @Test
    void saysTheCodeOfWhatStoppedIt() {
        assertEquals("Too few providers answer: 2 of at least 3. (LS-NO-MAJORITY)",
                words.detail(at(new UploadState.Stalled(new Failure.NoMajority(2, 3)), 10, 0, 0, 0)));
    }

    @Test
    void leavesStagesOutThatSayNothingNew() {
        UploadState running = new UploadState.Running();
        assertEquals("0 of 1,000 chunks stored", words.chunks(at(running, 1000, 0, 0, 0)));
        assertEquals("0 of 1,000 chunks stored · 64 planned", words.chunks(at(running, 1000, 64, 0, 0)));
        assertEquals("10 of 1,000 chunks stored · 64 paid · 128 planned", words.chunks(at(running, 1000, 128, 64, 10)));
        assertEquals("64 of 1,000 chunks stored", words.chunks(at(running, 1000, 64, 64, 64)));
    }

    @Test
    void aFileWithoutChunksIsAllThereWhenItIsDone() {
        UploadSnapshot empty = at(new UploadState.Running(), 0, 0, 0, 0);
        assertEquals("no chunks of its own", words.chunks(empty));
        assertEquals(new Stages(0, 0, 0, 1), words.stages(empty));
        assertEquals(new Stages(1, 1, 1, 1), words.stages(at(new UploadState.Done(Scenes.handle(1)), 0, 0, 0, 0)));
    }

    @Test
    void showsNoNameThatCouldMoveTheCursor() {
        UploadSnapshot upload = Scenes.upload(1, "in\u202Evoice\u0007.txt", new UploadState.Running(), 1, 0, 0, 0);
        assertEquals("in\\u202Evoice\\u0007.txt", words.name(upload));
    }

    @Test
    void readsTheWholeRowAloud() {
        assertEquals("a.txt, Running, 1 of 2 chunks stored",
                words.row(Scenes.upload(1, "a.txt", new UploadState.Running(), 2, 1, 1, 1)));
    }

    @Test
    void saysWhatAnApprovalAdmits() {
        UploadState waiting = new UploadState.AwaitingApproval(Amount.of("750000000000000000"),
                Amount.of("250000000000000000"));
        assertEquals("Approve 0.5 tokens", words.offer(UploadAction.APPROVE, at(waiting, 1, 0, 0, 0)).word());
        UploadState today = new UploadState.AwaitingApproval(Amount.of("750000000000000000"),
                Amount.of("250000000000000000"), Limit.DAY);
        assertEquals("Approve 0.75 tokens", words.offer(UploadAction.APPROVE, at(today, 1, 0, 0, 0)).word());
        assertEquals("the next wave costs 0.75 tokens, the limit of a day still admits 0.25 tokens",
                words.detail(at(today, 1, 0, 0, 0)));
    }

    private static UploadSnapshot at(UploadState state, long chunks, long planned, long paid, long stored) {
        return Scenes.upload(1, "a.txt", state, chunks, planned, paid, stored);
    }
}
