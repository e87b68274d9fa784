package io.longshore.road;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/// One data folder and the errands done on it, one after the other, each in a process of its own.
final class Errands implements Subject {
    private final Programs programs;
    private final QuickStart quick;
    private final Network network;
    private final Path home;
    private final List<Path> files = new ArrayList<>();
    private List<JsonNode> last = List.of();

    Errands(Programs programs, QuickStart quick, Network network, Path home) {
        this.programs = programs;
        this.quick = quick;
        this.network = network;
        this.home = home;
    }

    /// Starts an errand.
    /// @param options for the virtual machine, [QuickStart#options] or [QuickStart#first]
    /// @param next the file that is new
    Walk start(List<String> options, long patience, Collection<Point> stops, Optional<Path> next) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(home.toString(), network.url().toString(),
                Long.toString(patience), stops.stream().map(Point::toString).collect(Collectors.joining(",")),
                next.map(Path::toString).orElse("")));
        files.forEach(file -> arguments.add(file.toString()));
        next.ifPresent(files::add);
        return new Walk(programs.quick("errand", options, Errand.class, arguments));
    }

    /// Brings everything in order that was left undone.
    void finish(long patience) throws IOException, InterruptedException {
        Walk walk = start(quick.options(), patience, List.of(), Optional.empty());
        walk.finish();
        last = walk.uploads();
    }

    /// The files that errands were about.
    List<Path> files() {
        return List.copyOf(files);
    }

    @Override
    public Path home() {
        return home;
    }

    /// What the last errand that was done whole said.
    @Override
    public List<JsonNode> status() {
        return last;
    }

    @Override
    public String log() {
        return Program.tail(home.resolve("log/longshore.log"));
    }
}
