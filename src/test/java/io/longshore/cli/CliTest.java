package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.longshore.Longshore.Added;
import io.longshore.Longshore.Restored;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.Profile;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CliTest {
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

    static Stream<Arguments> endings() {
        Failure changed = new Failure.SourceChanged(Path.of("x"), "grew");
        return Stream.of(Arguments.of(DONE, 0, "done"),
                Arguments.of(new UploadState.Failed(changed, Amount.ZERO), 1, "failed"),
                Arguments.of(new UploadState.Stalled(new Failure.NoMajority(2, 3)), 1, "stalled"),
                Arguments.of(new UploadState.Cancelled(Amount.ZERO), 1, "cancelled"),
                Arguments.of(new UploadState.Paused(), 1, "paused"),
                Arguments.of(new UploadState.AwaitingApproval(Amount.of(5), Amount.ZERO), 3, "awaiting_approval"),
                Arguments.of(new UploadState.Stalled(new Failure.Disagreement("nonce", "7 for 5")), 4, "stalled"),
                Arguments.of(new UploadState.AwaitingVault(), 6, "awaiting_vault"));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void endsAsTheUploadEnds(UploadState state, int code, String word) {
        add(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, state);
        assertEquals(code, run.of("upload", "--json", "x"), run.err());
        assertEquals(word, run.objects().getFirst().get("state").asString());
        assertNoStackTrace();
    }

    @Test
    void printsEveryKeyOfADoneUpload() {
        add(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("upload", "x", "--json"));
        JsonNode json = run.objects().getFirst();
        assertEquals(
                List.of("id", "path", "state", "handle", "size", "chunks", "index_objects", "waves", "stored_chunks",
                        "sent_chunks", "paid_atto", "gas_wei", "paid_now_atto", "gas_now_wei", "payments", "approvals",
                        "payment_mode", "checkpoint", "failure"),
                keys(json));
        assertEquals(ID, json.get("id").asString());
        assertEquals("/data/déjà vu 🚢.bin", json.get("path").asString());
        assertEquals(Uploads.HANDLE.toString(), json.get("handle").asString());
        assertEquals(545_259_520, json.get("size").asLong());
        assertEquals(130, json.get("chunks").asLong());
        assertEquals(7, json.get("sent_chunks").asLong());
        assertTrue(json.get("paid_atto").isString());
        assertEquals("1500000000000000000", json.get("paid_atto").asString());
        assertEquals("7000000000000", json.get("gas_now_wei").asString());
        assertEquals("wave", json.get("payment_mode").asString());
        assertEquals(List.of("root", "leaf_count", "signers", "tx"), keys(json.get("checkpoint")));
        assertEquals("0x" + "cd".repeat(32), json.get("checkpoint").get("root").asString());
        assertEquals(3, json.get("checkpoint").get("signers").size());
        assertTrue(json.get("failure").isNull());
    }

    @Test
    void printsNullForWhatIsNotThereAndTheFailureInWords() {
        add(ID);
        run.engine.awaited = upload -> Uploads.turned(upload,
                new UploadState.Failed(new Failure.SourceChanged(Path.of("/data/x"), "grew"), Amount.ZERO));
        assertEquals(1, run.of("upload", "x", "--json"));
        JsonNode json = run.objects().getFirst();
        assertTrue(json.get("handle").isNull());
        assertTrue(json.get("checkpoint").isNull());
        assertEquals(List.of("code", "message"), keys(json.get("failure")));
        assertEquals("LS-SOURCE-CHANGED", json.get("failure").get("code").asString());
        assertEquals("/data/x changed after it was planned. (grew)", json.get("failure").get("message").asString());
        assertTrue(run.err().contains("[LS-SOURCE-CHANGED]"));
    }

    @Test
    void handsPathsDriveBudgetAndNetworkOn() {
        add(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("upload", "/data/a", "/data/b", "--drive", "photos", "--budget", "1.5", "--localnet",
                "http://127.0.0.1:7/t"));
        assertEquals("add [/data/a, /data/b] photos 1500000000000000000", run.engine.calls.getFirst());
        assertEquals("close", run.engine.calls.getLast());
        assertEquals(new Opening.Network.At(URI.create("http://127.0.0.1:7/t")), run.starts.getFirst().network());
        assertTrue(run.out().contains(Uploads.HANDLE.toString()));
    }

    @Test
    void anOpenConflictHasAnExitCodeOfItsOwn() {
        add(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        run.engine.conflicts.put(Uploads.DRIVE, new Failure.Disagreement("two roots", "3 against 2"));
        assertEquals(4, run.of("upload", "--json", "x"));
        assertEquals("LS-DISAGREEMENT", run.objects().getFirst().get("failure").get("code").asString());
    }

    @Test
    void aFailureOutweighsAWaitingApproval() {
        add(ID, OTHER);
        run.engine.awaited = upload -> Uploads.turned(upload, upload.id().toString().equals(ID)
                ? new UploadState.AwaitingApproval(Amount.of(1), Amount.ZERO)
                : new UploadState.Stalled(new Failure.NoMajority(1, 3)));
        assertEquals(1, run.of("upload", "--json", "x"));
        assertEquals(2, run.objects().size());
        assertTrue(run.err().contains("app/longshore approve " + ID), run.err());
        assertTrue(run.err().contains("app/longshore resume " + OTHER), run.err());
    }

    @Test
    void namesLinksAndSkippedFilesAndFailsForThem() {
        add(ID);
        Path locked = Path.of("/data/locked");
        run.engine.added = new Added(run.engine.added.uploads(),
                Map.of(locked, new Failure.SourceUnreadable(locked, "permission denied")),
                List.of(Path.of("/data/link")));
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(1, run.of("upload", "--json", "/data"));
        assertEquals(1, run.objects().size());
        assertTrue(run.err().contains("/data/link"));
        assertTrue(run.err().contains("/data/locked cannot be read."));
        assertTrue(run.err().contains("permission denied"));
    }

    @Test
    void failsWhenNothingCouldBeAdded() {
        assertEquals(1, run.of("upload", "/nowhere"));
        assertTrue(run.err().contains("Nothing was added."));
        assertEquals("", run.out());
    }

    @Test
    void tellsAboutAFolderOnceAndNotForEachOfItsFiles() {
        UploadSnapshot file = Uploads.member(Uploads.at(ID, DONE));
        run.engine.with(file, Uploads.at(OTHER, DONE));
        run.engine.added = new Added(List.of(file.id(), UploadId.of(OTHER)), Map.of(), List.of());
        assertEquals(0, run.of("upload", "/data"));
        assertFalse(run.out().contains(ID));
        assertTrue(run.out().contains(OTHER));
        assertTrue(run.err().contains("2 of 2 done."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "upload --budget x y", "upload --budget -1 y", "restore onlyone", "frobnicate",
        "upload --localnet", "status --nonsense", "cancel"})
    void whatIsNotUnderstoodEndsWithTwo(String line) {
        assertEquals(2, run.of(line.split(" ")));
        assertEquals("", run.out());
        assertFalse(run.err().isBlank());
        assertEquals(List.of(), run.starts);
        assertNoStackTrace();
    }

    @Test
    void aDataFolderInUseEndsWithFiveAndALockedVaultWithSix() {
        run.refused = true;
        run.refusal = new Failure.DataFolderInUse(home, "process 4711");
        assertEquals(5, run.of("status"));
        assertTrue(run.err().contains("[LS-IN-USE]") && run.err().contains("process 4711"), run.err());
        run.refusal = new Failure.VaultLocked();
        assertEquals(6, run.of("upload", "x"));
        assertNoStackTrace();
    }

    @Test
    void aMistakeOfOursIsASentenceToo() {
        run.engine.bug = new IllegalStateException("row 7 of 6");
        assertEquals(1, run.of("upload", "x"));
        assertTrue(run.err().contains("[LS-BROKEN]"), run.err());
        assertTrue(run.err().contains("row 7 of 6"), run.err());
        assertNoStackTrace();
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
        assertEquals(new Opening.Network.None(), run.starts.getFirst().network());
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
        assertTrue(run.starts.stream().allMatch(start -> start.network().equals(new Opening.Network.None())));
        assertEquals(0, run.of("status"));
        assertTrue(run.out().contains("12 of 130 chunks stored, 64 paid"), run.out());
    }

    @Test
    void restoresAndNamesWhatCouldNotBe() {
        run.engine.restored = new Restored(Path.of("/back/photos"), 3, 4096,
                Map.of("../evil", new Failure.HostileName("../evil")));
        assertEquals(1, run.of("restore", Uploads.HANDLE.toString(), "/back", "--drive", "d", "--overwrite", "--json"));
        assertEquals("restore " + Uploads.HANDLE + " /back d true", run.engine.calls.getFirst());
        JsonNode json = run.objects().getFirst();
        assertEquals(List.of("handle", "path", "files", "bytes", "failed"), keys(json));
        assertEquals("LS-HOSTILE-NAME", json.get("failed").get("../evil").get("code").asString());
        run.engine.restored = new Restored(Path.of("/back/photos"), 1, 4096, Map.of());
        assertEquals(0, run.of("restore", Uploads.HANDLE.toString(), "/back"));
        assertTrue(run.out().contains("/back/photos: 1 file, 4,096 bytes"), run.out());
    }

    @Test
    void aTextThatIsNoHandleOpensNothing() {
        assertEquals(1, run.of("restore", "longshore:9:\u001b[2J", "/back"));
        assertEquals(List.of(), run.starts);
        assertTrue(run.err().contains("longshore:9:\\u001B[2J") && run.err().contains("[LS-CORRUPT]"), run.err());
    }

    @Test
    void listsDrives() {
        run.engine.drives = List.of(new Drive(Uploads.DRIVE, "local", DestinationKind.NETWORK, Bytes.of(new byte[32]),
                new BucketId(7), Profile.TACTICAL, Optional.empty(), new ChainId(1L << 41), true));
        assertEquals(0, run.of("drives", "--json"));
        assertEquals(List.of("id", "name", "kind", "profile", "bucket", "network", "chain_id", "play_money"),
                keys(run.objects().getFirst()));
        assertEquals(0, run.of("drives"));
        assertTrue(run.out().contains("local: " + Uploads.DRIVE + ", embedded local network"), run.out());
    }

    @Test
    void theLocalNetworkPrintsItsUrlAndEndsWhenAsked() {
        assertEquals(0, run.of("localnet", "--json"));
        assertEquals("http://127.0.0.1:1/localnet-process", run.objects().getFirst().get("url").asString());
        assertEquals(0, run.networks);
    }

    @Test
    void theDataFolderIsTheOneNamedOnAnyCommand() {
        Path elsewhere = home.resolve("else where");
        run.of("status", "--home", elsewhere.toString());
        run.of("--home", elsewhere.toString(), "status");
        run.of("status");
        assertEquals(List.of(elsewhere, elsewhere, home), run.starts.stream().map(Opening.Start::home).toList());
        run.of("status", "--passphrase-file", "/secret");
        assertEquals(Optional.of(Path.of("/secret")), run.starts.getLast().passphraseFile());
    }

    @Test
    void withoutACommandTheWindowOpensAndMayOpenTheDataFolder() throws Exception {
        assertEquals(0, run.of("--home", home.resolve("other").toString()));
        assertEquals(List.of(), run.starts);
        run.windows.getFirst().open();
        assertEquals(new Opening.Start(home.resolve("other"), new Opening.Network.Embedded(), Optional.empty()),
                run.starts.getFirst());
    }

    @Test
    void suggestedCommandsNameTheDataFolderIfItIsNotTheUsualOne() {
        add(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, new UploadState.Stalled(new Failure.NoMajority(2, 3)));
        Path elsewhere = home.resolve("it's");
        run.of("upload", "x", "--home", elsewhere.toString());
        assertTrue(run.err().contains("resume " + ID + " --home '" + elsewhere.toString().replace("'", "'\\''") + "'"),
                run.err());
    }

    @Test
    void aSignalClosesTheEngineAndSaysWhatIsKeptAndHowToGoOn() throws Exception {
        add(ID);
        run.engine.awaiting = new CountDownLatch(1);
        FutureTask<Integer> command = new FutureTask<>(() -> run.of("upload", "--json", "x"));
        Thread.ofVirtual().start(command);
        assertTrue(run.engine.awaiting.await(10, TimeUnit.SECONDS));
        run.interrupt.get().run();
        assertEquals(130, command.get(10, TimeUnit.SECONDS));
        assertEquals("close", run.engine.calls.getLast());
        assertTrue(run.err().contains("Kept: 12 of 130 chunks stored, 64 paid; 1.5 tokens spent."), run.err());
        assertTrue(run.err().contains("Go on with: app/longshore resume " + ID), run.err());
        assertEquals("running", run.objects().getFirst().get("state").asString());
        assertEquals(1, run.objects().size());
    }

    @Test
    void showsRealChunksAsItGoes() throws Exception {
        add(ID);
        run.live = true;
        run.engine.awaiting = new CountDownLatch(1);
        FutureTask<Integer> command = new FutureTask<>(() -> run.of("upload", "--json", "x"));
        Thread.ofVirtual().start(command);
        String line = "déjà vu 🚢.bin: 12 of 130 chunks stored, 64 paid, 128 planned; 1.5 tokens so fa";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!run.err().contains(line) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        run.interrupt.get().run();
        command.get(10, TimeUnit.SECONDS);
        assertTrue(run.err().contains("\r" + line), run.err());
        assertTrue(run.err().contains("\r\u001b[K"));
        assertFalse(run.out().contains("\u001b"));
    }

    @Test
    void speaksTheLanguageOfTheUser() {
        run.locale = Locale.GERMAN;
        run.refused = true;
        run.refusal = new Failure.DataFolderInUse(home, "Prozess 1");
        assertEquals(5, run.of("status"));
        assertTrue(run.err().contains("wird von einem anderen Programm benutzt"), run.err());
    }

    @Test
    void helpIsNoError() {
        assertEquals(0, run.of("--help"));
        assertTrue(run.out().contains("upload"));
        assertEquals(0, run.of("upload", "--help"));
        assertEquals(0, run.of("--version"));
        assertTrue(run.out().contains("Longshore"));
        assertEquals("", run.err());
    }

    private void add(String... ids) {
        List<UploadId> added = new ArrayList<>();
        for (String id : ids) {
            run.engine.with(Uploads.at(id, new UploadState.Running()));
            added.add(UploadId.of(id));
        }
        run.engine.added = new Added(added, Map.of(), List.of());
    }

    private void assertNoStackTrace() {
        assertFalse(run.err().contains("\tat "), run.err());
        assertFalse(run.err().contains("Exception in"), run.err());
    }

    private static List<String> keys(JsonNode node) {
        return new ArrayList<>(node.propertyNames());
    }
}
