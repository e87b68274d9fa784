package io.longshore;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
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

import io.longshore.ledger.Ledger;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Limits;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.Wei;
import io.longshore.seal.Vault;

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

    /// Adds a file to each of these drives, all at the same time.
    private static List<UploadId> atOnce(House house, List<String> drives) throws Exception {
        List<Callable<UploadId>> adding = new ArrayList<>();
        for (String drive : drives) {
            Path file = world.file(World.ONE_CHUNK);
            adding.add(() -> house.add(List.of(file), Optional.of(drive), Optional.empty()).uploads().getFirst());
        }
        List<UploadId> uploads = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<UploadId> added : threads.invokeAll(adding)) {
                uploads.add(added.get());
            }
        }
        return uploads;
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
        Amount budget = new Amount(BigInteger.TEN.pow(20));
        UploadId other = World.add(house, world.file(World.ONE_CHUNK), budget);
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
        again.approve(Set.of(other), Optional.of(LITTLE));
        World.done(again, other);
        assertEquals(Optional.of(budget.plus(LITTLE)), World.snapshot(again, other).budget(),
                "raised by what was said");
        again.close();
        world.books(home).assertPaidOnce();
    }

    @Test
    void uploadsAtOnceNeverExceedItAndGoOnADayLater() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        UploadId one = World.add(house, world.file(World.ONE_CHUNK));
        World.done(house, one);
        // What was paid for this one, and not quite enough for three more.
        BigInteger price = World.snapshot(house, one).cost().tokens().atto();
        Amount limit = new Amount(price.multiply(BigInteger.valueOf(15)).shiftRight(2));
        perDay(house, limit);
        List<UploadId> uploads = atOnce(house, Collections.nCopies(4, "local"));
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

    /// Gives a data folder another drive on the same chain.
    private static void secondDrive(Path home) throws FailureException {
        try (Vault vault = Vault.open(home.resolve("vault.json"), Optional.empty());
                Ledger ledger = Ledger.open(home, new Ledger.Options(InstantSource.system(), Optional.empty()))) {
            Drive first = ledger.drives().all().getFirst();
            DriveId id = DriveId.of("0102030405060708090a0b0c0d0e0f10");
            ledger.drives().put(new Drive(id, "second", first.kind(), vault.drivePublicKey(id),
                    new BucketId(first.bucket().value() ^ 1), first.profile(), first.network(), first.chain(),
                    first.free(), first.contracts(), first.ceiling(), first.strategy(), first.capacity()));
        }
    }

    @Test
    void twoDrivesOfOneWalletTakeTurns() throws Exception {
        Path home = world.fresh("home");
        House maker = world.house(home);
        UploadId one = World.add(maker, world.file(World.ONE_CHUNK));
        World.done(maker, one);
        Amount price = World.snapshot(maker, one).cost().tokens();
        maker.close();
        secondDrive(home);
        House house = world.house(home);
        Amount limit = price.times(4);
        perDay(house, limit);
        List<UploadId> uploads = atOnce(house, List.of("local", "second", "local", "second", "local", "second"));
        World.await(house, uploads);
        Amount spent = total(house.receipts());
        assertTrue(spent.compareTo(limit) <= 0, spent + " of " + limit);
        house.keys().limits(Limits.NONE);
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
