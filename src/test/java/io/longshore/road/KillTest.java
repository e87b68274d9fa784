package io.longshore.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// `kill -9` of the client, of a node and of the chain at random moments: everything is stored, everything is paid once.
/// `-Dlongshore.seed=N` chooses the same moments again, as far as the machine's own timing allows.
class KillTest {
    private final long seed = Long.getLong("longshore.seed", new SecureRandom().nextLong());
    private final RandomGenerator random = Content.random(seed);
    private final Map<Stage, Integer> histogram = new EnumMap<>(Stage.class);

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
    void aBigUploadSurvivesKillsOfTheClientThenOfANodeThenOfTheChain() throws Exception {
        bigUpload(25, 600 * Content.MIB);
    }

    @Test
    @Tag("soak")
    void aBigUploadSurvivesHundredsOfKills() throws Exception {
        bigUpload(500, 6_000 * Content.MIB);
    }

    @Test
    @Tag("long")
    void twoUploadsThatFinishTogetherSurviveKills() throws Exception {
        pairs(3);
    }

    @Test
    @Tag("soak")
    void manyPairsThatFinishTogetherSurviveKills() throws Exception {
        pairs(200);
    }

    private void bigUpload(int kills, long size) throws Exception {
        Network network = Network.start(programs, folder.resolve("network"));
        List<Path> files = new ArrayList<>();
        int done = 0;
        while (done < kills) {
            Path file = Content.random(folder.resolve("file " + files.size()), size, seed + files.size());
            files.add(file);
            done += killUntilDone(network, List.of(file), files.size(), kills - done);
        }
        tell("big upload: " + kills + " kills of the client, " + files.size() + " file(s)");
        Path more = Content.random(folder.resolve("more"), size / 2, seed - 1);
        files.add(more);
        killNodeAndChain(network, more);
        judge(network, files, files.size());
    }

    /// Two files of five chunks and a root each: one wave, which both of them need to finish.
    private void pairs(int rounds) throws Exception {
        Network network = Network.startWhole(programs, folder.resolve("network"));
        List<Path> files = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Path> pair = List.of(
                    Content.random(folder.resolve("left " + round), 5 * Content.CHUNK, seed + 2 * round),
                    Content.random(folder.resolve("right " + round), 5 * Content.CHUNK, seed + 2 * round + 1));
            files.addAll(pair);
            killUntilDone(network, pair, files.size(), 2);
        }
        tell("pairs: " + rounds);
        judge(network, files, 4);
    }

    /// Uploads files, killing the client again and again, until they are done or `most` kills have hit.
    /// @param plans how many uploads the data folder has when these are among them
    /// @return how many kills have hit
    private int killUntilDone(Network network, List<Path> files, int plans, int most) throws Exception {
        for (int kills = 0; kills < most; kills++) {
            int records = journal.count();
            int chunks = network.files(0).size();
            Moment moment = new Moment(random, journal, network);
            Program command = begin(network, files, plans);
            if (!moment.await(command)) {
                client.done(command);
                return kills;
            }
            command.kill();
            Set<Stage> stages = Stage.of(journal, network, records, chunks);
            stages.forEach(stage -> histogram.merge(stage, 1, Integer::sum));
        }
        client.done(begin(network, files, plans));
        return most;
    }

    /// Uploads what a kill has not let into the ledger, or resumes.
    private Program begin(Network network, List<Path> files, int plans) throws IOException {
        if (journal.entries("plan").size() == plans) {
            return client.start("resume");
        }
        List<String> words = new ArrayList<>(List.of("upload", "--localnet", network.url().toString()));
        files.forEach(file -> words.add(file.toString()));
        return client.start(words.toArray(String[]::new));
    }

    private void killNodeAndChain(Network network, Path file) throws Exception {
        int payments = payments();
        Program upload = client.start("upload", "--localnet", network.url().toString(), file.toString());
        await(upload, () -> payments() > payments);
        network.kill(Network.CHAIN);
        assertTrue(upload.runs());
        network.restart(Network.CHAIN);
        int chunks = network.files(0).size();
        await(upload, () -> network.files(0).size() > chunks + 2);
        network.kill(Network.node(3));
        await(upload, () -> network.files(0).size() > chunks + 6);
        network.restart(Network.node(3));
        JsonNode done = client.one(upload);
        assertEquals("done", done.required("state").stringValue(), () -> done.toString());
    }

    private int payments() throws IOException {
        return (int) journal.entries("intent").stream().filter(intent -> intent.text("kind").equals("pay")).count();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Program program, Condition condition) throws Exception {
        while (!condition.holds()) {
            if (program.ends(2)) {
                throw new AssertionError(program + " was over too early" + program.said());
            }
        }
    }

    /// @param restored how many of the files are restored, the last ones
    private void judge(Network network, List<Path> files, int restored) throws Exception {
        String with = "with -Dlongshore.seed=" + seed;
        List<JsonNode> uploads = client.status();
        assertEquals(files.size(), uploads.size(), with);
        long objects = 0;
        for (JsonNode upload : uploads) {
            assertEquals("done", upload.required("state").stringValue(), () -> with + ": " + upload);
            objects += upload.required("chunks").longValue() + upload.required("index_objects").longValue();
        }
        Oracle.Verdict verdict = new Oracle(client, network).judge(objects);
        System.out.println(verdict + ", for " + objects + " chunks and index objects");
        for (JsonNode upload : uploads.subList(files.size() - restored, files.size())) {
            Path source = Path.of(upload.required("path").stringValue());
            Path copy = folder.resolve("copy");
            client.run("restore", upload.required("handle").stringValue(), copy.toString());
            assertEquals(-1, Files.mismatch(source, copy), with + ": " + source);
            Files.delete(copy);
        }
    }

    private void tell(String what) {
        System.out.println("KillTest, seed " + seed + ", " + what + "; under way at the kills: " + histogram);
    }
}
