package io.longshore.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.chain.Anvil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The whole road on a real EVM that makes a block every second: the command line chooses the chain once, is killed with
/// its network while it pays and after it paid, goes on, and restores. Each chunk is paid once, the receipts are the
/// vault's events, and whoever has the export can ask the chain.
@Timeout(240)
class AnvilRoadTest {
    private final long seed = Long.getLong("longshore.seed", new SecureRandom().nextLong());

    @TempDir(factory = InTarget.class)
    private Path folder;
    private Programs programs;
    private Client client;
    private JournalFile journal;

    @BeforeEach
    void prepare() throws IOException {
        programs = new Programs(folder.resolve("said"));
        client = new Client(programs, folder.resolve("home"), List.of());
        journal = new JournalFile(client.home());
    }

    @AfterEach
    void endAll() {
        programs.close();
    }

    @Test
    @Tag("long")
    void anUploadSurvivesKillsAndIsVerifiedByTheChain() throws Exception {
        System.out.println("AnvilRoadTest, seed " + seed);
        try (Anvil anvil = Anvil.start("--block-time", "1")) {
            String chain = anvil.url().toString();
            Path file = Content.random(folder.resolve("file"), 5 * Content.CHUNK + 1, seed);
            killOnce(client.start("upload", "--chain", chain, file.toString()), "a payment is drafted",
                    () -> !payments().isEmpty());
            killOnce(client.start("resume"), "a receipt is written down", () -> !journal.entries("receipt").isEmpty());
            JsonNode done = client.one(client.start("resume"));
            assertEquals("done", done.required("state").stringValue(), () -> done.toString());
            Path copy = folder.resolve("copy");
            client.run("restore", done.required("handle").stringValue(), copy.toString());
            assertEquals(-1, Files.mismatch(file, copy));
            verify(chain);
            // The network that the client had inside, by itself: it finds its chain again.
            Network network = Network.startWhole(programs, client.home().resolve("localnet"));
            long objects = done.required("chunks").longValue() + done.required("index_objects").longValue();
            Oracle.Verdict verdict = new Oracle(client, network).judge(objects);
            assertEquals(objects, verdict.rows());
        }
    }

    private List<JournalFile.Entry> payments() throws IOException {
        return journal.entries("intent").stream().filter(intent -> intent.text("kind").equals("pay")).toList();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void killOnce(Program command, String what, Condition condition) throws Exception {
        while (!condition.holds()) {
            if (command.ends(2)) {
                throw new AssertionError("not seen: " + what + command.said());
            }
        }
        command.kill();
    }

    private void verify(String chain) throws Exception {
        String export = folder.resolve("export").toString();
        client.run("receipts", "--export", export);
        JsonNode verified = client.one(client.start("receipts", "--verify", export, "--chain", chain));
        JsonNode onChain = verified.required("chain");
        assertEquals(31337, onChain.required("chain_id").longValue());
        assertEquals(verified.required("receipts").longValue(), onChain.required("receipts").longValue());
        assertEquals(verified.required("rows").longValue(), onChain.required("rows").longValue());
        assertEquals(0, onChain.required("elsewhere").longValue());
        assertTrue(onChain.required("rows").longValue() > 0);
    }
}
