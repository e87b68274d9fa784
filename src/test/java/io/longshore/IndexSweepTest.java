package io.longshore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IndexSweepTest {
    @TempDir
    Path folder;

    @Test
    void aKilledRunsLeftoversAreGoneAfterTheNextStart() throws IOException, FailureException, InterruptedException {
        Path home = folder.resolve("home");
        Path index = home.resolve("index");
        Path source = Files.writeString(folder.resolve("source"), "some content");
        try (Longshore house = House.open(new Options(home, Optional.empty(), new Options.Network.Embedded()))) {
            Set<UploadId> added = Set.copyOf(house.add(List.of(source), Optional.empty(), Optional.empty()).uploads());
            house.await(added);
            assertTrue(house.snapshot().uploads().getFirst().state() instanceof UploadState.Done);
            try (var left = Files.list(index)) {
                assertEquals(0, left.count(), "what is stored needs no file any more");
            }
        }
        Path stray = Files.writeString(index.resolve("0000000000000000-0"), "left by a killed run");
        House.open(new Options(home, Optional.empty(), new Options.Network.None())).close();
        assertFalse(Files.exists(stray));
    }
}
