package io.longshore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.BlockTag;
import io.longshore.chain.RegistryCall;
import io.longshore.chain.RegistryEvent;
import io.longshore.localnet.Mining;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.AuditReport;
import io.longshore.model.Checkpoint;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.UploadId;
import io.longshore.model.snapshot.CheckpointSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The whole engine, with providers that come late, have lost something, or contradict it.
@Timeout(240)
class ConflictTest {
    private static final Optional<String> THE_DRIVE = Optional.empty();

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

    private static Drive drive(House house) throws FailureException {
        return house.drives().getFirst();
    }

    private static Checkpoint last(House house) throws FailureException {
        return house.checkpoints().status(THE_DRIVE).last().orElseThrow();
    }

    private static ProviderId node(int number) throws IOException {
        return new ProviderId(world.nodeKeys().get(number).account());
    }

    private RegistryCall.CheckpointState onChain(Drive drive) throws FailureException {
        return world.rpc().query(world.described().registry(), new RegistryCall.Checkpoint(drive.bucket()));
    }

    /// The extensions that the registry has told of for a drive.
    private long extensions(Drive drive) throws FailureException {
        Account registry = world.described().registry();
        return world.rpc().logs(registry, List.of(RegistryEvent.CheckpointExtended.TOPIC), BlockTag.at(0),
                BlockTag.LATEST).stream().map(found -> RegistryEvent.of(found.log()).orElseThrow())
                .filter(event -> event instanceof RegistryEvent.CheckpointExtended extended
                        && extended.bucket().equals(drive.bucket()))
                .count();
    }

    private void upload(House house) throws Exception {
        World.done(house, World.add(house, world.file(World.ONE_CHUNK)));
    }

    @Test
    void oneThatMissedThreeWavesIsRepairedSignsTheCheckpointThatStandsAndTheNextOne() throws Exception {
        House house = world.house();
        upload(house);
        world.network().stopNode(4);
        for (int wave = 0; wave < 3; wave++) {
            upload(house);
        }
        Drive drive = drive(house);
        World.until("the others have signed", () -> last(house).count() == onChain(drive).count()
                && house.checkpoints().status(THE_DRIVE).pending() == 0);
        assertEquals(4, last(house).signers().size());
        long count = last(house).count();
        world.network().startNode(4);
        world.awaitOneRoot(drive);
        World.until("it has signed what stands", () -> last(house).signers().size() == 5);
        assertEquals(count, last(house).count(), "the same checkpoint");
        assertEquals(node(4), last(house).signers().getLast());
        assertEquals(last(house).signers().stream().map(ProviderId::account).toList(), onChain(drive).signers());
        assertEquals(1, extensions(drive));
        assertEquals(1, house.checkpoints().status(THE_DRIVE).counters().extended());
        upload(house);
        World.until("the next one is made", () -> last(house).count() > count);
        assertTrue(last(house).signers().contains(node(4)));
    }

    @Test
    void anExtensionThatWasUnderWayWhenTheProgramEndedIsRecordedOnce() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        world.faults(4).lagging(true);
        upload(house);
        Drive drive = drive(house);
        assertEquals(4, last(house).signers().size());
        world.network().chain().mining(new Mining.ByCommand());
        world.faults(4).lagging(false);
        world.awaitWaiting(house);
        world.close(house);
        world.network().chain().mining(new Mining.AtOnce());
        House again = world.house(home);
        again.checkpoints().submitNow(THE_DRIVE);
        assertEquals(5, last(again).signers().size());
        assertEquals(5, onChain(drive).signers().size());
        assertEquals(1, extensions(drive));
        Path export = world.fresh("export");
        again.export(export, false);
        world.close(again);
        assertTrue(Exports.verify(export, Optional.of(world.described().rpc())).records() > 0,
                "whoever has the journal can follow the extension, too");
        String journal = Files.readString(home.resolve("journal.log"));
        assertEquals(1, journal.lines().filter(line -> line.contains("\"type\":\"extension\"")).count());
    }

    @Test
    void whoHasLostOrAlteredAChunkFailsItsAuditAndTheOthersPass() throws Exception {
        House house = world.house();
        Set<Path> before = chunks(2);
        World.done(house, World.add(house, world.file(World.CHUNK + World.ONE_CHUNK)));
        world.awaitOneRoot(drive(house));
        Set<Path> after = chunks(2);
        after.removeAll(before);
        AuditReport whole = house.checkpoints().audit(THE_DRIVE, node(2), 1000);
        assertTrue(whole.passed(), whole.toString());
        assertEquals(after.size(), whole.chunks());
        assertEquals(after.size(), whole.of());
        assertEquals(after.stream().mapToLong(chunk -> chunk.toFile().length()).sum(), whole.bytes().value());
        Path file = after.stream().findFirst().orElseThrow();
        Address chosen = Address.of(file.getFileName().toString());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertFailsFor(house, chosen);
        Files.delete(file);
        assertFailsFor(house, chosen);
        assertTrue(house.checkpoints().audit(THE_DRIVE, node(1), 1000).passed());
    }

    private static void assertFailsFor(House house, Address chosen) throws Exception {
        AuditReport report = house.checkpoints().audit(THE_DRIVE, node(2), 1000);
        assertEquals(Set.of(chosen), report.failed().keySet(), report.toString());
    }

    /// The files of a node's chunks.
    private static Set<Path> chunks(int node) throws IOException {
        Path chunks = folder.resolve("network").resolve("node" + node).resolve("chunks");
        try (Stream<Path> files = Files.walk(chunks)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }

    @Test
    void whatAMajorityContradictsIsNotGoneOnWithAndNobodyIsChallenged() throws Exception {
        House house = world.house();
        for (int node = 0; node < 3; node++) {
            world.faults(node).diverging(true);
        }
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        Checkpoints checkpoints = house.checkpoints();
        for (Choice choice : List.of(new Choice.Proceed(), new Choice.Challenge(node(0)))) {
            assertInstanceOf(Failure.Refused.class, assertThrows(FailureException.class,
                    () -> checkpoints.resolve(THE_DRIVE, choice)).failure());
        }
        assertEquals(Optional.of(Decision.Outcome.STILL_APART),
                checkpoints.resolve(THE_DRIVE, new Choice.Wait()).outcome());
        CheckpointSnapshot.Conflict conflict = checkpoints.status(THE_DRIVE).conflict().orElseThrow();
        Recommendation.Ask ask = assertInstanceOf(Recommendation.Ask.class, conflict.advice());
        assertEquals(3, ask.against().size());
        assertEquals(Optional.of(Decision.Outcome.LEFT), checkpoints.resolve(THE_DRIVE, new Choice.Leave()).outcome());
        assertEquals(List.of("leave", "wait", "challenge", "proceed"), checkpoints.status(THE_DRIVE).conflict()
                .orElseThrow().decisions().stream().map(decision -> decision.choice().word()).toList());
        assertEquals(0, onChain(drive(house)).count(), "and nothing was anchored");
    }
}
