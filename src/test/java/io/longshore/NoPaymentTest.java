package io.longshore;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.ledger.Waypoints;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.DriveEdit;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.proof.QuoteDigest;
import io.longshore.proof.SigningKey;
import io.longshore.wave.Objection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Nothing is signed that the user did not want, whatever a majority of the providers says; and when that has come to an
/// end, the upload goes on.
@Timeout(120)
class NoPaymentTest {
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

    /// The quote with another price or time, signed by whom it names.
    private static Quote signed(Quote honest, Instant time, Amount price, SigningKey key) {
        Hash hash = hash(honest, guarded.world.network().chain().chainId(), honest.bucket(), time, price,
                honest.provider());
        return new Quote(honest.provider(), honest.bucket(), honest.address(), time, price, honest.records(),
                honest.rewards(), hash, key.sign(hash));
    }

    private static Hash hash(Quote honest, ChainId chain, BucketId bucket, Instant time, Amount price,
            ProviderId provider) {
        return QuoteDigest.of(chain, guarded.world.network().chain().vault(), bucket, honest.address(), time, price,
                honest.records(), honest.rewards(), provider);
    }

    /// The same quote under another hash, signed by `key`.
    private static Quote under(Quote honest, Hash hash, SigningKey key) {
        return new Quote(honest.provider(), honest.bucket(), honest.address(), honest.timestamp(), honest.price(),
                honest.records(), honest.rewards(), hash, key.sign(hash));
    }

    private static Liars.Lie late(Duration by) {
        return (honest, key) -> signed(honest, Guarded.NOON.plus(by), honest.price(), key);
    }

    private record Row(String name, Liars.Lie lie, Objection objection) {}

    private static List<Row> lies() {
        SigningKey stranger = SigningKey.random(new SecureRandom());
        return List.of(
                new Row("a bad signature", (honest, _) -> under(honest, honest.hash(), stranger), Objection.SIGNATURE),
                new Row("from a stranger",
                        (honest, _) -> under(honest, hash(honest, guarded.world.network().chain().chainId(),
                                honest.bucket(), honest.timestamp(), honest.price(),
                                new ProviderId(stranger.account())),
                                stranger),
                        Objection.HASH),
                new Row("replayed from another chain", (honest, key) -> under(honest, hash(honest, new ChainId(1),
                        honest.bucket(), honest.timestamp(), honest.price(), honest.provider()), key), Objection.HASH),
                new Row("from another bucket", (honest, key) -> under(honest, hash(honest,
                        guarded.world.network().chain().chainId(), new BucketId(honest.bucket().value() ^ 1),
                        honest.timestamp(), honest.price(), honest.provider()), key), Objection.HASH),
                new Row("above its curve", (honest, key) -> signed(honest, honest.timestamp(),
                        honest.price().plus(Amount.of(1)), key), Objection.CURVE),
                new Row("below its curve", (honest, key) -> signed(honest, honest.timestamp(),
                        honest.price().minus(Amount.of(1)), key), Objection.CURVE),
                new Row("expired, 23 h 56 m", late(Duration.ofMinutes(-23 * 60 - 56)), Objection.EXPIRED),
                new Row("expired, 25 h", late(Duration.ofHours(-25)), Objection.EXPIRED),
                new Row("from the future", late(Duration.ofSeconds(301)), Objection.FUTURE));
    }

