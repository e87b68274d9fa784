package io.longshore.road;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.longshore.json.Json;
import io.longshore.localnet.Part;

/// The local network outside of the client's process, whose parts can be killed and started again.
final class Network {
    static final int NODES = 5;
    static final String CHAIN = "chain";
    static final String ALL = "all";
    private static final String DIRECTORY = "directory";

    private final Programs programs;
    private final Path folder;
    private final List<String> extra;
    private final Map<String, Program> parts = new HashMap<>();
    private URI url = URI.create("");

    private Network(Programs programs, Path folder, List<String> extra) {
        this.programs = programs;
        this.folder = folder;
        this.extra = List.copyOf(extra);
    }

    /// Starts a network that keeps its data in `folder`, each part in a process of its own.
    static Network start(Programs programs, Path folder) throws IOException {
        Network network = new Network(programs, folder, List.of());
        network.startAll();
        return network;
    }

    /// Starts a network with all parts in one process.
    /// @param options of its program: `--discard` for nodes that throw the chunks' bytes away
    static Network startWhole(Programs programs, Path folder, String... options) throws IOException {
        Network network = new Network(programs, folder, List.of(options));
        network.url = network.begin(ALL);
        return network;
    }

    /// Starts a network with all parts in one process, whose chain takes commands.
    static Network startCommanded(Programs programs, QuickStart quick, Path folder) throws IOException {
        Network network = new Network(programs, folder, List.of());
        network.parts.put(ALL, programs.quick(ALL, quick.plain(), CommandedNetwork.class,
                List.of("--dir", folder.toString())));
        network.url = network.listening(ALL);
        return network;
    }

    /// Gives a command to a chain that takes them; it is carried out when this returns.
    void command(String line) throws IOException {
        Program whole = parts.get(ALL);
        whole.say(line);
        String answer = whole.line();
        if (!answer.equals("ok")) {
            throw new IOException(answer);
        }
    }

    private void startAll() throws IOException {
        // The first one makes the network that the others then find.
        begin(CHAIN);
        List<String> others = new ArrayList<>(List.of(DIRECTORY));
        for (int i = 0; i < NODES; i++) {
            others.add(node(i));
        }
        for (String part : others) {
            launch(part);
        }
        for (String part : others) {
            URI at = listening(part);
            url = part.equals(DIRECTORY) ? at : url;
        }
    }

    /// A node's name.
    static String node(int number) {
        return "node:" + number;
    }

    /// Where the network describes itself.
    URI url() {
        return url;
    }

    Path folder() {
        return folder;
    }

    /// Kills a part, as `kill -9` does.
    void kill(String part) {
        parts.get(part).kill();
    }

    /// Starts a killed part again; it listens when this returns.
    void restart(String part) throws IOException {
        begin(part);
    }

    private URI begin(String part) throws IOException {
        launch(part);
        return listening(part);
    }

    private void launch(String part) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--dir", folder.toString(), "--part", part));
        arguments.addAll(extra);
        parts.put(part, programs.java(part, List.of("-Xmx256m"), Part.class, arguments));
    }

    private URI listening(String part) throws IOException {
        byte[] line = parts.get(part).line().getBytes(StandardCharsets.UTF_8);
        return URI.create(Json.tree(line).required("url").stringValue());
    }

    /// The chunks on a node's disk, by address without `0x`.
    Set<String> chunks(int node) throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : files(node)) {
            names.add(file.getFileName().toString());
        }
        return names;
    }

    /// The files of the chunks on a node's disk.
    List<Path> files(int node) throws IOException {
        return files(folder.resolve("node" + node));
    }

    /// The files of the chunks in a node's folder, also while it takes more.
    static List<Path> files(Path node) throws IOException {
        Path chunks = node.resolve("chunks");
        List<Path> files = new ArrayList<>();
        if (Files.exists(chunks)) {
            try (DirectoryStream<Path> shards = Files.newDirectoryStream(chunks, "??")) {
                for (Path shard : shards) {
                    try (DirectoryStream<Path> found = Files.newDirectoryStream(shard)) {
                        found.forEach(files::add);
                    }
                }
            }
        }
        return files;
    }
}
