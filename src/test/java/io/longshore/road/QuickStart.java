package io.longshore.road;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// What makes our programs start in half the time: all classes in jars, and the cache of loaded and linked classes that the
/// first program leaves when it ends by itself (JEP 483 and 514; it wants jars, not folders). Hundreds of starts are worth it.
final class QuickStart {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path TESTS = Path.of("target", "test-classes");
    private static final Path ROAD = Path.of("io", "longshore", "road");
    private static final Path LIBRARIES = Path.of("target", "lib");

    private final String classPath;
    private final Path cache;

    /// @param folder where jars and cache are kept
    QuickStart(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> path = new ArrayList<>();
        path.add(jar(folder.resolve("tests.jar"), TESTS, TESTS.resolve(ROAD)).toString());
        path.add(jar(folder.resolve("classes.jar"), CLASSES, CLASSES).toString());
        try (Stream<Path> libraries = Files.list(LIBRARIES)) {
            // Nothing here opens a window.
            libraries.map(library -> library.toAbsolutePath().toString()).filter(name -> !name.contains("javafx"))
                    .sorted().forEach(path::add);
        }
        this.classPath = String.join(":", path);
        this.cache = folder.resolve("classes.aot");
    }

    private static Path jar(Path jar, Path root, Path below) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(below)) {
            entries.setLevel(0);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(root.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }

    /// The options for a program that is let end by itself, and so leaves the cache.
    List<String> first() {
        return options("-XX:AOTCacheOutput=" + cache);
    }

    /// The options for every other program.
    List<String> options() {
        return options("-XX:AOTCache=" + cache);
    }

    /// The options for a program that runs for long and needs no cache.
    List<String> plain() {
        return List.of("-Xmx256m", "-cp", classPath);
    }

    private List<String> options(String cached) {
        return List.of("-XX:TieredStopAtLevel=1", "-Xmx192m", cached, "-cp", classPath);
    }
}
