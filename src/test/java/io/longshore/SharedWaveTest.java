package io.longshore;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.localnet.ChainFaults.Answer;
import io.longshore.localnet.Mining;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Uploads that share waves: what happens to one is nobody else's concern, and what each costs adds up.
@Timeout(120)
class SharedWaveTest {
    private static final Amount ONE = new Amount(BigInteger.ONE);

    @TempDir
    private static Path folder;
    private static World world;

    private Path home;
    private House house;

    @BeforeAll
    static void open() throws FailureException {
        world = new World(folder);
    }

    @AfterAll
    static void close() throws FailureException {
        world.close();
    }

    @BeforeEach
    void begin() throws Exception {
        home = world.fresh("home");
        house = world.house(home);
        World.done(house, World.add(house, world.file(10)));
    }

    @AfterEach
    void calm() throws FailureException {
        world.calm();
    }

    /// Three uploads in one wave that is about to be paid.
    private List<UploadId> aboutToBePaid() throws Exception {
        world.network().chain().mining(new Mining.ByCommand());
        List<UploadId> three = house.add(List.of(world.file(World.ONE_CHUNK), world.file(World.ONE_CHUNK),
                world.file(World.ONE_CHUNK)), Optional.empty(), Optional.empty()).uploads();
        // The approval waits: all are planned, quoted and admitted.
        world.awaitWaiting(house);
        World.until("they share a wave",
                () -> house.snapshot().waves().stream().anyMatch(wave -> wave.uploads().containsAll(three)));
        return three;
    }

    /// Lets the chain make blocks as transactions come.
    private void goOn() throws FailureException {
        world.network().chain().mining(new Mining.AtOnce());
        world.network().chain().faults().releaseMining();
    }

    private void assertPaidOnce() throws FailureException {
        house.close();
        world.books(home).assertPaidOnce();
    }

    private static Amount paid(House house, UploadId upload) {
        return World.snapshot(house, upload).cost().tokens();
    }

    @Test
    void twoHundredSmallFilesCostAsManyPaymentsAsWaves() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            files.add(world.file(100 + i));
        }
        List<UploadId> uploads = house.add(files, Optional.empty(), Optional.empty()).uploads();
        World.done(house, uploads);
        assertEquals(200, uploads.size());
        UploadSnapshot one = World.snapshot(house, uploads.getFirst());
        assertEquals(1, one.sentChunks());
        assertEquals(0, one.chunks());
        world.assertRestores(house, one.handle().orElseThrow(), files.getFirst());
        house.close();
        Books books = world.books(home);
        books.assertPaidOnce();
        assertEquals(1 + Math.ceilDiv(200, 64), books.payments());
    }

    @Test
    void onePausedBeforeThePaymentDoesNotPay() throws Exception {
        List<UploadId> three = aboutToBePaid();
        house.pause(Set.of(three.get(1)));
        goOn();
        World.done(house, three.get(0));
        World.done(house, three.get(2));
        assertInstanceOf(UploadState.Paused.class, World.state(house, three.get(1)));
        assertEquals(Amount.ZERO, paid(house, three.get(1)));
        house.resume(Set.of(three.get(1)));
        World.done(house, three.get(1));
        assertPaidOnce();
    }

    @Test
    void onePausedAfterThePaymentIsPlacedLaterAndNotPaidAgain() throws Exception {
        List<UploadId> three = aboutToBePaid();
        world.network().chain().mine(1);
        world.awaitWaiting(house);
        house.pause(Set.of(three.get(0)));
        goOn();
        World.done(house, three.get(1));
        World.done(house, three.get(2));
        World.await(house, three);
        Amount before = paid(house, three.get(0));
        assertTrue(before.compareTo(Amount.ZERO) > 0, "a signed payment is seen through");
        assertInstanceOf(UploadState.Paused.class, World.state(house, three.get(0)));
        house.resume(Set.of(three.get(0)));
        World.done(house, three.get(0));
        assertEquals(before, paid(house, three.get(0)));
        assertPaidOnce();
    }

    @Test
    void oneCancelledBeforeThePaymentCostsNothing() throws Exception {
        List<UploadId> three = aboutToBePaid();
        house.cancel(Set.of(three.get(2)));
        goOn();
        World.done(house, three.get(0));
        World.done(house, three.get(1));
        assertEquals(new UploadState.Cancelled(Amount.ZERO), World.state(house, three.get(2)));
        assertEquals(Amount.ZERO, paid(house, three.get(2)));
        house.close();
        Books books = world.books(home);
        books.assertNothingTwice();
        books.assertGas();
    }

    @Test
    void oneCancelledAfterThePaymentSaysWhatStaysUnstored() throws Exception {
        List<UploadId> three = aboutToBePaid();
        world.network().chain().mine(1);
        world.awaitWaiting(house);
        house.cancel(Set.of(three.get(2)));
        goOn();
        World.done(house, three.get(0));
        World.done(house, three.get(1));
        World.await(house, three);
        UploadState.Cancelled cancelled = assertInstanceOf(UploadState.Cancelled.class,
                World.state(house, three.get(2)));
        assertEquals(paid(house, three.get(2)), cancelled.unstored());
        assertTrue(cancelled.unstored().compareTo(Amount.ZERO) > 0);
        house.resume(Set.of(three.get(2)));
        assertEquals(cancelled, World.state(house, three.get(2)));
        assertPaidOnce();
    }

    @Test
    void oneOverItsBudgetWaitsAndTheOthersGoOn() throws Exception {
        world.network().chain().faults().next("eth_getBlockByNumber", 1, new Answer.Late(Duration.ofMillis(300)));
        UploadId poor = World.add(house, world.file(World.ONE_CHUNK), ONE);
        UploadId rich = World.add(house, world.file(World.ONE_CHUNK));
        World.done(house, rich);
        World.await(house, poor);
        UploadState.AwaitingApproval waiting = assertInstanceOf(UploadState.AwaitingApproval.class,
                World.state(house, poor));
        assertEquals(ONE, waiting.left());
        assertEquals(Amount.ZERO, paid(house, poor));
        // The other one has moved the price a little.
        house.approve(Set.of(poor), Optional.of(waiting.needed().times(2)));
        World.done(house, poor);
        assertPaidOnce();
    }

    @Test
    void oneThatCannotBeReadFailsAndTheOthersGoOn() throws Exception {
        Path gone = world.file(World.ONE_CHUNK);
        List<Path> files = List.of(world.file(World.ONE_CHUNK), gone, world.file(World.ONE_CHUNK));
        List<UploadId> three = new ArrayList<>();
        three.add(World.add(house, files.getFirst()));
        UploadId unreadable = World.add(house, gone);
        house.pause(Set.of(unreadable));
        Files.delete(gone);
        Files.createDirectory(gone);
        house.resume(Set.of(unreadable));
        three.add(World.add(house, files.getLast()));
        World.await(house, unreadable);
        UploadState.Failed failed = assertInstanceOf(UploadState.Failed.class, World.state(house, unreadable));
        assertInstanceOf(Failure.SourceChanged.class, failed.failure());
        for (UploadId other : three) {
            World.done(house, other);
        }
        house.close();
        world.books(home).assertNothingTwice();
    }

    @Test
    void twoThatFinishTogetherBothFinish() throws Exception {
        List<UploadId> two = aboutToBePaid().subList(0, 2);
        goOn();
        World.done(house, two);
        two.forEach(upload -> assertTrue(World.snapshot(house, upload).checkpoint().isPresent()));
        world.awaitOneRoot(house.drives().getFirst());
    }
}
