package io.longshore.road;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program that runs in a process of its own. What it says on standard error is kept for the message of a failure.
final class Program {
    private static final int MINUTES = 10;
    private static final int LAST_LINES = 40;

    private final String name;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final Path err;

    Program(String name, Process process, Path err) {
        this.name = name;
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.err = err;
    }

    /// Says a line on its standard input.
    void say(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    /// What it did, once it has ended by itself.
    ///
    /// @param code its exit code
    /// @param out its lines on standard output
    record Ended(int code, List<String> out) {}

    /// Waits for its next line on standard output, which must come.
    String line() throws IOException {
        return nextLine().orElseThrow(() -> new IOException(name + " ended" + said()));
    }

    /// Waits for its next line on standard output, or for that to end.
    Optional<String> nextLine() throws IOException {
        return Optional.ofNullable(out.readLine());
    }

    /// Waits for its end.
    Ended await() throws IOException, InterruptedException {
        List<String> lines = out.readAllLines();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            throw new IOException(name + " does not end" + said());
        }
        return new Ended(process.exitValue(), lines);
    }

    boolean runs() {
        return process.isAlive();
    }

    /// Waits for its end, so many milliseconds at most.
    /// @return whether it has ended
    boolean ends(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /// Kills it, as `kill -9` does, and waits for its end.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Ends it as SIGTERM does, and waits for that.
    void end() {
        process.destroy();
        process.onExit().join();
    }

    /// What it said last on standard error.
    String said() {
        return ", after saying:\n" + tail(err);
    }

    /// The last lines of a text file, for a message; nothing if there is none.
    static String tail(Path file) {
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public String toString() {
        return name + " (" + process.pid() + ")";
    }
}
