package io.longshore;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.ledger.Waypoints.Moment;
import io.longshore.localnet.DevChain;
import io.longshore.localnet.Mining;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A payment comes into a block so late that its quotes have expired: nothing but the user's word pays those chunks again.
/// Everybody here has the same clock, which can be set.
@Timeout(180)
class ExpiryTest {
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    @TempDir
    private static Path folder;
    private static World world;

    private Path home;
    private House house;
    private boolean late;

    @BeforeAll
    static void open() throws FailureException {
        world = new World(folder, () -> Instant.now().plus(AHEAD.get()));
    }

    @AfterAll
    static void close() throws FailureException {
        world.close();
    }

    @BeforeEach
    void begin() throws Exception {
        home = world.fresh("home");
        house = house();
        // The bucket is open and the wallet funded: what follows is about payments.
        World.done(house, World.add(house, world.file(10)));
    }

    @AfterEach
    void calm() throws FailureException {
        world.calm();
    }

    private static DevChain chain() {
        return world.network().chain();
    }

    private House house() throws FailureException {
        return world.house(home, (moment, records) -> {
            if (late && moment == Moment.FORCED && records.contains("intent:pay")) {
                late = false;
                chain().mining(new Mining.ByCommand());
            }
        });
    }

    /// An upload whose payment came into a block 25 hours after its quotes, at rest. Blocks are made by command since.
    private UploadId paidTooLate(Optional<Amount> budget) throws Exception {
        late = true;
        UploadId upload = house.add(List.of(world.file(World.ONE_CHUNK)), Optional.empty(), budget).uploads()
                .getFirst();
        world.awaitWaiting(house);
        AHEAD.updateAndGet(Duration.ofHours(25)::plus);
        chain().mine(1);
        World.await(house, upload);
        return upload;
    }

    private UploadState.AwaitingApproval waits(UploadId upload) {
        UploadState.AwaitingApproval waiting = assertInstanceOf(UploadState.AwaitingApproval.class,
                World.state(house, upload));
        assertEquals(Limit.AGAIN, waiting.limit());
        assertEquals(Amount.ZERO, waiting.left());
        return waiting;
    }

    private Amount lastPaid() throws FailureException {
        return house.receipts().getLast().total();
    }

    /// How often each chunk of the last receipt's rows was paid at the vault.
    private Map<Address, Integer> times(Receipt receipt) throws FailureException {
        Map<Address, Integer> times = world.books(home).timesPaid();
        times.keySet().retainAll(receipt.rows().stream().map(RowPayment::address).toList());
        return times;
    }

    @Test
    void whatWasPaidTooLateWaitsForTheUserOverRestartsAndIsPaidAgainOnce() throws Exception {
        UploadId upload = paidTooLate(Optional.empty());
        chain().mining(new Mining.AtOnce());
        UploadState.AwaitingApproval waiting = waits(upload);
        Receipt first = house.receipts().getLast();
        assertTrue(waiting.needed().compareTo(Amount.ZERO) > 0);
        assertEquals(2, first.rows().size());

        // Neither time, nor a restart, nor a user who only lets it go on pays anything.
        world.close(house);
        world.books(home).assertEachPaidOnce();
        house = house();
        house.start();
        World.await(house, upload);
        waits(upload);
        house.resume(Set.of(upload));
        World.await(house, upload);
        waits(upload);
        world.close(house);
        world.books(home).assertEachPaidOnce();

        house = house();
        house.approve(Set.of(upload), Optional.empty());
        World.done(house, upload);
        Amount tokens = first.total().plus(lastPaid());
        assertEquals(first.total(), World.snapshot(house, upload).cost().inVain());
        assertEquals(tokens, World.snapshot(house, upload).cost().tokens());
        assertEquals(first.total(), house.snapshot().inVain());
        Path export = world.fresh("export");
        house.export(export, false);
        assertEquals(2, Exports.verify(export, Optional.of(chain().rpc())).again());
        world.close(house);
        assertEquals(Set.of(2), new HashSet<>(times(first).values()));
        assertEquals(2, times(first).size());
    }

    @Test
    void theBudgetIsRaisedByWhatIsPaidAgainAndByNoMore() throws Exception {
        Amount budget = lastPaid().plus(lastPaid()).plus(lastPaid());
        UploadId upload = paidTooLate(Optional.of(budget));
        chain().mining(new Mining.AtOnce());
        Amount needed = waits(upload).needed();
        assertEquals(Amount.ZERO, World.snapshot(house, upload).cost().inVain());
        house.approve(Set.of(upload), Optional.empty());
        World.done(house, upload);
        assertEquals(Optional.of(budget.plus(needed)), World.snapshot(house, upload).budget());
    }

    @Test
    void whenProvidersTakeTheFirstPaymentAfterAllNothingIsPaidAgain() throws Exception {
        UploadId upload = paidTooLate(Optional.empty());
        waits(upload);
        // The chain is reorganised, and this time the payment comes into a block in time.
        AHEAD.updateAndGet(Duration.ofHours(-25)::plus);
        chain().faults().reorganise(1);
        chain().mine(1);
        chain().mining(new Mining.AtOnce());
        house.approve(Set.of(upload), Optional.empty());
        World.done(house, upload);
        assertEquals(Amount.ZERO, World.snapshot(house, upload).cost().inVain());
        world.close(house);
        world.books(home).assertEachPaidOnce();
    }

    @Test
    void providersThatRefuseWhatIsNotExpiredByOurOwnReckoningLeadNowhere() throws Exception {
        late = true;
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        world.awaitWaiting(house);
        for (int node = 0; node < world.network().size(); node++) {
            world.faults(node).refuse(true);
        }
        chain().mine(1);
        World.until(house, upload, "it is paid", now -> now.paid() == 1);
        // Paid in time, as far as its receipt says; then a reorganisation brings it into a block that is too late, before any
        // provider has seen it.
        AHEAD.updateAndGet(Duration.ofHours(25)::plus);
        chain().faults().reorganise(1);
        chain().mine(1);
        World.await(house, upload);
        for (int node = 0; node < world.network().size(); node++) {
            world.faults(node).clear();
        }
        chain().mining(new Mining.AtOnce());
        house.resume(Set.of(upload));
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertInstanceOf(Failure.Unpaid.class, stalled.failure());
        world.close(house);
        world.books(home).assertEachPaidOnce();
    }
}
