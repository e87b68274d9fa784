package io.longshore.road;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.app.Main;
import io.longshore.chain.RegistryCall;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.BucketId;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A drive over three nodes with their own data and keys, each in a network namespace of its own (where this user may make
/// some, on Linux as root, and there is anvil; else as processes on loopback), and a chain that is none of theirs. One node is
/// cut off while something is uploaded: the others hold and sign that, the one is behind, and once it is back it is repaired
/// and signs with them.
@Timeout(300)
class ThreeNodesTest {
    private static final int NODES = 3;
    private static final int CUT = 1;
    private static final int ROUNDS = 5;

    private final long seed = Long.getLong("longshore.seed", new SecureRandom().nextLong());

    @TempDir(factory = InTarget.class)
    private Path folder;
    private Programs programs;
    private Site site;
    private Path home;
    private final List<String> urls = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        System.out.println("ThreeNodesTest, seed " + seed);
        programs = new Programs(folder.resolve("said"));
        home = folder.resolve("home");
        site = Site.best(programs, folder.resolve("chain"));
        System.out.println("ThreeNodesTest, nodes in " + site.getClass().getSimpleName());
    }

    @AfterEach
    void endAll() throws Exception {
        programs.close();
        site.end();
    }

    private void startNode(int node, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "node", "--json", "--data",
                folder.resolve("node" + node).toString(), "--listen", site.host(node) + ":" + port, "--chain",
                site.chain().url().toString(), "--key", folder.resolve("node" + node + ".key").toString(), "--vault",
                site.chain().vault().toString(), "--registry", site.chain().registry().toString(), "--allow-remote"));
        JsonNode said = Json.tree(site.start(node, command).line().getBytes(StandardCharsets.UTF_8));
        String url = said.required("url").stringValue();
        ids.add(node, said.required("provider_id").stringValue());
        if (node < urls.size()) {
            assertEquals(urls.get(node), url, "it comes back as it was");
        } else {
            urls.add(url);
        }
    }

    private JsonNode run(String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--json", "--home", home.toString()));
        Program program = programs.java(words[0], List.of(), Main.class, arguments);
        Program.Ended ended = program.await();
        assertEquals(0, ended.code(), () -> program + ": " + ended.out() + program.said() + "\n"
                + Program.tail(home.resolve("log/longshore.log")));
        assertEquals(1, ended.out().size(), () -> ended.out().toString());
        return Json.tree(ended.out().getFirst().getBytes(StandardCharsets.UTF_8));
    }

    private Path upload(String name, int size) throws Exception {
        Path file = Content.random(folder.resolve(name), size, seed + name.hashCode());
        JsonNode done = run("upload", "--drive", "three", "--budget", "1000", file.toString());
        assertEquals("done", done.required("state").stringValue(), done::toString);
        Path copy = folder.resolve(name + ".copy");
        run("restore", done.required("handle").stringValue(), copy.toString());
        assertEquals(-1, Files.mismatch(file, copy));
        return file;
    }

    private long chunks(int node) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("node" + node).resolve("node").resolve("chunks"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    @Tag("long")
    void oneThatWasCutOffIsRepairedAndSignsWithTheOthers() throws Exception {
        for (int node = 0; node < NODES; node++) {
            startNode(node, 0);
        }
        site.chain().give(Account.of(run("wallet", "address").required("address").stringValue()));
        BucketId bucket = new BucketId(run("drives", "add", "network", "three", "--providers", String.join(",", urls),
                "--chain", site.chain().url().toString()).required("bucket").longValue());

        upload("first", 200_000);
        assertEquals(NODES, site.chain().checkpoint(bucket).signers().size());

        site.cut(CUT);
        upload("second", 300_000);
        RegistryCall.CheckpointState without = site.chain().checkpoint(bucket);
        assertEquals(NODES - 1, without.signers().size(), "a majority of three signs without the third");
        assertTrue(chunks(CUT) < chunks(0), "it is behind");
        JsonNode seen = run("checkpoint", "three");
        assertEquals(without.signers().size(), seen.required("signers").size());
        for (JsonNode provider : seen.required("providers")) {
            boolean cut = provider.required("provider_id").stringValue().equals(ids.get(CUT));
            assertEquals(cut, !provider.required("state").stringValue().equals("healthy"), seen::toString);
        }

        if (site.mend(CUT)) {
            startNode(CUT, port(CUT));
        }
        RegistryCall.CheckpointState whole = without;
        for (int round = 0; round < ROUNDS && whole.signers().size() < NODES; round++) {
            upload("later" + round, 100_000);
            whole = site.chain().checkpoint(bucket);
        }
        assertEquals(NODES, whole.signers().size(), "signed by all");
        assertTrue(whole.count() > without.count());
        assertEquals(chunks(0), chunks(CUT), "what it missed was brought to it");
    }

    private int port(int node) {
        return URI.create(urls.get(node)).getPort();
    }
}
