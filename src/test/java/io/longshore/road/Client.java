package io.longshore.road;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

import io.longshore.app.Main;
import io.longshore.json.Json;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// The command line on one data folder, each command in a process of its own.
final class Client implements Subject {
    private final Programs programs;
    private final Path home;
    private final List<String> options;

    /// @param home the data folder
    /// @param options for the virtual machine
    Client(Programs programs, Path home, List<String> options) {
        this.programs = programs;
        this.home = home;
        this.options = List.copyOf(options);
    }

    @Override
    public Path home() {
        return home;
    }

    /// Starts a command.
    Program start(String... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(1, List.of("--json", "--home", home.toString()));
        return programs.java(words[0], options, Main.class, arguments);
    }

    /// Runs a command to its end, which must be a good one.
    /// @return what it said, line by line
    List<JsonNode> run(String... words) throws IOException, InterruptedException {
        return done(start(words));
    }

    /// Waits for the good end of a command.
    /// @return what it said, line by line
    List<JsonNode> done(Program command) throws IOException, InterruptedException {
        Program.Ended ended = command.await();
        if (ended.code() != 0) {
            throw new AssertionError(command + " ended with " + ended.code() + ": " + ended.out() + command.said()
                    + "\nits log:\n" + log());
        }
        return ended.out().stream().map(line -> Json.tree(line.getBytes(StandardCharsets.UTF_8))).toList();
    }

    @Override
    public String log() {
        return Program.tail(home.resolve("log/longshore.log"));
    }

    /// Waits for the good end of a command that says one thing.
    JsonNode one(Program command) throws IOException, InterruptedException {
        List<JsonNode> said = done(command);
        assertEquals(1, said.size(), () -> said.toString());
        return said.getFirst();
    }

    @Override
    public List<JsonNode> status() throws IOException, InterruptedException {
        return run("status");
    }
}
