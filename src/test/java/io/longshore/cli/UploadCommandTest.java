package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.longshore.Longshore.Added;
import io.longshore.Options;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Contracts;
import io.longshore.model.Failure;
import io.longshore.model.Finality;
import io.longshore.model.OutsideChain;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.snapshot.UploadSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UploadCommandTest {
    private static final String VAULT = "0x00000000000000000000000000000000000000a1";
    private static final String TOKEN = "0x00000000000000000000000000000000000000a2";
    private static final String REGISTRY = "0x00000000000000000000000000000000000000a3";

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
        run.adds(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, state);
        assertEquals(code, run.of("upload", "--json", "x"), run.err());
        assertEquals(word, run.objects().getFirst().get("state").asString());
        run.assertNoStackTrace();
    }

    @Test
    void saysWhichLimitAnUploadWaitsFor() {
        run.adds(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, new UploadState.AwaitingApproval(
                Amount.of("3000000000000000000"), Amount.of("1000000000000000000"), Limit.DAY));
        assertEquals(3, run.of("upload", "x", "--json"));
        JsonNode json = run.objects().getFirst();
        assertEquals(List.of("day", "3000000000000000000", "1000000000000000000", "0"),
                List.of(json.get("limit").asString(), json.get("needed_atto").asString(),
                        json.get("left_atto").asString(), json.get("in_vain_atto").asString()));
        assertEquals(3, run.of("upload", "x"));
        assertTrue(run.out().contains("cost 3 tokens, the limit of a day has 1 tokens left"), run.out());
        assertTrue(run.err().contains("approve " + ID), run.err());
    }

    @Test
    void printsEveryKeyOfADoneUpload() {
        run.adds(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("upload", "x", "--json"));
        JsonNode json = run.objects().getFirst();
        assertEquals(
                List.of("id", "path", "state", "running", "handle", "size", "chunks", "index_objects", "waves",
                        "stored_chunks",
                        "sent_chunks", "paid_atto", "gas_wei", "paid_now_atto", "gas_now_wei", "payments", "approvals",
                        "payment_mode", "checkpoint", "limit", "needed_atto", "left_atto", "in_vain_atto", "failure",
                        "resumed"),
                Run.keys(json));
        assertFalse(json.get("resumed").asBoolean());
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
        assertEquals(List.of("root", "leaf_count", "signers", "tx"), Run.keys(json.get("checkpoint")));
        assertEquals("0x" + "cd".repeat(32), json.get("checkpoint").get("root").asString());
        assertEquals(3, json.get("checkpoint").get("signers").size());
        assertTrue(json.get("failure").isNull());
    }

    @Test
    void saysWhatGoesOnInsteadOfBeginningAgain() {
        run.adds(ID);
        run.engine.added = new Added(run.engine.added.uploads(), Set.of(UploadId.of(ID)), Map.of(), List.of());
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("upload", "x", "--json"));
        assertTrue(run.objects().getFirst().get("resumed").asBoolean());
        assertTrue(run.err().contains("its upload was not finished and goes on"), run.err());
    }

    @Test
    void printsNullForWhatIsNotThereAndTheFailureInWords() {
        run.adds(ID);
        run.engine.awaited = upload -> Uploads.turned(upload,
                new UploadState.Failed(new Failure.SourceChanged(Path.of("/data/x"), "grew"), Amount.ZERO));
        assertEquals(1, run.of("upload", "x", "--json"));
        JsonNode json = run.objects().getFirst();
        assertTrue(json.get("handle").isNull());
        assertTrue(json.get("checkpoint").isNull());
        assertEquals(List.of("code", "message"), Run.keys(json.get("failure")));
        assertEquals("LS-SOURCE-CHANGED", json.get("failure").get("code").asString());
        assertEquals("/data/x changed after it was planned. (grew)", json.get("failure").get("message").asString());
        assertTrue(run.err().contains("[LS-SOURCE-CHANGED]"));
    }

    @Test
    void handsPathsDriveBudgetAndNetworkOn() {
        run.adds(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("upload", "/data/a", "/data/b", "--drive", "photos", "--budget", "1.5", "--localnet",
                "http://127.0.0.1:7/t"));
        assertEquals("add [/data/a, /data/b] photos 1500000000000000000", run.engine.calls.getFirst());
        assertEquals("close", run.engine.calls.getLast());
        assertEquals(new Options.Network.At(URI.create("http://127.0.0.1:7/t")), run.starts.getFirst().network());
        assertTrue(run.out().contains(Uploads.HANDLE.toString()));
    }

    @Test
    void theChosenChainIsHandedOn() {
        run.adds(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("upload", "/data/a", "--chain", "http://127.0.0.1:8545", "--vault", VAULT, "--token",
                TOKEN, "--registry", REGISTRY, "--deployer", "/keys/d", "--finality", "blocks:12"));
        OutsideChain chain = new OutsideChain(URI.create("http://127.0.0.1:8545"),
                Optional.of(Path.of("/keys/d").toAbsolutePath()), Optional.of(new Contracts(Account.of(VAULT), Account
                        .of(TOKEN), Account.of(REGISTRY))),
                Optional.of(new Finality.Depth(12)));
        assertEquals(new Options.Network.Embedded(Optional.of(chain)), run.starts.getFirst().network());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--finality finalized", "--deployer /keys/d", "--chain http://127.0.0.1:1 --finality soon",
        "--chain http://127.0.0.1:1 --vault " + VAULT, "--chain http://127.0.0.1:1 --token nobody",
        "--vault " + VAULT + " --token " + TOKEN + " --registry " + REGISTRY,
        "--chain http://127.0.0.1:1 --localnet http://127.0.0.1:2/t", "--chain ftp://127.0.0.1", "--chain nonsense",
        "--chain http:", "--localnet 127.0.0.1:1"})
    void aHalfChosenChainIsNotUnderstood(String options) {
        List<String> words = new ArrayList<>(List.of("upload", "/data/a"));
        words.addAll(List.of(options.split(" ")));
        assertEquals(2, run.of(words.toArray(String[]::new)));
        assertEquals(List.of(), run.starts);
    }

    @Test
    void anOpenConflictHasAnExitCodeOfItsOwn() {
        run.adds(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        run.engine.conflicts.put(Uploads.DRIVE, new Failure.Disagreement("two roots", "3 against 2"));
        assertEquals(4, run.of("upload", "--json", "x"));
        assertEquals("LS-DISAGREEMENT", run.objects().getFirst().get("failure").get("code").asString());
    }

    @Test
    void aFailureOutweighsAWaitingApproval() {
        run.adds(ID, OTHER);
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
        run.adds(ID);
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
    void aPipeIsNamedButNothingIsMissingWithoutIt() throws Exception {
        Path pipe = home.resolve("pipe");
        Assumptions.assumeTrue(new ProcessBuilder("sh", "-c", "mkfifo '" + pipe + "'").start().waitFor() == 0,
                "no mkfifo here");
        run.adds(ID);
        run.engine.added = new Added(run.engine.added.uploads(),
                Map.of(pipe, new Failure.SourceUnreadable(pipe, "neither a file nor a folder")), List.of());
        run.engine.awaited = upload -> Uploads.turned(upload, DONE);
        assertEquals(0, run.of("upload", "--json", "/data"));
        assertTrue(run.err().contains(pipe.toString()), run.err());
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

    @Test
    void suggestedCommandsNameTheDataFolderIfItIsNotTheUsualOne() {
        run.adds(ID);
        run.engine.awaited = upload -> Uploads.turned(upload, new UploadState.Stalled(new Failure.NoMajority(2, 3)));
        Path elsewhere = home.resolve("it's");
        run.of("upload", "x", "--home", elsewhere.toString());
        assertTrue(run.err().contains("resume " + ID + " --home '" + elsewhere.toString().replace("'", "'\\''") + "'"),
                run.err());
    }

    @Test
    void aSignalClosesTheEngineAndSaysWhatIsKeptAndHowToGoOn() throws Exception {
        run.adds(ID);
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
        run.adds(ID);
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
}
