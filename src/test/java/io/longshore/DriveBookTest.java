package io.longshore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
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
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.RegistryCall;
import io.longshore.localnet.LoneNode;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.DriveEdit;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ListenAddress;
import io.longshore.model.NodeOrder;
import io.longshore.model.Strategy;
import io.longshore.model.UploadId;
import io.longshore.model.Whereabouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Drives that are made, changed and forgotten by the user: further ones on the local network, and one on three nodes that
/// run by themselves, on the same chain.
@Timeout(120)
class DriveBookTest {
    private static final Amount BUDGET = Amount.of("1000000000000000000000");

    @TempDir
    private static Path folder;
    private static World world;

    private final List<LoneNode> nodes = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();

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
        for (LoneNode node : nodes) {
            node.close();
        }
    }

    private LoneNode node(Path data, int port) throws FailureException {
        LoneNode node = LoneNode.open(new NodeOrder(data, new ListenAddress("127.0.0.1", port), false,
                world.network().chain().rpc(), data.resolveSibling(data.getFileName() + ".key"),
                Optional.of(new NodeOrder.Source.Said(world.network().chain().vault(),
                        world.network().chain().registry()))),
                InstantSource.system(), new SecureRandom());
        nodes.add(node);
        folders.add(data);
        return node;
    }

    private DriveBook.Listing three() throws FailureException {
        List<URI> urls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            urls.add(node(world.fresh("node"), 0).url());
        }
        return new DriveBook.Listing(world.network().chain().rpc(), urls);
    }

    private static UploadId add(House house, String drive, Path file) throws FailureException {
        return house.add(List.of(file), Optional.of(drive), Optional.of(BUDGET)).uploads().getFirst();
    }

    private static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }

    @Test
    void aFurtherDriveOnTheLocalNetworkHasItsOwnBucketAndTheDefaultStaysTheFirst() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        Path source = world.file(World.ONE_CHUNK);
        World.done(house, World.add(house, source));
        Drive archive = house.driveBook().add("archive", Optional.empty(), List.of(
                new DriveEdit.Anchoring(new Strategy.Manual()),
                new DriveEdit.Capacity(Optional.of(new ByteCount(100_000)))))
                .drive();
        Drive local = house.drives().getFirst();
        assertEquals(List.of("local", "archive"), house.drives().stream().map(Drive::name).toList());
        assertEquals(new Strategy.Manual(), archive.strategy());
        assertNotEquals(local.bucket(), archive.bucket());
        assertEquals(local.contracts(), archive.contracts());
        Handle handle = World.done(house, add(house, "archive", source));
        UploadId second = World.add(house, world.file(World.ONE_CHUNK));
        World.done(house, second);
        assertEquals(local.id(), World.snapshot(house, second).drive());
        world.assertRestores(house, handle, source);
        assertInstanceOf(Failure.Refused.class,
                failure(() -> house.driveBook().add("archive", Optional.empty(), List.of())));

        Path more = world.file(World.ONE_CHUNK);
        int before = house.snapshot().uploads().size();
        assertEquals(new Failure.Insufficient(Failure.Insufficient.Resource.CAPACITY, "70000", "30000"),
                failure(() -> add(house, "archive", more)));
        assertEquals(before, house.snapshot().uploads().size());
        house.driveBook().edit("archive", List.of(new DriveEdit.Capacity(Optional.of(new ByteCount(140_000)))));
        World.done(house, add(house, "archive", more));
        assertInstanceOf(Failure.Refused.class, failure(() -> house.driveBook().edit("archive",
                List.of(new DriveEdit.Chain(world.network().chain().rpc())))));
        world.close(house);
        world.books(home).assertPaidOnce();
    }

    @Test
    void aDriveIsForgottenOnceItsUploadsAreOverAndItsFilesAreRestoredThroughAnother() throws Exception {
        House house = world.house();
        World.done(house, World.add(house, world.file(World.ONE_CHUNK)));
        house.driveBook().add("second", Optional.empty(), List.of());
        Path source = world.file(World.ONE_CHUNK);
        Handle handle = World.done(house, add(house, "second", source));
        UploadId waiting = house.add(List.of(world.file(World.ONE_CHUNK)), Optional.of("second"),
                Optional.of(Amount.ZERO)).uploads().getFirst();
        World.await(house, waiting);
        assertInstanceOf(Failure.Refused.class, failure(() -> house.driveBook().remove("second")));
        assertEquals(2, house.drives().size());
        house.cancel(Set.of(waiting));
        World.await(house, waiting);
        assertEquals(new ByteCount(World.ONE_CHUNK), house.driveBook().remove("second").content());
        assertEquals(List.of("local"), house.drives().stream().map(Drive::name).toList());
        assertInstanceOf(Failure.NotFound.class, failure(() -> house.driveBook().remove("second")));
        world.assertRestores(house, handle, source);
        World.done(house, World.add(house, world.file(World.ONE_CHUNK)));
    }

    @Test
    void threeNodesByThemselvesMakeADriveThatIsPaidFromTheWalletOnly() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        DriveBook.Added added = house.driveBook().add("three", Optional.of(three()), List.of());
        assertTrue(added.purse().orElseThrow().isEmpty());
        assertEquals(house.keys().wallet(), added.purse().get().wallet());
        assertFalse(added.drive().free(), "no word of a network makes it so");
        assertFalse(added.toString().contains(nodes.getFirst().url().getPath()), added.toString());
        Path source = world.file(World.ONE_CHUNK);
        world.funded(house);
        Handle handle = World.done(house, add(house, "three", source));
        world.assertRestores(house, handle, source);
        // The default drive is that of the local network still, and both are paid by one wallet.
        World.done(house, World.add(house, world.file(World.ONE_CHUNK)));
        assertEquals(List.of("three", "local"), house.drives().stream().map(Drive::name).toList());
        world.close(house);

        // It opens with one of them gone, and with one that has moved, once it is said where.
        nodes.getFirst().close();
        House again = world.house(home);
        world.assertRestores(again, handle, source);
        Path second = world.file(World.ONE_CHUNK);
        world.assertRestores(again, World.done(again, add(again, "three", second)), second);
        world.close(again);
        world.books(home).assertPaidOnce();
    }

    @Test
    void anotherMachineFindsTheProvidersInAnExportAndNobodyElseDoes() throws Exception {
        House house = world.house();
        Drive drive = house.driveBook().add("three", Optional.of(three()), List.of(
                new DriveEdit.Anchoring(new Strategy.Blocks(7)),
                new DriveEdit.Capacity(Optional.of(new ByteCount(1 << 20)))))
                .drive();
        world.funded(house);
        Path source = world.file(World.ONE_CHUNK);
        Handle handle = World.done(house, add(house, "three", source));
        Path export = world.fresh("export");
        house.export(export, false);
        Path vault = world.fresh("vault");
        house.keys().exportVault(vault, "passphrase".toCharArray());
        world.close(house);
        String text = Files.readString(export);
        for (LoneNode node : nodes) {
            assertFalse(text.contains(node.url().getPath()) || text.contains(node.endpoint().getAuthority()));
        }

        Path other = world.fresh("home");
        House before = world.house(other);
        before.keys().importVault(vault, Optional.of("passphrase".toCharArray()));
        world.close(before);
        try (House second = House.open(new Options(other, Optional.of("passphrase".toCharArray()),
                new Options.Network.At(world.directory())))) {
            second.importJournal(export);
            Drive imported = second.drives().getFirst();
            assertEquals(drive.settled(drive.name(), imported.bucket()), imported);
            assertNotEquals(drive.bucket(), imported.bucket());
            world.assertRestores(second, handle, source);
        }
    }

    @Test
    void providersThatDoNotAgreeOrAreNotWholeMakeNoDrive() throws Exception {
        House house = world.house();
        DriveBook.Listing three = three();
        List<URI> twice = List.of(three.providers().get(0), three.providers().get(1), three.providers().get(0));
        assertInstanceOf(Failure.Disagreement.class, failure(() -> house.driveBook().add("a",
                Optional.of(new DriveBook.Listing(three.chain(), twice)), List.of())));
        List<URI> bare = List.of(three.providers().get(0), nodes.get(1).endpoint());
        assertTrue(assertInstanceOf(Failure.Refused.class, failure(() -> house.driveBook().add("a",
                Optional.of(new DriveBook.Listing(three.chain(), bare)), List.of()))).detail().contains("whole"));
        nodes.get(2).close();
        assertInstanceOf(Failure.Unavailable.class,
                failure(() -> house.driveBook().add("a", Optional.of(three), List.of())));
        try (World other = new World(world.fresh("other"))) {
            List<URI> two = three.providers().subList(0, 2);
            assertInstanceOf(Failure.Disagreement.class, failure(() -> house.driveBook().add("a",
                    Optional.of(new DriveBook.Listing(other.network().chain().rpc(), two)), List.of())));
        }
        assertEquals(List.of(), house.drives());
    }

    @Test
    void aProviderThatIsAddedLaterIsBroughtWhatItLacksAndSignsToo() throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home);
        DriveBook.Listing three = three();
        house.driveBook().add("grows", Optional.of(three), List.of());
        world.funded(house);
        Path source = world.file(World.ONE_CHUNK);
        Handle handle = World.done(house, add(house, "grows", source));
        world.close(house);

        House again = world.house(home);
        List<URI> four = new ArrayList<>(three.providers());
        four.add(node(world.fresh("node"), 0).url());
        Drive grown = again.driveBook().edit("grows", List.of(new DriveEdit.Providers(four)));
        assertEquals(4, assertInstanceOf(Whereabouts.Listed.class, grown.network()).providers().size());
        Path second = world.file(World.ONE_CHUNK);
        world.assertRestores(again, World.done(again, add(again, "grows", second)), second);
        assertEquals(grown.id(), again.drives().getFirst().id());
        RegistryCall.BucketState bucket = world.rpc().query(world.network().chain().registry(),
                new RegistryCall.Bucket(grown.bucket()));
        assertEquals(nodes.stream().map(node -> node.id().account()).toList(), bucket.providers());
        World.until("the fourth has all that the others have",
                () -> held(3).equals(held(0)) && held(0).size() == 4);
        world.close(again);
        world.books(home).assertPaidOnce();
        // The others can go: what it was brought later is whole.
        House last = world.house(home);
        for (LoneNode node : nodes.subList(0, 3)) {
            node.close();
        }
        world.assertRestores(last, handle, source);
    }

    private Set<String> held(int node) throws IOException {
        Path data = folders.get(node).resolve("node").resolve("chunks");
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void aListedProviderMayMoveButNotLeave() throws Exception {
        House house = world.house();
        DriveBook.Listing three = three();
        Drive drive = house.driveBook().add("three", Optional.of(three), List.of()).drive();
        List<URI> urls = new ArrayList<>(three.providers());
        assertInstanceOf(Failure.Refused.class, failure(
                () -> house.driveBook().edit("three", List.of(new DriveEdit.Providers(urls.subList(0, 2))))));
        assertInstanceOf(Failure.Unavailable.class, failure(() -> house.driveBook().edit("three", List.of(
                new DriveEdit.Providers(List.of(urls.get(0), URI.create("http://127.0.0.1:9/x"), urls.get(2)))))));
        assertEquals(drive, house.drives().getFirst());
        nodes.get(1).close();
        urls.set(1, node(folders.get(1), 0).url());
        assertNotEquals(three.providers().get(1), urls.get(1));
        Drive moved = house.driveBook().edit("three",
                List.of(new DriveEdit.Providers(urls), new DriveEdit.Chain(three.chain())));
        assertEquals(Set.copyOf(urls), assertInstanceOf(Whereabouts.Listed.class, moved.network()).providers().stream()
                .map(Whereabouts.Provider::url).collect(Collectors.toSet()));
        assertEquals(moved, house.drives().getFirst());
    }
}
