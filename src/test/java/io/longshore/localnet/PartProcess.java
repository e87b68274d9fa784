package io.longshore.localnet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.longshore.json.Json;

/// A part of the local network in a process of its own, as tests start and kill it.
public final class PartProcess implements AutoCloseable {
    private final Process process;
    private final URI url;

    private PartProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /// Starts a part and waits until it listens.
    public static PartProcess start(Path folder, String part, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Part.class.getName(),
                "--dir", folder.toString(), "--part", part));
        Collections.addAll(command, more);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException(part + " ended before it listened");
        }
        return new PartProcess(process,
                URI.create(Json.tree(line.getBytes(StandardCharsets.UTF_8)).path("url").asString()));
    }

    /// Where it listens.
    public URI url() {
        return url;
    }

    /// Kills it without a warning (SIGKILL) and waits until it is gone.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Ends it as a user would (SIGTERM) and returns its exit code.
    public int end() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
