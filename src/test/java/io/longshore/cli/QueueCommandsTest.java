package io.longshore.cli;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.Options;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QueueCommandsTest {
    private static final String ID = "0xa1b2c3d4e5f60708";

    private static final String OTHER = "0xa1ffffffffffffff";

    private static final UploadState DONE = new UploadState.Done(Uploads.HANDLE);

    @TempDir
    private Path home;

    private Run run;

    @BeforeEach
    void prepare() {
        run = new Run(new FakeLongshore(), home);
    }

    @Test
    void resumesAllUnfinishedOnesOrThoseNamed() {
        run.engine.with(Uploads.at(ID, new UploadState.Paused()), Uploads.at(OTHER, DONE));
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("resume"));
        assertTrue(run.engine.calls.contains("resume [" + ID + "]"), run.engine.calls.toString());
        Run named = new Run(new FakeLongshore().with(Uploads.at(ID, new UploadState.Queued())), home);
        named.engine.awaited = run.engine.awaited;
        assertEquals(0, named.of("resume", "A1B2", "--json"));
        assertTrue(named.engine.calls.contains("resume [" + ID + "]"));
        assertEquals(1, named.objects().size());
    }

    @Test
    void anIdThatFitsNoneOrSeveralIsNotFound() {
        run.engine.with(Uploads.at(ID, new UploadState.Paused()), Uploads.at(OTHER, new UploadState.Paused()));
        assertEquals(1, run.of("resume", "a1"));
        assertTrue(run.err().contains(ID) && run.err().contains(OTHER), run.err());
        assertEquals(1, run.of("pause", "77"));
        assertTrue(run.err().contains("[LS-NOT-FOUND]"));
        assertEquals(0, new Run(new FakeLongshore(), home).of("resume"));
    }

    @Test
    void pausesWithoutReachingANetwork() {
        run.engine.with(Uploads.at(ID, new UploadState.Running()));
        assertEquals(0, run.of("pause"));
        assertTrue(run.engine.calls.contains("pause [" + ID + "]"));
        assertEquals(new Options.Network.None(), run.starts.getFirst().network());
    }

    @Test
    void cancelSaysWhatWasPaidAndStaysUnstored() {
        run.engine.with(Uploads.at(ID, new UploadState.Running()));
        run.engine.awaited = upload -> Uploads.turned(upload,
                new UploadState.Cancelled(Amount.of("250000000000000000")));
        assertEquals(0, run.of("cancel", ID));
        assertTrue(run.out().contains("0.25 tokens were paid for chunks that stay unstored; the receipts are kept."),
                run.out());
    }

    @Test
    void retriesStoppedOnesAndFailedOnesOnlyByName() {
        Failure unreadable = new Failure.SourceUnreadable(Path.of("x"), "gone");
        run.engine.with(Uploads.at(ID, new UploadState.Failed(unreadable, Amount.ZERO)));
        assertEquals(0, run.of("retry"));
        assertFalse(run.engine.calls.stream().anyMatch(call -> call.startsWith("retry")));
        assertTrue(run.err().contains("1 upload has failed"), run.err());
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("retry", ID));
        assertTrue(run.engine.calls.contains("retry [" + ID + "]"));
    }

    @Test
    void approvesThoseThatWaitAndGoesOnWithThem() {
        run.engine.with(Uploads.at(ID, new UploadState.AwaitingApproval(Amount.of(5), Amount.ZERO)),
                Uploads.at(OTHER, new UploadState.Paused()));
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("approve", "--more", "2"));
        List<String> calls = run.engine.calls;
        assertTrue(calls.indexOf("approve [" + ID + "] 2000000000000000000") < calls.indexOf("resume [" + ID + "]"),
                calls.toString());
        assertTrue(calls.contains("approve [" + ID + "] 2000000000000000000"));
    }

    @Test
    void statusReachesNoNetworkAndPrintsWhatIsKept() {
        assertEquals(0, run.of("status", "--json"));
        assertEquals("", run.out());
        run.engine.with(Uploads.at(ID, new UploadState.Running()), Uploads.at(OTHER, DONE));
        assertEquals(0, run.of("status", "--json"));
        assertEquals(2, run.objects().size());
        assertTrue(run.starts.stream().allMatch(start -> start.network().equals(new Options.Network.None())));
        assertEquals(0, run.of("status"));
        assertTrue(run.out().contains("12 of 130 chunks stored, 64 paid"), run.out());
    }
}
