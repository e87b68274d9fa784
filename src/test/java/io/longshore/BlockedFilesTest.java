package io.longshore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// What an engine writes besides its ledger, where the disk refuses it: something stands in the way, which stops the
/// system's superuser too.
@Timeout(120)
class BlockedFilesTest {
    @TempDir
    private static Path folder;
    private static World world;

    @BeforeAll
    static void open() throws FailureException {
        world = new World(folder);
    }

    @AfterAll
    static void close() throws FailureException {
        world.close();
    }

    @AfterEach
    void calm() throws FailureException {
        world.calm();
    }

    /// A folder with something in it stands where a file is to be written.
    private static Path blocked(Path file) throws Exception {
        Files.createDirectories(file);
        return Files.createFile(file.resolve("in the way"));
    }

    private static void unblock(Path inTheWay) throws Exception {
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
    }

    private static void assertLocal(Executable asking) {
        assertInstanceOf(Failure.LocalFailure.class, assertThrows(FailureException.class, asking).failure());
    }

    @Test
    void aVaultThatCannotBeWrittenIsMadeTheNextTime() throws Exception {
        Path home = world.fresh("home");
        Path inTheWay = blocked(home.resolve("vault.json.new"));
        assertLocal(() -> world.house(home));
        assertFalse(Files.exists(home.resolve("vault.json")));
        unblock(inTheWay);
        House house = world.used(home);
    }

    @Test
    void aWalletThatCannotBeWrittenIsNeverFunded() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        Path inTheWay = blocked(home.resolve("wallet.json.new"));
        assertLocal(() -> World.add(house, world.file(10)));
        unblock(inTheWay);
        World.done(house, World.add(house, world.file(10)));
        world.close(house);
        world.books(home).assertPaidOnce();
    }

    @Test
    void anIndexThatCannotBeWrittenStopsItsUploadUntilItCan() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        Path index = home.resolve("index");
        Files.deleteIfExists(index);
        Files.createFile(index);
        Path file = world.file(World.ONE_CHUNK);
        UploadId upload = World.add(house, file);
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertInstanceOf(Failure.LocalFailure.class, stalled.failure());
        Files.delete(index);
        house.resume(Set.of(upload));
        world.assertRestores(house, World.done(house, upload), file);
        world.close(house);
        world.books(home).assertPaidOnce();
    }
}
