package io.longshore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import io.longshore.chain.BlockTag;
import io.longshore.chain.Rpc;
import io.longshore.destination.Provider;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.destination.provider.NetworkDestination;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.ledger.Disk;
import io.longshore.ledger.Waypoints;
import io.longshore.localnet.LocalNetwork;
import io.longshore.localnet.Mining;
import io.longshore.localnet.NodeFaults;
import io.longshore.localnet.NodeKeys;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Commitment;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.OutsideChain;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.net.Http;
import io.longshore.proof.Hashes;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

/// A local network in this process, with its faults at hand, and data folders whose engines reach it over loopback like
/// anybody's. Several tests may share one: each has data folders, and so a wallet and a drive, of its own.
public final class World implements AutoCloseable {
    /// Short, so that what does not get better is told soon.
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Long enough for a busy machine.
    static final Duration SOON = Duration.ofSeconds(60);

    /// A source of so many bytes has one chunk, and a root object.
    public static final int ONE_CHUNK = 70_000;

    /// Bytes of plaintext in a chunk on the local network.
    public static final int CHUNK = 4 * 1024 * 1024 - 16;

    private final Path folder;
    private final InstantSource clock;
    private final boolean hasOwnChain;
    private final LocalNetwork network;
    private final Http http = new Http();
    private final List<House> houses = new ArrayList<>();
    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    private int names;

    public World(Path folder) throws FailureException {
        this(folder, InstantSource.system());
    }

    /// Where it is another time, for everybody.
    World(Path folder, InstantSource clock) throws FailureException {
        this(folder, clock, Optional.empty());
    }

    /// One that is paid on an outside chain.
    public World(Path folder, OutsideChain chain) throws FailureException {
        this(folder, InstantSource.system(), Optional.of(chain));
    }

    private World(Path folder, InstantSource clock, Optional<OutsideChain> chain) throws FailureException {
        this.folder = folder;
        this.clock = clock;
        this.hasOwnChain = chain.isEmpty();
        this.network = LocalNetwork.open(folder.resolve("network"),
                LocalNetwork.Options.defaults().at(clock).on(chain));
    }

    public LocalNetwork network() {
        return network;
    }

    public NodeFaults faults(int node) {
        return network.node(node).faults();
    }

    /// A path that nothing stands at.
    public Path fresh(String name) {
        return folder.resolve(name + "-" + ++names);
    }

    /// An engine on a new data folder.
    public House house() throws FailureException {
        return house(fresh("home"));
    }

    /// Does something to the first so many nodes.
    void faults(int nodes, Consumer<NodeFaults> what) {
        for (int node = 0; node < nodes; node++) {
            what.accept(faults(node));
        }
    }

    /// An engine on a data folder, which has done an upload: its drive is open on chain and its wallet has money.
    House used(Path home) throws FailureException, IOException, InterruptedException {
        House house = house(home);
        done(house, add(house, file(10)));
        return house;
    }

    /// An engine on a data folder.
    public House house(Path home) throws FailureException {
        return house(home, PATIENCE);
    }

    /// An engine on a data folder, with more or less patience.
    House house(Path home, Duration patience) throws FailureException {
        House house = House.open(new Options(home, Optional.empty(), new Options.Network.At(directory()), patience,
                clock, Waypoints.NONE));
        houses.add(house);
        return house;
    }

    /// An engine on a data folder whose disk fails when it is told to.
    House house(Path home, Disk disk) throws FailureException {
        House house = House.open(new Options(home, Optional.empty(), new Options.Network.At(directory()), PATIENCE,
                InstantSource.system(), Waypoints.NONE, disk));
        houses.add(house);
        return house;
    }

    /// An engine on a data folder, which reaches a network there, with a clock and patience of its own.
    House house(Path home, URI directory, InstantSource clock, Duration patience) throws FailureException {
        House house = House.open(new Options(home, Optional.empty(), new Options.Network.At(directory), patience, clock,
                Waypoints.NONE));
        houses.add(house);
        return house;
    }

    /// An engine on a data folder, followed at every step that becomes durable.
    House house(Path home, Waypoints waypoints) throws FailureException {
        House house = House
                .open(new Options(home, Optional.empty(), new Options.Network.At(directory()), PATIENCE, clock,
                        waypoints));
        houses.add(house);
        return house;
    }

    /// What the nodes sign with, by their numbers.
    List<SigningKey> nodeKeys() throws IOException {
        return NodeKeys.of(folder.resolve("network"));
    }

    /// Closes an engine and forgets it, with the buffers it has.
    void close(House house) {
        house.close();
        houses.remove(house);
    }

    public URI directory() {
        return network.directory();
    }

    /// What the network says of itself.
    NetworkDescription described() throws FailureException {
        return new NetworkDirectory(http, directory()).describe();
    }

    /// The chain it is paid on.
    Rpc rpc() throws FailureException {
        return new Rpc(http, described().rpc(), SOON);
    }

    /// Gives an engine's wallet its play money before the engine asks for it.
    Account funded(House house) throws FailureException {
        Account wallet = house.keys().wallet();
        new NetworkDirectory(http, directory()).faucet(wallet);
        return wallet;
    }

    /// A file of so many bytes that are like no others.
    public Path file(int size) throws IOException {
        Path file = fresh("source");
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Files.write(file, bytes);
    }

