package io.longshore;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
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
import io.longshore.localnet.ChainFaults.Fate;
import io.longshore.localnet.DevChain;
import io.longshore.localnet.Mining;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.proof.SigningKey;
import io.longshore.seal.Vault;
import io.longshore.seal.WalletFile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A payment that came to nothing is made again on the very same quotes, so that the vault itself refuses a second one; and
/// what somebody paid in its place is found, not paid again. Everybody here has the same clock, which can be set.
@Timeout(120)
class SameQuotesTest {
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    private static final Amount PLENTY = new Amount(BigInteger.TEN.pow(24));

    @TempDir
    private static Path folder;
    private static World world;

    private final SecureRandom random = new SecureRandom();
    private Path home;
    private House house;
    private Runnable beforeBroadcast = () -> {};

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

    private House house() throws FailureException {
        return world.house(home, (moment, records) -> {
            if (moment == Moment.FORCED && records.contains("intent:pay")) {
                beforeBroadcast.run();
                beforeBroadcast = () -> {};
            }
        });
    }

    private static DevChain chain() {
        return world.network().chain();
    }

    private void fate(Fate fate) {
        beforeBroadcast = () -> chain().faults().next(1, fate);
    }

    /// An upload whose payment came to nothing.
    private UploadId stalled(Fate fate) throws Exception {
        fate(fate);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertInstanceOf(Failure.PaymentFailed.class, stalled.failure());
        return upload;
    }

    /// The payments that were drafted, in order; the engine must be closed.
    private List<Purpose.PayWave> drafted() throws FailureException {
        return world.books(home).intents().stream().filter(intent -> intent.purpose() instanceof Purpose.PayWave)
                .map(intent -> (Purpose.PayWave) intent.purpose()).toList();
    }

    private static Set<Hash> quotes(Purpose.PayWave pay) {
        Set<Hash> quotes = new HashSet<>();
        pay.rows().forEach(row -> quotes.add(row.paid().hash()));
        return quotes;
    }

    private static Amount total(List<RowPayment> rows) {
        return rows.stream().map(RowPayment::amount).reduce(Amount.ZERO, Amount::plus);
    }

    private void goOn(UploadId upload) throws Exception {
        house = house();
        house.resume(Set.of(upload));
        World.done(house, upload);
        world.close(house);
    }

    private void assertExportHolds() throws FailureException {
        house = house();
        Path export = world.fresh("export");
        house.export(export, false);
        assertEquals(0, Exports.verify(export, Optional.of(chain().rpc())).again());
        world.close(house);
    }

    private void assertPaidAgainOnTheSameQuotes(Fate fate) throws Exception {
        UploadId upload = stalled(fate);
        AHEAD.updateAndGet(Duration.ofHours(23).plusMinutes(50)::plus);
        house.resume(Set.of(upload));
        World.done(house, upload);
        world.close(house);
        List<Purpose.PayWave> drafted = drafted();
        assertEquals(3, drafted.size());
        assertEquals(quotes(drafted.get(1)), quotes(drafted.get(2)));
        world.books(home).assertPaidOnce();
    }

    @Test
    void aRevertedPaymentIsMadeAgainOnTheVerySameQuotes() throws Exception {
        assertPaidAgainOnTheSameQuotes(new Fate.Reverted(Bytes.of()));
    }

    @Test
    void aReplacedPaymentIsMadeAgainOnTheVerySameQuotes() throws Exception {
        assertPaidAgainOnTheSameQuotes(new Fate.Replaced());
    }

    @Test
    void rowsThatMovedToAnotherWaveKeepTheirQuotes() throws Exception {
        fate(new Fate.Reverted(Bytes.of()));
        List<UploadId> both = house.add(List.of(world.file(World.ONE_CHUNK), world.file(World.ONE_CHUNK)),
                Optional.empty(), Optional.empty()).uploads();
        World.await(house, both);
        for (UploadId upload : both) {
            assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        }
        // The wave goes on without the rows of the other one, which make another wave later.
        for (UploadId upload : both) {
            house.resume(Set.of(upload));
            World.done(house, upload);
        }
        world.close(house);
        List<Purpose.PayWave> drafted = drafted();
        Set<Hash> paid = new HashSet<>(quotes(drafted.get(drafted.size() - 2)));
        paid.addAll(quotes(drafted.getLast()));
        assertTrue(paid.containsAll(quotes(drafted.get(1))));
        Books books = world.books(home);
        assertNotEquals(books.receipts().get(1).wave(), books.receipts().getLast().wave());
        books.assertPaidOnce();
    }

