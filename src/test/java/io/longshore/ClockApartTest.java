package io.longshore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// Where this machine's clock and the paying chain's contradict each other, nothing is signed; once they agree, it goes on.
@Timeout(120)
class ClockApartTest {
    @TempDir
    private static Path folder;
    private static Guarded guarded;

    @BeforeAll
    static void open() throws FailureException, IOException {
        guarded = new Guarded(folder);
    }

    @AfterAll
    static void close() throws FailureException {
        guarded.close();
    }

    @AfterEach
    void calm() throws FailureException {
        guarded.calm();
    }

    @ParameterizedTest
    @ValueSource(longs = {86_400, -86_400, 301, -301})
    void whenTheClocksAreApartNothingIsQuotedOrSigned(long seconds) throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home);
        Guarded.Money before = guarded.money(house, home);
        int asked = guarded.liars.asked();
        guarded.here.turn(Duration.ofSeconds(seconds));
        UploadId upload = World.add(house, guarded.world.file(World.ONE_CHUNK));
        Failure.ClockApart apart = guarded.stalled(house, upload, Failure.ClockApart.class, before, home);
        assertEquals(new Failure.ClockApart(Guarded.NOON, Guarded.NOON.plusSeconds(seconds)), apart);
        assertEquals(asked, guarded.liars.asked(), "nobody is asked for a quote");
        guarded.here.set(Guarded.NOON);
        guarded.goesOn(house, upload, home);
    }

    @ParameterizedTest
    @ValueSource(longs = {300, -299})
    void fiveMinutesApartIsNearEnough(long seconds) throws Exception {
        Path home = guarded.world.fresh("home");
        guarded.here.turn(Duration.ofSeconds(seconds));
        House house = guarded.house(home);
        guarded.goesOn(house, World.add(house, guarded.world.file(World.ONE_CHUNK)), home);
    }

    @Test
    void itGoesOnByItselfOnceTheClockIsRight() throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home, World.SOON);
        guarded.here.turn(Duration.ofDays(1));
        UploadId upload = World.add(house, guarded.world.file(World.ONE_CHUNK));
        World.until(house, upload, "it runs", now -> now.state() instanceof UploadState.Running && now.waves() > 0);
        guarded.here.set(Guarded.NOON);
        World.done(house, upload);
        guarded.world.close(house);
        guarded.world.books(home).assertPaidOnce();
    }

    @Test
    void aNewDriveIsNotOpenedOnChainByAWrongClock() throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.closed(home);
        guarded.here.turn(Duration.ofDays(-1));
        Guarded.Money before = guarded.money(house, home);
        Path source = guarded.world.file(World.ONE_CHUNK);
        Failure apart = assertThrows(FailureException.class, () -> World.add(house, source)).failure();
        assertInstanceOf(Failure.ClockApart.class, apart);
        assertEquals(before, guarded.money(house, home), "nothing is signed");
        assertFalse(house.drives().isEmpty());
        guarded.here.set(Guarded.NOON);
        guarded.goesOn(house, World.add(house, source), home);
    }

    @Test
    void aClockThatGoesWrongBeforeACheckpointHoldsThatUp() throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home);
        // The payment is made by then: the first leaf follows the first chunk that is stored.
        guarded.world.faults(3, node -> node.lagging(true));
        UploadId upload = World.add(house, guarded.world.file(World.ONE_CHUNK));
        World.until(house, upload, "it is stored", now -> now.stored() == 1);
        guarded.here.turn(Duration.ofDays(1));
        Guarded.Money before = guarded.money(house, home);
        guarded.world.faults(3, node -> node.clear());
        World.await(house, upload);
        assertEquals(before, guarded.money(house, home), "nothing is signed");
        guarded.here.set(Guarded.NOON);
        guarded.goesOn(house, upload, home);
    }
}