    public static UploadId add(House house, Path file) throws FailureException {
        return house.add(List.of(file), Optional.empty(), Optional.empty()).uploads().getFirst();
    }

    static UploadId add(House house, Path file, Amount budget) throws FailureException {
        return house.add(List.of(file), Optional.empty(), Optional.of(budget)).uploads().getFirst();
    }

    /// Waits until uploads have come to rest.
    static void await(House house, UploadId... uploads) throws InterruptedException {
        house.await(Set.of(uploads));
    }

    static void await(House house, List<UploadId> uploads) throws InterruptedException {
        house.await(new LinkedHashSet<>(uploads));
    }

    static UploadSnapshot snapshot(House house, UploadId upload) {
        return house.snapshot().upload(upload).orElseThrow();
    }

    static UploadState state(House house, UploadId upload) {
        return snapshot(house, upload).state();
    }

    /// Waits until an upload has come to rest, and finds it done.
    public static Handle done(House house, UploadId upload) throws InterruptedException {
        await(house, upload);
        UploadState state = state(house, upload);
        return assertInstanceOf(UploadState.Done.class, state, state::toString).handle();
    }

    static void done(House house, List<UploadId> uploads) throws InterruptedException {
        await(house, uploads);
        for (UploadId upload : uploads) {
            UploadState state = state(house, upload);
            assertInstanceOf(UploadState.Done.class, state, state::toString);
        }
    }

    /// Waits until something is so.
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                fail("not so within " + SOON + ": " + what);
            }
            Thread.sleep(5);
        }
    }

    /// Waits until something is so of an upload.
    static void until(House house, UploadId upload, String what, Predicate<UploadSnapshot> condition) throws Exception {
        until(what, () -> house.snapshot().upload(upload).filter(condition).isPresent());
    }

    /// Waits until the chain has a transaction of the engine's wallet that is in no block yet.
    void awaitWaiting(House house) throws Exception {
        Rpc rpc = rpc();
        Account wallet = house.snapshot().wallet().orElseThrow();
        until("a transaction waits", () -> rpc.nonce(wallet, BlockTag.PENDING) > rpc.nonce(wallet, BlockTag.LATEST));
    }

    /// Restores a file to a new place, and finds it as it was.
    void assertRestores(House house, Handle handle, Path source) throws FailureException, IOException {
        Path target = fresh("restored");
        house.restore(handle, target, Optional.empty(), false);
        assertArrayEquals(Files.readAllBytes(source), Files.readAllBytes(target), source.toString());
    }

    /// What the providers of a drive sign now; those that are out of reach are left out.
    List<Commitment> commitments(Drive drive) throws FailureException {
        List<Commitment> commitments = new ArrayList<>();
        for (Provider provider : providers(drive)) {
            commitments.add(provider.committing().orElseThrow().commitment());
        }
        return commitments;
    }

    /// The drive's providers, reached without the engine.
    List<Provider> providers(Drive drive) throws FailureException {
        NetworkDirectory at = new NetworkDirectory(http, directory());
        NetworkDescription description = at.describe();
        return NetworkDestination
                .open(http, at, description, at.credentials(drive.id()), drive.bucket(), drive.profile())
                .providers();
    }

    /// Waits until all providers commit to one and the same state.
    void awaitOneRoot(Drive drive) throws Exception {
        until("all providers commit to one root", () -> {
            List<Commitment> all = commitments(drive);
            Set<List<Object>> claims = new HashSet<>();
            all.forEach(one -> claims.add(Arrays.asList(one.root(), one.count())));
            return all.size() == network.size() && claims.size() == 1 && all.getFirst().count() > 0;
        });
    }

    /// What an engine's data folder and the chain say about money; the engine must be closed.
    Books books(Path home) throws FailureException {
        return Books.of(home, network);
    }

    /// The chunks that lie on the disks of all nodes; each is looked at, and hashes to its name.
    Set<Address> lying() throws IOException {
        Set<Address> lying = new HashSet<>();
        for (int node = 0; node < network.size(); node++) {
            try (Stream<Path> files = Files.walk(chunks(node))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Address address = new Address(Hashes.sha256(Files.readAllBytes(file)).bytes());
                    assertEquals(address.bytes().hex(), file.getFileName().toString(), "a chunk and its name");
                    lying.add(address);
                }
            }
        }
        return lying;
    }

    /// Puts an object on every node's disk, as if it had been placed.
    public void plant(byte[] sealed) throws IOException {
        String name = new Address(Hashes.sha256(sealed).bytes()).bytes().hex();
        for (int node = 0; node < network.size(); node++) {
            Path drawer = Files.createDirectories(chunks(node).resolve(name.substring(0, 2)));
            Files.write(drawer.resolve(name), sealed);
        }
    }

    private Path chunks(int node) {
        return folder.resolve("network").resolve("node" + node).resolve("chunks");
    }

    /// Closes the engines and takes all faults back.
    public void calm() throws FailureException {
        for (int node = 0; node < network.size(); node++) {
            network.startNode(node);
            faults(node).clear();
        }
        if (hasOwnChain) {
            network.startChain();
            network.chain().faults().clear();
            network.chain().mining(new Mining.AtOnce());
            network.chain().finality(0);
        }
        houses.forEach(House::close);
        houses.clear();
    }

    @Override
    public void close() throws FailureException {
        houses.forEach(House::close);
        http.close();
        network.close();
    }
}