    @Test
    void quotesThatExpiredMeanwhileAreAskedForAnew() throws Exception {
        UploadId upload = stalled(new Fate.Reverted(Bytes.of()));
        AHEAD.updateAndGet(Duration.ofHours(25)::plus);
        house.resume(Set.of(upload));
        World.done(house, upload);
        world.close(house);
        List<Purpose.PayWave> drafted = drafted();
        assertNotEquals(quotes(drafted.get(1)), quotes(drafted.get(2)));
        world.books(home).assertPaidOnce();
    }

    @Test
    void whatSomebodyElsePaidMeanwhileIsNotPaidAgain() throws Exception {
        UploadId upload = stalled(new Fate.Reverted(Bytes.of()));
        world.close(house);
        List<RowPayment> rows = drafted().getLast().rows();
        Outsider other = new Outsider(world.rpc(), chain(), SigningKey.random(random));
        other.prepare(PLENTY);
        Hash payment = other.pay(rows);
        // Long after: the quotes could not be paid any more, but they are.
        AHEAD.updateAndGet(Duration.ofHours(30)::plus);
        goOn(upload);
        assertExportHolds();
        assertEquals(2, drafted().size(), "the first upload's and the one that was reverted");
        Receipt receipt = world.books(home).receipts().getLast();
        assertTrue(receipt.isFound());
        assertEquals(payment, receipt.transaction());
        assertEquals(total(rows), total(receipt.rows()));
        assertEquals(Amount.ZERO, receipt.total(), "it cost this wallet nothing");
    }

    @Test
    void ofAWaveOnlyTheRowsThatNobodyPaidArePaid() throws Exception {
        UploadId upload = stalled(new Fate.Reverted(Bytes.of()));
        world.close(house);
        List<RowPayment> rows = drafted().getLast().rows();
        assertEquals(2, rows.size());
        Outsider other = new Outsider(world.rpc(), chain(), SigningKey.random(random));
        other.prepare(PLENTY);
        other.pay(rows.subList(0, 1));
        goOn(upload);
        List<Purpose.PayWave> drafted = drafted();
        assertEquals(3, drafted.size());
        assertEquals(Set.of(rows.get(1).paid().hash()), quotes(drafted.getLast()));
    }

    @Test
    void aQuoteThatSomebodySpoiltWithAnAttoIsNotTakenForPaid() throws Exception {
        UploadId upload = stalled(new Fate.Reverted(Bytes.of()));
        world.close(house);
        RowPayment row = drafted().getLast().rows().getFirst();
        Outsider other = new Outsider(world.rpc(), chain(), SigningKey.random(random));
        other.prepare(PLENTY);
        other.pay(List.of(new RowPayment(0, row.address(), row.paid(), new Amount(BigInteger.ONE), row.quotes())));
        goOn(upload);
        Set<Hash> quotes = quotes(drafted().getLast());
        assertEquals(2, quotes.size());
        assertTrue(!quotes.contains(row.paid().hash()));
        world.books(home).assertPaidOnce();
    }

    @Test
    void aPaymentThatTheSameWalletMadeElsewhereInItsPlaceIsFoundAndBooked() throws Exception {
        beforeBroadcast = () -> chain().mining(new Mining.ByCommand());
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        world.awaitWaiting(house);
        world.close(house);
        List<RowPayment> rows = drafted().getLast().rows();
        SigningKey key = WalletFile.openOrCreate(home.resolve("wallet.json"),
                Vault.open(home.resolve("vault.json"), Optional.empty()), random);
        Hash payment = new Outsider(world.rpc(), chain(), key).payInstead(rows);
        chain().mining(new Mining.AtOnce());
        chain().mine(1);
        goOn(upload);
        assertEquals(2, drafted().size());
        Books books = world.books(home);
        assertEquals(payment, books.receipts().getLast().transaction());
        assertEquals(total(rows), books.receipts().getLast().total());
        books.assertEachPaidOnce();
    }
}
