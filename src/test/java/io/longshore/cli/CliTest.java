package io.longshore.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.longshore.Longshore.Restored;
import io.longshore.Options;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.Profile;
import io.longshore.model.Whereabouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CliTest {
    private static final Drive LOCAL = new Drive(Uploads.DRIVE, "local", DestinationKind.NETWORK,
            Bytes.of(new byte[32]), new BucketId(7), Profile.TACTICAL, new Whereabouts.Embedded(),
            new ChainId(1L << 41), true);

    @TempDir
    private Path home;

    private Run run;

    @BeforeEach
    void prepare() {
        run = new Run(new FakeLongshore(), home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "upload --budget x y", "upload --budget -1 y", "restore onlyone", "frobnicate",
        "upload --localnet", "status --nonsense", "cancel"})
    void whatIsNotUnderstoodEndsWithTwo(String line) {
        assertEquals(2, run.of(line.split(" ")));
        assertEquals("", run.out());
        assertFalse(run.err().isBlank());
        assertEquals(List.of(), run.starts);
        run.assertNoStackTrace();
    }

    @Test
    void aDataFolderInUseEndsWithFiveAndALockedVaultWithSix() {
        run.refused = true;
        run.refusal = new Failure.DataFolderInUse(home, "process 4711");
        assertEquals(5, run.of("status"));
        assertTrue(run.err().contains("[LS-IN-USE]") && run.err().contains("process 4711"), run.err());
        run.refusal = new Failure.VaultLocked();
        assertEquals(6, run.of("upload", "x"));
        run.assertNoStackTrace();
    }

    @Test
    void aMistakeOfOursIsASentenceToo() {
        run.engine.bug = new IllegalStateException("row 7 of 6");
        assertEquals(1, run.of("upload", "x"));
        assertTrue(run.err().contains("[LS-BROKEN]"), run.err());
        assertTrue(run.err().contains("row 7 of 6"), run.err());
        run.assertNoStackTrace();
    }

    @Test
    void restoresAndNamesWhatCouldNotBe() {
        run.engine.restored = new Restored(Path.of("/back/photos"), 3, 4096,
                Map.of("../evil", new Failure.HostileName("../evil")));
        assertEquals(1, run.of("restore", Uploads.HANDLE.toString(), "/back", "--drive", "d", "--overwrite", "--json"));
        assertEquals("restore " + Uploads.HANDLE + " /back d true", run.engine.calls.getFirst());
        JsonNode json = run.objects().getFirst();
        assertEquals(List.of("handle", "path", "files", "bytes", "failed"), Run.keys(json));
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
        run.engine.drives = List.of(LOCAL);
        assertEquals(0, run.of("drives", "--json"));
        assertEquals(
                List.of("id", "name", "kind", "profile", "bucket", "network", "providers", "strategy", "capacity",
                        "chain_id", "play_money", "vault",
                        "token", "registry", "max_price_atto"),
                Run.keys(run.objects().getFirst()));
        assertEquals(0, run.of("drives"));
        assertTrue(run.out().contains("local: " + Uploads.DRIVE + ", embedded local network"), run.out());
    }

    private List<String> ceilings() {
        return run.engine.calls.stream().filter(call -> call.startsWith("edit drive"))
                .map(call -> call.replaceAll(".*most=Optional[\\[.]([a-z0-9]+).*", "$1")).toList();
    }

    @Test
    void aDriveGetsACeilingAndLosesIt() throws Exception {
        run.engine.drives = List.of(LOCAL);
        assertEquals(0, run.of("drives", "edit", "local", "--max-price", "0.25", "--json"));
        assertEquals("250000000000000000", run.objects().getFirst().get("max_price_atto").asString());
        assertEquals(0, run.of("drives", "edit", "local", "--max-price", "1.5"));
        assertTrue(run.out().contains("a chunk may be quoted at 1.5 tokens at most"), run.out());
        assertEquals(0, run.of("drives", "edit", "local", "--max-price", "none"));
        assertEquals(1, run.of("drives", "edit", "nowhere", "--max-price", "1"));
        assertEquals(2, run.of("drives", "edit", "local", "--max-price", "dear"));
        assertEquals(2, run.of("drives", "edit", "local"));
        assertEquals(List.of("250000000000000000", "1500000000000000000", "empty", "1000000000000000000"), ceilings());
    }

    @Test
    void aDriveOfListedProvidersIsAddedWithWhatHoldsForItAndTheWalletIsNamedThatIsEmpty() {
        run.engine.drives = List.of(LOCAL);
        assertEquals(0, run.of("drives", "add", "network", "three", "--providers",
                "http://127.0.0.1:1/secret,http://127.0.0.1:2/secret", "--chain", "http://127.0.0.1:3/secret",
                "--strategy", "batched:50", "--capacity", "2GiB"));
        String call = run.engine.calls.stream().filter(each -> each.startsWith("add drive three")).findFirst()
                .orElseThrow();
        assertTrue(call.contains("http://127.0.0.1:1, http://127.0.0.1:2") && call.contains("batched:50")
                && call.contains("2.0 GiB") && !call.contains("secret"), call);
        assertTrue(run.err().contains("0x" + "00".repeat(20)) && run.err().contains("before you upload"), run.err());
        assertEquals(new Options.Network.None(), run.starts.getLast().network(), "the local network is not started");
        assertEquals(0, run.of("drives", "add", "network", "second"));
        assertEquals(new Options.Network.Embedded(), run.starts.getLast().network());
    }

    @Test
    void whatIsNoDriveIsNotAdded() {
        int starts = run.starts.size();
        for (List<String> words : List.of(List.of("nowhere", "a"), List.of("network", "a", "--chain", "http://x"),
                List.of("network", "a", "--providers", "http://x/s"), List.of("network", "a", "--capacity", "much"),
                List.of("network", "a", "--capacity", "0.0001kB"), List.of("network", "a", "--capacity", "9999PiB"),
                List.of("network", "a", "--strategy", "batched:0"), List.of("network", "a", "--strategy", "never"))) {
            List<String> all = new ArrayList<>(List.of("drives", "add"));
            all.addAll(words);
            assertEquals(2, run.of(all.toArray(String[]::new)), words.toString());
        }
        assertEquals(starts, run.starts.size());
    }

    @Test
    void aDriveIsRemovedAndWhatStaysIsSaid() {
        run.engine.drives = List.of(LOCAL);
        assertEquals(0, run.of("drives", "remove", "local"));
        assertTrue(run.err().contains("4.8 KiB stay with its providers"), run.err());
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
        assertEquals(new Opening.Start(home.resolve("other"), new Options.Network.Embedded(), Optional.empty(), false),
                run.starts.getFirst());
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
}
