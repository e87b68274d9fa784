package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NetworkProcessTest {
    @TempDir
    private Path folder;

    @Test
    void comesBackAtTheSameUrl() throws Exception {
        URI first;
        try (Hosting.Hosted network = new NetworkProcess().start(folder, Optional.empty())) {
            first = network.url();
            assertTrue(first.toString().matches("http://127\\.0\\.0\\.1:[0-9]+/.+"), first.toString());
        }
        try (Hosting.Hosted network = new NetworkProcess().start(folder, Optional.empty())) {
            assertEquals(first, network.url());
        }
    }
}
