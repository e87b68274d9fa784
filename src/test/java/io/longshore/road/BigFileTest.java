package io.longshore.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A file far larger than memory, to nodes that throw the bytes away, with a client that has 256 MiB of heap.
@Tag("long")
class BigFileTest {
    private static final long BIG = 10 * 1024 * Content.MIB;
    private static final long SMALL = 100 * Content.MIB;

    /// By how much the first chunks of a small and a big file may differ in how long they take.
    private static final Duration CLOSE = Duration.ofMillis(500);

    private static final int TIMES = 4;

    @TempDir(factory = InTarget.class)
    private Path folder;
    private Programs programs;
    private Network network;

    @BeforeEach
    void prepare() throws IOException {
        programs = new Programs(folder.resolve("said"));
        network = Network.startWhole(programs, folder.resolve("network"), "--discard");
    }

    @AfterEach
    void endAll() {
        programs.close();
    }

    @Test
    void tenGibibytesRunThroughIn256MebibytesOfHeap() throws Exception {
        Path big = Content.sparse(folder.resolve("big"), BIG, 1);
        Client client = client("home");
        long begun = System.nanoTime();
        JsonNode said = client.one(client.start("upload", "--localnet", network.url().toString(), big.toString()));
        System.out.println("BigFileTest: 10 GiB in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        assertEquals("done", said.required("state").stringValue(), () -> said.toString());
        assertEquals(Content.chunks(BIG), said.required("chunks").longValue());
        assertEquals(said.required("chunks"), said.required("stored_chunks"));
        assertEquals(said.required("chunks").longValue() + said.required("index_objects").longValue(),
                said.required("sent_chunks").longValue());
    }

    @Test
    void theFirstChunkOfABigFileIsSentAsSoonAsThatOfASmallOne() throws Exception {
        Path small = Content.sparse(folder.resolve("small"), SMALL, 2);
        Path big = Content.sparse(folder.resolve("big"), BIG, 3);
        Duration ofSmall = Duration.ofDays(1);
        Duration ofBig = Duration.ofDays(1);
        // What else runs on a machine only ever makes it slower, so the quickest of a few says most.
        for (int i = 0; i < TIMES; i++) {
            ofSmall = quicker(ofSmall, firstChunk("small" + i, small));
            ofBig = quicker(ofBig, firstChunk("big" + i, big));
        }
        System.out.println("BigFileTest: first chunk of 100 MiB after " + ofSmall.toMillis() + " ms, of 10 GiB after "
                + ofBig.toMillis() + " ms");
        Duration apart = ofBig.minus(ofSmall).abs();
        assertTrue(apart.compareTo(CLOSE) <= 0, "the first chunks are " + apart.toMillis() + " ms apart");
    }

    /// How long after the upload was recorded a node has its first chunk. The upload then ends there.
    private Duration firstChunk(String home, Path file) throws Exception {
        Client client = client(home);
        Path list = network.folder().resolve("node0").resolve("discarded.list");
        long before = size(list);
        Program command = client.start("upload", "--localnet", network.url().toString(), file.toString());
        while (size(list) == before) {
            if (command.ends(1)) {
                throw new AssertionError(command + " was over too early" + command.said());
            }
        }
        Instant first = Instant.now();
        command.kill();
        return Duration.between(new JournalFile(client.home()).entries("plan").getLast().at(), first);
    }

    private Client client(String home) {
        return new Client(programs, folder.resolve(home), List.of("-Xmx256m"));
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static Duration quicker(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