    @Test
    void whatAMajorityLiesAboutIsNotPaid() throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home);
        for (Row row : lies()) {
            Guarded.Money before = guarded.money(house, home);
            guarded.liars.quote(3, row.lie());
            UploadId upload = World.add(house, guarded.world.file(World.ONE_CHUNK));
            Failure.Refused refused = guarded.stalled(house, upload, Failure.Refused.class, before, home);
            assertTrue(refused.detail().contains(row.objection().toString()), row.name() + ": " + refused.detail());
            guarded.liars.honest();
            house.resume(Set.of(upload));
            World.done(house, upload);
        }
        guarded.world.close(house);
        guarded.world.books(home).assertPaidOnce();
    }

    @Test
    void aMinorityOfLiarsIsOutvoted() throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home);
        List<Row> rows = lies();
        guarded.liars.quote(2, (honest, key) -> rows.get(Math.floorMod(honest.address().hashCode(), rows.size())).lie()
                .tell(honest, key));
        for (int file = 0; file < 3; file++) {
            World.done(house, World.add(house, guarded.world.file(2 * World.ONE_CHUNK)));
        }
        Set<Account> lying = new HashSet<>();
        guarded.world.nodeKeys().subList(0, 2).forEach(key -> lying.add(key.account()));
        for (Receipt receipt : house.receipts()) {
            for (RowPayment paid : receipt.rows()) {
                assertEquals(3, paid.quotes().size());
                assertTrue(paid.quotes().stream().noneMatch(quote -> lying.contains(quote.provider().account())));
            }
        }
        guarded.world.close(house);
        guarded.world.books(home).assertPaidOnce();
    }

    @ParameterizedTest
    @ValueSource(longs = {-(23 * 60 + 54) * 60, 299})
    void quotesOfUpToADayLessFiveMinutesOrOfFiveMinutesAheadAreGood(long seconds) throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home);
        guarded.liars.quote(5, late(Duration.ofSeconds(seconds)));
        World.done(house, World.add(house, guarded.world.file(World.ONE_CHUNK)));
        Instant told = Guarded.NOON.plusSeconds(seconds);
        assertTrue(house.receipts().stream().flatMap(receipt -> receipt.rows().stream())
                .allMatch(row -> row.paid().timestamp().equals(told)), "paid on quotes of that time");
        guarded.world.close(house);
        guarded.world.books(home).assertPaidOnce();
    }

    @Test
    void whatIsAboveTheDrivesCeilingIsNotPaid() throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home);
        String drive = house.drives().getFirst().name();
        Amount most = Amount.of(5);
        house.driveBook().edit(drive, List.of(new DriveEdit.Ceiling(Optional.of(most))));
        Guarded.Money before = guarded.money(house, home);
        UploadId upload = World.add(house, guarded.world.file(World.ONE_CHUNK));
        Failure.ChunkTooDear dear = guarded.stalled(house, upload, Failure.ChunkTooDear.class, before, home);
        assertEquals(most, dear.ceiling());
        guarded.world.close(house);
        House again = guarded.house(home);
        assertEquals(Optional.of(most), again.drives().getFirst().ceiling(), "it is kept");
        World.await(again, upload);
        assertEquals(dear, guarded.stalled(again, upload, Failure.ChunkTooDear.class, before, home));
        // The price itself is not above the ceiling.
        again.driveBook().edit(drive, List.of(new DriveEdit.Ceiling(Optional.of(dear.price()))));
        guarded.goesOn(again, upload, home);
    }

    @Test
    void whatIsOverBudgetIsNotPaid() throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home);
        Guarded.Money before = guarded.money(house, home);
        UploadId upload = World.add(house, guarded.world.file(World.ONE_CHUNK), Amount.of(1));
        World.await(house, upload);
        UploadState.AwaitingApproval waiting = assertInstanceOf(UploadState.AwaitingApproval.class,
                World.state(house, upload));
        assertEquals(before, guarded.money(house, home), "nothing is signed");
        house.approve(Set.of(upload), Optional.of(waiting.needed()));
        guarded.goesOn(house, upload, home);
    }

    @Test
    void nothingIsPaidWhileTheVaultIsLocked() throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home);
        UploadId upload = World.add(house, guarded.world.file(World.ONE_CHUNK), Amount.ZERO);
        World.await(house, upload);
        Guarded.Money before = guarded.money(house, home);
        house.keys().passphrase(Optional.of("a passphrase".toCharArray()));
        guarded.world.close(house);
        Failure closed = assertThrows(FailureException.class, () -> guarded.house(home)).failure();
        assertEquals(new Failure.VaultLocked(), closed);
        try (House looking = House.open(new Options(home, Optional.empty(), new Options.Network.None()))) {
            Failure locked = assertThrows(FailureException.class,
                    () -> looking.approve(Set.of(upload), Optional.empty())).failure();
            assertEquals(new Failure.VaultLocked(), locked);
            assertEquals(before, guarded.money(looking, home), "nothing is signed");
        }
        House opened = House.open(new Options(home, Optional.of("a passphrase".toCharArray()),
                new Options.Network.At(guarded.liars.directory()), World.PATIENCE, guarded.here, Waypoints.NONE));
        try (opened) {
            opened.resume(Set.of(upload));
            World.done(opened, upload);
        }
    }
}
