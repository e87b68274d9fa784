package io.longshore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.longshore.chain.BlockTag;
import io.longshore.chain.RegistryEvent;
import io.longshore.chain.RegistryEvent.CheckpointExtended;
import io.longshore.chain.RegistryEvent.CheckpointSubmitted;
import io.longshore.model.Account;
import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Row;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The whole engine among providers that sign what is not true, or that were away: what is anchored is what this data folder
/// knows, and whoever is honest is never locked out for good.
@Timeout(240)
class LyingSignersTest {
    private static final int ALL = 5;
    private static final int MAJORITY = 3;

    @TempDir
    private static Path folder;
    private static World world;
    private static Liars liars;

    /// What liars sign.
    enum Lie {
        /// As many leaves as there are, but others; all the same ones.
        OTHER_LEAVES((claim, _) -> new Liars.Claim(Hash.of("0x" + "ee".repeat(32)), claim.count())),
        /// Other leaves, and each liar others.
        LEAVES_OF_THEIR_OWN((claim, node) -> new Liars.Claim(Hash.of("0x" + ("e" + node).repeat(32)), claim.count())),
        /// More leaves than anybody can have.
        A_HUGE_COUNT((claim, _) -> new Liars.Claim(claim.root(), Long.MAX_VALUE)),
        /// One more than there are.
        ONE_MORE((claim, _) -> new Liars.Claim(claim.root(), claim.count() + 1));

        private final Liars.Untruth untruth;

        Lie(Liars.Untruth untruth) {
            this.untruth = untruth;
        }
    }

    @BeforeAll
    static void open() throws FailureException, IOException {
        world = new World(folder);
        liars = new Liars(world);
    }

    @AfterAll
    static void close() throws FailureException {
        liars.close();
        world.close();
    }

    @AfterEach
    void calm() throws FailureException {
        liars.honest();
        world.calm();
    }

    private static House house(Path home) throws FailureException {
        return world.house(home, liars.directory(), InstantSource.system(), World.PATIENCE);
    }

    /// What the registry has taken for a drive, as it says itself.
    private static List<CheckpointSubmitted> anchored(Drive drive) throws FailureException {
        return events(CheckpointSubmitted.TOPIC).map(CheckpointSubmitted.class::cast)
                .filter(event -> event.bucket().equals(drive.bucket())).toList();
    }

    /// Who has signed the newest state of a drive, with those that came late.
    private static Set<Account> signers(Drive drive) throws FailureException {
        CheckpointSubmitted last = anchored(drive).getLast();
        Set<Account> signers = new HashSet<>(last.signers());
        events(CheckpointExtended.TOPIC).map(CheckpointExtended.class::cast)
                .filter(event -> event.bucket().equals(drive.bucket()) && event.root().equals(last.root()))
                .forEach(event -> signers.addAll(event.signers()));
        return signers;
    }

    private static Stream<RegistryEvent> events(Hash topic) throws FailureException {
        return world.rpc().logs(world.described().registry(), List.of(topic), BlockTag.at(0), BlockTag.LATEST).stream()
                .map(found -> RegistryEvent.of(found.log()).orElseThrow());
    }

    private static Drive drive(House house) throws FailureException {
        return house.drives().getFirst();
    }

    /// Uploads one more file, and finds its leaf anchored by so many.
    private static void assertAnchors(House house, int signers) throws Exception {
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.done(house, upload);
        Checkpoint checkpoint = World.snapshot(house, upload).checkpoint().orElseThrow();
        CheckpointSubmitted event = anchored(drive(house)).getLast();
        assertEquals(event.root(), checkpoint.root());
        assertEquals(event.count(), checkpoint.count());
        World.until(signers + " have signed", () -> signers(drive(house)).size() == signers);
    }

    private static Stream<Arguments> lies() {
        return Stream.of(Lie.values()).flatMap(lie -> Stream.of(true, false)
                .map(restarted -> Arguments.of(lie, restarted)));
    }

    @Test
    void aMajorityOfLiarsAnchorsNothingAndLocksNobodyOut() throws Exception {
        majority(Lie.A_HUGE_COUNT, true);
    }

    @ParameterizedTest
    @Tag("long")
    @MethodSource("lies")
    void aMajorityWithWhateverLieAnchorsNothingAndLocksNobodyOut(Lie lie, boolean restarted) throws Exception {
        majority(lie, restarted);
    }

    private static void majority(Lie lie, boolean restarted) throws Exception {
        Path home = world.fresh("home");
        House house = house(home);
        World.done(house, World.add(house, world.file(10)));
        Drive drive = drive(house);
        liars.commit(MAJORITY, lie.untruth);
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        assertContradicted(house, upload);
        if (restarted) {
            world.close(house);
            house = house(home);
            assertContradicted(house, upload);
        }
        resumeAmongLiars(house, upload);
        assertContradicted(house, upload);
        assertEquals(1, anchored(drive).size(), "what liars sign is not anchored");
        assertTrue(World.snapshot(house, upload).checkpoint().isEmpty());
        // Outnumbered, though they lie as before.
        liars.commit(ALL - MAJORITY, lie.untruth);
        house.resume(Set.of(upload));
        World.done(house, upload);
        assertAnchors(house, MAJORITY);
        liars.honest();
        house.resume(Set.of(upload));
        assertAnchors(house, ALL);
        world.close(house);
        world.books(home).assertPaidOnce();
    }

    private static void assertContradicted(House house, UploadId upload) {
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertTrue(stalled.failure().isContradiction(), stalled::toString);
    }

    /// A drive whose providers say that they have more may not even open.
    private static void resumeAmongLiars(House house, UploadId upload) throws InterruptedException {
        try {
            house.resume(Set.of(upload));
        } catch (FailureException e) {
            assertTrue(e.failure().isContradiction(), e::toString);
        }
        World.await(house, upload);
    }

    @Test
    void aMinorityOfLiarsIsLeftOutFromTheBeginning() throws Exception {
        minority(Lie.A_HUGE_COUNT);
    }

    @ParameterizedTest
    @Tag("long")
    @EnumSource
    void aMinorityWithWhateverLieIsLeftOutFromTheBeginning(Lie lie) throws Exception {
        minority(lie);
    }

    private static void minority(Lie lie) throws Exception {
        liars.commit(ALL - MAJORITY, lie.untruth);
        Path home = world.fresh("home");
        House house = house(home);
        assertAnchors(house, MAJORITY);
        world.close(house);
        assertAnchors(house(home), MAJORITY);
    }

    @Test
    void oneThatMissedThreeWavesIsRepairedAndThenSigns() throws Exception {
        Path home = world.fresh("home");
        House house = house(home);
        assertAnchors(house, ALL);
        world.network().stopNode(ALL - 1);
        for (int wave = 0; wave < 3; wave++) {
            assertAnchors(house, ALL - 1);
        }
        world.network().startNode(ALL - 1);
        world.awaitOneRoot(drive(house));
        assertAnchors(house, ALL);
        Drive drive = drive(house);
        world.close(house);
        Books books = world.books(home);
        books.assertPaidOnce();
        assertEquals(Set.of(), world.providers(drive).getLast()
                .missing(books.rows().stream().map(Row::address).toList()), "it has everything");
    }
}
