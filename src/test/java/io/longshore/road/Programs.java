package io.longshore.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The programs of one test, started from what the build made. All are ended, each by its own handle, when this is closed.
/// May be used from any thread.
final class Programs implements AutoCloseable {
    private static final List<String> CLASSES = List.of("target/classes", "target/lib/*");

    private final Path folder;
    private final List<Program> started = new ArrayList<>();

    /// @param folder where what they say on standard error is kept
    Programs(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /// Starts a class of ours, with the options of the start script and `options` for the virtual machine.
    Program java(String name, List<String> options, Class<?> main, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-Xshare:auto"));
        all.addAll(options);
        all.addAll(List.of("-cp", String.join(":", CLASSES.stream().map(part -> Path.of("").toAbsolutePath()
                + "/" + part).toList())));
        return machine(name, all, main, arguments);
    }

    /// Starts a class of ours, or of these tests, whose options say where it is.
    Program quick(String name, List<String> options, Class<?> main, List<String> arguments) throws IOException {
        return machine(name, options, main, arguments);
    }

    private Program machine(String name, List<String> options, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        return start(name, new ProcessBuilder(command));
    }

    /// Starts any program.
    synchronized Program start(String name, ProcessBuilder builder) throws IOException {
        Path err = folder.resolve(started.size() + "-" + name.replaceAll("[^a-z0-9]", "_") + ".err");
        Program program = new Program(name, builder.redirectError(err.toFile()).start(), err);
        started.add(program);
        return program;
    }

    @Override
    public synchronized void close() {
        started.stream().filter(Program::runs).forEach(Program::kill);
    }
}
