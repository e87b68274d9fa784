package io.longshore;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.ledger.Ledger;
import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What is spent, and what the vault may draw, is what the user allowed and no more.
@Timeout(120)
class BudgetApprovalTest {
    private static final Amount MUCH = new Amount(BigInteger.TEN.pow(24));

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

    /// Turns the drive of a data folder into one that is paid with money that is worth something.
    private static void serious(Path home) throws FailureException {
        try (Ledger ledger = Ledger.open(home, new Ledger.Options(InstantSource.system(), Optional.empty()))) {
            Drive drive = ledger.drives().all().getFirst();
            ledger.drives().put(new Drive(drive.id(), drive.name(), drive.kind(), drive.publicKey(), drive.bucket(),
                    drive.profile(), drive.network(), drive.chain(), false, drive.contracts(), drive.ceiling(),
                    drive.strategy(), drive.capacity()));
        }
    }

    @Test
    void withoutABudgetNothingIsPaidWithRealMoney() throws Exception {
        Path home = world.fresh("home");
        House playing = world.used(home);
        playing.close();
        serious(home);
        House house = world.house(home);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        UploadState.AwaitingApproval waiting = assertInstanceOf(UploadState.AwaitingApproval.class,
                World.state(house, upload));
        assertEquals(Amount.ZERO, waiting.left());
        assertEquals(Amount.ZERO, World.snapshot(house, upload).cost().tokens());
        assertEquals(0, World.snapshot(house, upload).cost().approvals());
        house.approve(Set.of(upload), Optional.of(waiting.needed()));
        World.done(house, upload);
        assertEquals(waiting.needed(), World.snapshot(house, upload).cost().tokens());
        house.close();
        world.books(home).assertPaidOnce();
    }

    @Test
    void approvingWithoutAnAmountTakesTheLimitAway() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK), Amount.ZERO);
        World.await(house, upload);
        assertInstanceOf(UploadState.AwaitingApproval.class, World.state(house, upload));
        house.approve(Set.of(upload), Optional.empty());
        World.done(house, upload);
        house.close();
        Books books = world.books(home);
        books.assertPaidOnce();
        assertNeverUnlimited(books);
    }

    @Test
    void oneApprovalCoversTheWholeUploadAndNeverExceedsItsBudget() throws Exception {
        Path home = world.fresh("home");
        House house = world.used(home);
        UploadId first = World.add(house, world.file(3 * World.CHUNK), MUCH);
        World.done(house, first);
        assertEquals(1, World.snapshot(house, first).cost().approvals());
        Amount price = World.snapshot(house, first).cost().tokens();
        // Enough for this one upload, and for nothing beyond it.
        Amount budget = price.plus(price);
        UploadId second = World.add(house, world.file(3 * World.CHUNK), budget);
        World.done(house, second);
        assertTrue(World.snapshot(house, second).cost().approvals() <= 1);
        house.close();
        Books books = world.books(home);
        books.assertPaidOnce();
        assertNeverUnlimited(books);
        assertTrue(books.approved().getLast().compareTo(budget) <= 0, "not above its budget");
    }

    @Test
    void severalWavesNeedOneApproval() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            files.add(world.file(50));
        }
        World.done(house, house.add(files, Optional.empty(), Optional.empty()).uploads());
        house.close();
        Books books = world.books(home);
        books.assertPaidOnce();
        assertEquals(2, books.payments());
        assertEquals(1, books.approved().size(), books.approved().toString());
        assertNeverUnlimited(books);
    }

    private static void assertNeverUnlimited(Books books) {
        Amount sane = new Amount(BigInteger.TEN.pow(21));
        for (Amount approved : books.approved()) {
            assertTrue(approved.compareTo(sane) < 0, "approved " + approved);
        }
    }
}
