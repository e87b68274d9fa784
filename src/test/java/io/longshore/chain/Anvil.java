package io.longshore.chain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

import io.longshore.model.Bytes;
import io.longshore.proof.SigningKey;

/// A real EVM for tests: Foundry's anvil (npm package `@foundry-rs/anvil` 1.7.1), as a process of its own on loopback.
public final class Anvil implements AutoCloseable {
    /// The first account of every anvil, which is rich; its key is published.
    public static final SigningKey RICH = SigningKey
            .of(Bytes.fromHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80").toArray());

    private static final String LISTENING = "Listening on ";

    private final Process process;
    private final URI url;

    private Anvil(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /// Starts one, or skips the test with the reason where there is none.
    public static Anvil start(String... options) {
        return on("127.0.0.1", options);
    }

    /// Whether there is one to start.
    public static boolean isThere() {
        return find().isPresent();
    }

    /// Starts one on another address of this machine.
    public static Anvil on(String host, String... options) {
        var binary = find();
        Assumptions.assumeTrue(binary.isPresent(), "skipped: anvil is in none of $LONGSHORE_ANVIL, $LONGSHORE_NPM and"
                + " target/npm (npm install --prefix target/npm @foundry-rs/anvil@1.7.1)");
        var command = new ArrayList<>(List.of(binary.get().toString(), "--host", host, "--port", "0"));
        command.addAll(List.of(options));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = process.inputReader();
            var heard = new StringBuilder();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(LISTENING)) {
                    Thread.ofVirtual().start(() -> drain(output));
                    return new Anvil(process, URI.create("http://" + line.substring(LISTENING.length())));
                }
                heard.append(line).append('\n');
            }
            throw new IllegalStateException("anvil ended: " + heard);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void drain(BufferedReader output) {
        try {
            output.skip(Long.MAX_VALUE);
        } catch (IOException ended) {
            LoggerFactory.getLogger(Anvil.class).debug("anvil's output ended", ended);
        }
    }

    private static Optional<Path> find() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var platform = (system.startsWith("mac") ? "darwin" : system.startsWith("win") ? "win32" : "linux") + "-"
                + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
        var inFolder = "node_modules/@foundry-rs/anvil-" + platform + "/bin/anvil";
        return Stream.of(Optional.ofNullable(System.getenv("LONGSHORE_ANVIL")).map(Path::of),
                Optional.ofNullable(System.getenv("LONGSHORE_NPM")).map(folder -> Path.of(folder, inFolder)),
                Optional.of(Path.of("target/npm", inFolder)))
                .flatMap(Optional::stream).filter(Files::isExecutable).findFirst();
    }

    /// Its JSON-RPC endpoint.
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
