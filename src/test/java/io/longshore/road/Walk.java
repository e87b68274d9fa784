package io.longshore.road;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;

/// An [Errand] that is under way, followed by what it says.
final class Walk {
    private static final String PASSED = "passed ";
    private static final String STANDS = "stands ";
    private static final String STALLED = "stalled ";
    private static final String UPLOAD = "upload ";

    private final Program program;
    private final List<Point> passed = new ArrayList<>();
    private final List<String> stalled = new ArrayList<>();
    private final List<JsonNode> uploads = new ArrayList<>();

    Walk(Program program) {
        this.program = program;
    }

    /// Lets it go on, from where it stands or will stand.
    void go() throws IOException {
        program.say(Talk.GO);
    }

    /// Waits until it stands at a point, or for its good end.
    Optional<Point> stands() throws IOException, InterruptedException {
        for (Optional<String> line = program.nextLine(); line.isPresent(); line = program.nextLine()) {
            if (hear(line.get()).startsWith(STANDS)) {
                return Optional.of(Point.of(line.get().substring(STANDS.length())));
            }
        }
        done();
        return Optional.empty();
    }

    /// Waits until it has passed so many points since its start, or for its good end.
    /// @return whether it has passed them
    boolean passes(int points) throws IOException, InterruptedException {
        while (passed.size() < points) {
            Optional<String> line = program.nextLine();
            if (line.isEmpty()) {
                done();
                return false;
            }
            hear(line.get());
        }
        return true;
    }

    /// Lets it go on to its good end.
    void finish() throws IOException, InterruptedException {
        go();
        done();
    }

    /// Waits for its good end.
    void done() throws IOException, InterruptedException {
        Program.Ended ended = program.await();
        ended.out().forEach(this::hear);
        if (ended.code() != 0) {
            throw new AssertionError(program + " ended with " + ended.code() + ": " + ended.out() + program.said()
                    + "\nit passed "
                    + passed + "\nand stalled by " + stalled);
        }
    }

    private String hear(String line) {
        if (line.startsWith(PASSED)) {
            passed.add(Point.of(line.substring(PASSED.length())));
        } else if (line.startsWith(STALLED)) {
            stalled.add(line.substring(STALLED.length()));
        } else if (line.startsWith(UPLOAD)) {
            uploads.add(Json.tree(line.substring(UPLOAD.length()).getBytes(StandardCharsets.UTF_8)));
        }
        return line;
    }

    /// Kills it.
    void kill() {
        program.kill();
    }

    /// Waits so many milliseconds at most for its end.
    /// @return whether it has ended
    boolean ends(long millis) throws InterruptedException {
        return program.ends(millis);
    }

    /// The points it has passed so far.
    List<Point> passed() {
        return List.copyOf(passed);
    }

    /// The codes of the failures that stopped it so far.
    List<String> stalled() {
        return List.copyOf(stalled);
    }

    /// What it said of the uploads at its end.
    List<JsonNode> uploads() {
        return List.copyOf(uploads);
    }
}
