package io.longshore;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Limits;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The wallet spends no more in a day, and no more for gas, than the user lets it. Everybody here has the same clock, which
/// can be set.
@Timeout(120)
class SpendingLimitTest {
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    private static final Amount LITTLE = Amount.of(1);

    @TempDir
    private static Path folder;
    private static World world;

    @BeforeAll
    static void open() throws FailureException {
        world = new World(folder, () -> Instant.now().plus(AHEAD.get()));
    }

    @AfterAll
    static void close() throws FailureException {
        world.close();
    }

    @AfterEach
    void calm() throws FailureException {
        world.calm();
    }

    private static void passes(Duration time) {
        AHEAD.updateAndGet(time::plus);
    }

    private static void perDay(House house, Amount most) throws FailureException {
        house.keys().limits(new Limits(Optional.of(most), Optional.empty()));
    }

    private static void gasPrice(House house, long most) throws FailureException {
        house.keys().limits(new Limits(Optional.empty(), Optional.of(Wei.of(most))));
    }

    private static UploadState.AwaitingApproval waitsForDay(House house, UploadId upload) {
        UploadState.AwaitingApproval waiting = assertInstanceOf(UploadState.AwaitingApproval.class,
                World.state(house, upload));
        assertEquals(Limit.DAY, waiting.limit());
        return waiting;
    }

    private static Amount total(List<Receipt> receipts) {
        return receipts.stream().map(Receipt::total).reduce(Amount.ZERO, Amount::plus);
    }

    private void assertNothingWasSigned(Path home) throws FailureException {
        for (var intent : world.books(home).intents()) {
            assertInstanceOf(Purpose.OpenBucket.class, intent.purpose(), "signed: " + intent);
        }
    }

    @Test
    void overTheDaysLimitNothingIsSignedUntilOneUploadIsLetPast() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        perDay(house, LITTLE);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        UploadId other = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload, other);
        UploadState.AwaitingApproval waiting = waitsForDay(house, upload);
        assertEquals(LITTLE, waiting.left());
        assertTrue(waiting.needed().compareTo(LITTLE) > 0, waiting.toString());
        house.close();
        assertNothingWasSigned(home);

        House again = world.house(home);
        again.resume(Set.of(upload));
        World.await(again, upload);
        waitsForDay(again, upload);
        again.approve(Set.of(upload), Optional.empty());
        World.done(again, upload);
        assertEquals(Optional.empty(), World.snapshot(again, upload).budget(), "its budget is what it was");
        again.resume(Set.of(other));
        World.await(again, other);
        assertEquals(Amount.ZERO, waitsForDay(again, other).left());
        again.cancel(Set.of(other));
        again.close();
        world.books(home).assertNothingTwice();
    }

    @Test
    void uploadsAtOnceNeverExceedItAndGoOnADayLater() throws Exception {
        House first = world.house();
        UploadId one = World.add(first, world.file(World.ONE_CHUNK));
        World.done(first, one);
        BigInteger price = World.snapshot(first, one).cost().tokens().atto();

        Path home = world.fresh("home");
        House house = world.house(home);
        Amount limit = new Amount(price.multiply(BigInteger.valueOf(11)).shiftRight(2));
        perDay(house, limit);
        List<Callable<UploadId>> adding = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path file = world.file(World.ONE_CHUNK);
            adding.add(() -> World.add(house, file));
        }
        List<UploadId> uploads = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<UploadId> added : threads.invokeAll(adding)) {
                uploads.add(added.get());
            }
        }
        World.await(house, uploads);
        Amount spent = total(house.receipts());
        assertTrue(spent.compareTo(limit) <= 0, spent + " of " + limit);
        assertTrue(uploads.stream()
                .anyMatch(upload -> World.state(house, upload) instanceof UploadState.AwaitingApproval));
        for (UploadId upload : uploads) {
            if (!(World.state(house, upload) instanceof UploadState.Done)) {
                waitsForDay(house, upload);
            }
        }

        passes(Duration.ofHours(23));
        house.resume(Set.copyOf(uploads));
        World.await(house, uploads);
        assertEquals(spent, total(house.receipts()), "it is the same day");

        passes(Duration.ofHours(2));
        house.resume(Set.copyOf(uploads));
        World.done(house, uploads);
        house.close();
        world.books(home).assertPaidOnce();
    }

    @Test
    void theLimitOutlivesTheProgramAndItsDatabase() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        perDay(house, LITTLE);
        house.close();
        Files.delete(home.resolve("ledger.mv.db"));
        House again = world.house(home);
        UploadId upload = World.add(again, world.file(World.ONE_CHUNK));
        World.await(again, upload);
        waitsForDay(again, upload);
        Path export = world.fresh("export");
        assertEquals(again.export(export, false).records(), Exports.verify(export, Optional.empty()).records(),
                "an export with limits holds");
        again.close();
        assertNothingWasSigned(home);
    }

    @Test
    void aboveTheCeilingForGasNothingIsSignedAndItGoesOnBelow() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        gasPrice(house, 1);
        Path file = world.file(World.ONE_CHUNK);
        assertInstanceOf(Failure.GasTooDear.class,
                assertThrows(FailureException.class, () -> World.add(house, file)).failure(), "opening the bucket");
        house.keys().limits(Limits.NONE);
        World.done(house, World.add(house, world.file(10)));
        int intents = intents(house, home);

        House dear = world.house(home);
        gasPrice(dear, 1);
        UploadId upload = World.add(dear, file);
        World.await(dear, upload);
        Failure.GasTooDear failure = assertInstanceOf(Failure.GasTooDear.class,
                assertInstanceOf(UploadState.Stalled.class, World.state(dear, upload)).failure());
        assertEquals(Wei.of(1), failure.ceiling());
        assertTrue(failure.now().compareTo(failure.ceiling()) > 0);
        assertEquals(intents, intents(dear, home));

        House cheap = world.house(home);
        gasPrice(cheap, failure.now().times(2).value().longValueExact());
        cheap.resume(Set.of(upload));
        World.done(cheap, upload);
        cheap.close();
        world.books(home).assertPaidOnce();
    }

    /// How many transactions were drafted; closes the engine.
    private static int intents(House house, Path home) throws FailureException {
        house.close();
        return world.books(home).intents().size();
    }
}
