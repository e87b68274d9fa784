package io.longshore.road;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// What a newcomer does: clones the repository, uploads a file with one command, kills it in the middle, resumes, restores.
@Tag("long")
class FreshCloneTest {
    private static final int CHUNKS = 40;

    @TempDir(factory = InTarget.class)
    private Path folder;
    private Programs programs;
    private Path clone;

    @BeforeEach
    void prepare() throws Exception {
        programs = new Programs(folder.resolve("said"));
        Assumptions.assumeTrue(Files.exists(Path.of(".git")), "this is no clone of the repository");
        clone = folder.resolve("clone");
        Program git = programs.start("git", new ProcessBuilder("git", "clone", "--quiet",
                Path.of("").toAbsolutePath().toString(), clone.toString()));
        assertEquals(0, git.await().code(), git::said);
    }

    @AfterEach
    void endAll() {
        programs.close();
    }

    @Test
    void aNewcomersUploadSurvivesItsKillAndComesBack() throws Exception {
        Path source = Content.random(folder.resolve("a real file.bin"), (long) CHUNKS * Content.CHUNK, 1);
        Program upload = longshore("upload", source.toString());
        while (stored() < 3) {
            if (upload.ends(5)) {
                throw new AssertionError("it was over too early" + upload.said());
            }
        }
        upload.kill();
        JsonNode resumed = one(longshore("resume"));
        assertEquals("done", resumed.required("state").stringValue(), () -> resumed.toString());
        assertEquals(CHUNKS, resumed.required("stored_chunks").longValue());
        // All rows fit one wave: what was paid before the kill is all there is to pay.
        assertEquals(0, resumed.required("payments").longValue());
        Path copy = folder.resolve("copy");
        one(longshore("restore", resumed.required("handle").stringValue(), copy.toString()));
        assertEquals(-1, Files.mismatch(source, copy));
    }

    private Program longshore(String command, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of("app/longshore", command, "--json", "--home",
                folder.resolve("home").toString()));
        line.addAll(List.of(words));
        return programs.start(command, new ProcessBuilder(line).directory(clone.toFile()));
    }

    private static JsonNode one(Program command) throws Exception {
        Program.Ended ended = command.await();
        assertEquals(0, ended.code(), command::said);
        assertEquals(1, ended.out().size());
        return Json.tree(ended.out().getFirst().getBytes(StandardCharsets.UTF_8));
    }

    private int stored() throws IOException {
        return Network.files(folder.resolve("home/localnet/node0")).size();
    }
}
