package io.longshore.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/// Files of every size and name go up and come back from the command line, with its own embedded network.
@Tag("long")
class SizesTest {
    @TempDir(factory = InTarget.class)
    private Path folder;
    private Programs programs;
    private Client client;

    @BeforeEach
    void prepare() throws IOException {
        programs = new Programs(folder.resolve("said"));
        client = new Client(programs, folder.resolve("home"), List.of());
    }

    @AfterEach
    void endAll() {
        programs.close();
    }

    @Test
    void aGibibyteComesBackAsItWas() throws Exception {
        Path source = Content.random(folder.resolve("big"), 1024 * Content.MIB, 1);
        JsonNode upload = client.one(client.start("upload", source.toString()));
        assertEquals("done", upload.required("state").stringValue());
        assertEquals(Content.chunks(1024 * Content.MIB), upload.required("chunks").longValue());
        assertEquals(upload.required("chunks"), upload.required("stored_chunks"));
        Path copy = folder.resolve("copy");
        client.run("restore", upload.required("handle").stringValue(), copy.toString());
        assertEquals(-1, Files.mismatch(source, copy));
    }

    @Test
    void everySizeAtAnEdgeComesBackAsItWas() throws Exception {
        Path sources = Files.createDirectory(folder.resolve("sizes"));
        Map<String, Long> chunks = new LinkedHashMap<>();
        for (long size : new long[]{0, 1, 65_536, 65_537, Content.CHUNK, Content.CHUNK + 1, 64L * Content.CHUNK,
            65L * Content.CHUNK}) {
            Content.random(sources.resolve(size + " bytes"), size, size);
            chunks.put(size + " bytes", Content.chunks(size));
        }
        List<JsonNode> uploads = client.run("upload", sources.toString());
        for (JsonNode upload : uploads.stream().filter(SizesTest::isFile).toList()) {
            String name = name(upload);
            assertEquals(chunks.remove(name), upload.required("chunks").longValue(), name);
            // The root object, and a page of entries beyond 64 chunks (`src/docs/format.md` 2).
            assertEquals(name.startsWith(65L * Content.CHUNK + " ") ? 2 : 1,
                    upload.required("index_objects").longValue(), name);
        }
        assertEquals(Map.of(), chunks);
        assertComesBack(sources, uploads);
    }

    @Test
    void namesAndEmptyFoldersComeBackAsTheyWere() throws Exception {
        Path sources = Files.createDirectory(folder.resolve("a folder with spaces"));
        Files.writeString(sources.resolve("déjà vu, naïve.txt"), "accents");
        Files.writeString(sources.resolve("\uD83D\uDEA2 ship \uD83C\uDF0A.txt"), "emoji");
        Files.writeString(Files.createDirectories(sources.resolve("deep/ü/日本")).resolve("x"), "deep");
        Files.createDirectories(sources.resolve("empty/also empty"));
        Files.createDirectory(sources.resolve("\uD83D\uDCED"));
        assertComesBack(sources, client.run("upload", sources.toString()));
    }

    @Test
    void zerosCostOneChunk() throws Exception {
        Network network = Network.startWhole(programs, folder.resolve("network"));
        Path zeros = Content.zeros(folder.resolve("zeros"), 20L * Content.CHUNK);
        JsonNode upload = client.one(client.start("upload", "--localnet", network.url().toString(), zeros.toString()));
        assertEquals(20, upload.required("chunks").longValue());
        assertEquals(20, upload.required("stored_chunks").longValue());
        assertEquals(2, upload.required("sent_chunks").longValue(), "one chunk and the root object");
        assertEquals(2, new Oracle(client, network).judge(2).rows());
        Path copy = folder.resolve("copy");
        client.run("restore", upload.required("handle").stringValue(), copy.toString());
        assertEquals(-1, Files.mismatch(zeros, copy));
    }

    /// Restores a folder and compares all that is below.
    private void assertComesBack(Path sources, List<JsonNode> uploads) throws Exception {
        for (JsonNode upload : uploads) {
            assertEquals("done", upload.required("state").stringValue(), () -> upload.toString());
        }
        JsonNode group = uploads.stream().filter(upload -> !isFile(upload)).findFirst().orElseThrow();
        Path copies = folder.resolve("copies");
        client.run("restore", group.required("handle").stringValue(), copies.toString());
        assertEquals(below(sources), below(copies));
        List<Path> differing = new ArrayList<>();
        for (Path path : below(sources)) {
            Path source = sources.resolve(path);
            assertEquals(Files.isDirectory(source), Files.isDirectory(copies.resolve(path)), path.toString());
            if (Files.isRegularFile(source) && Files.mismatch(source, copies.resolve(path)) != -1) {
                differing.add(path);
            }
        }
        assertEquals(List.of(), differing);
        assertFalse(below(sources).isEmpty());
    }

    private static Set<Path> below(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.map(folder::relativize).collect(Collectors.toCollection(HashSet::new));
        }
    }

    private static boolean isFile(JsonNode upload) {
        return Files.isRegularFile(Path.of(upload.required("path").stringValue()));
    }

    private static String name(JsonNode upload) {
        return Path.of(upload.required("path").stringValue()).getFileName().toString();
    }
}
