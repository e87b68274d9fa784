package io.longshore.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.function.Executable;

import io.longshore.destination.MemoryDestination;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.seal.Vault;

import static org.junit.jupiter.api.Assertions.assertThrows;

/// Folders, a vault, five providers in memory, and what seals for them and restores from them.
final class RestoreFixture implements AutoCloseable {
    final Random random = new Random(7);
    final MemoryDestination destination;
    final Path folder;
    final Path sources;
    final Path target;
    final Vault vault;
    final Sealing sealing;
    final Restore restore;

    /// @param temporary an empty folder
    /// @param chunk bytes of plaintext in a chunk
    RestoreFixture(Path temporary, int chunk) throws IOException, FailureException {
        folder = temporary.toRealPath();
        destination = new MemoryDestination(new ByteCount(chunk + 16L), 5);
        sources = Files.createDirectory(folder.resolve("sources"));
        target = Files.createDirectory(folder.resolve("target"));
        vault = Vault.create(folder.resolve("vault.json"), Optional.empty(), new SecureRandom());
        sealing = new Sealing(destination, vault, folder.resolve("index"));
        restore = new Restore(destination, vault, FetcherTest.SHORT, random);
    }

    byte[] content(int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return content;
    }

    Path source(String name, int size) throws IOException {
        return Files.write(sources.resolve(name), content(size));
    }

    Restored restore(Handle handle) throws FailureException {
        return restore.restore(handle, target, false);
    }

    /// The failure of a restore into the target folder.
    Failure failure(Handle handle) {
        return failure(() -> restore(handle));
    }

    static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }

    /// What stands in the target folder, temporary files included.
    List<String> restored() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /// All that stands below a folder, with the content of files.
    static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                tree.put(folder.relativize(path).toString(), Files.isRegularFile(path)
                        ? Base64.getEncoder().encodeToString(Files.readAllBytes(path))
                        : "folder");
            }
        }
        return tree;
    }

    @Override
    public void close() {
        vault.close();
    }
}
