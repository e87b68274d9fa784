package io.longshore.destination.provider;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.destination.Destination;
import io.longshore.destination.DestinationContract;
import io.longshore.destination.Provider;
import io.longshore.localnet.LocalNetwork;
import io.longshore.localnet.NodeFaults;
import io.longshore.localnet.PayingDrive;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Profile;
import io.longshore.net.BearerToken;
import io.longshore.net.Http;
import io.longshore.proof.Hashes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NetworkDestinationTest extends DestinationContract {
    private static final byte[] SEALED = new byte[100_000];
    private static final Address ADDRESS = new Address(Hashes.sha256(SEALED).bytes());

    // One network for all tests, emptied before each; every test's drive has a bucket of its own.
    @TempDir
    private static Path folder;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Http HTTP = new Http();
    private static LocalNetwork network;
    private static int drives;

    private PayingDrive drive;

    @BeforeAll
    static void startNetwork() throws FailureException {
        network = LocalNetwork.open(folder, LocalNetwork.Options.defaults());
    }

    @AfterAll
    static void stopNetwork() throws FailureException {
        network.close();
        HTTP.close();
    }

    @BeforeEach
    void openDrive() throws FailureException {
        for (int i = 0; i < network.size(); i++) {
            network.startNode(i);
            network.node(i).faults().clear();
        }
        network.empty();
        drive = new PayingDrive(HTTP, new NetworkDirectory(HTTP, network.directory()), ++drives);
    }

    private NetworkDestination open(NetworkDescription description, BearerToken token) throws FailureException {
        return NetworkDestination.open(HTTP, drive.directory(), description, (_, _) -> token, drive.bucket(),
                Profile.TACTICAL);
    }

    @Override
    protected Destination destination() {
        return drive.destination();
    }

    @Override
    protected void pay(Collection<Address> chunks) throws FailureException {
        drive.pay(chunks);
    }

    private NodeFaults faults() {
        return network.node(0).faults();
    }

    private Provider provider() {
        return destination().providers().getFirst();
    }

    private static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }

    private Failure put() {
        return failure(() -> provider().put(ADDRESS, SEALED, SEALED.length, () -> {}));
    }

    @Test
    void opensWhileProvidersAreDownAndReachesThemLater() throws Exception {
        network.stopNode(0);
        NetworkDestination opened = open(drive.network(), drive.token());
        assertEquals(ByteCount.mebibytes(4), opened.maxChunk());
        assertInstanceOf(Failure.Unavailable.class, failure(() -> opened.providers().getFirst().probe(SOON)));
        network.startNode(0);
        opened.providers().getFirst().probe(SOON);
    }

    @Test
    void saysThatAProviderIsGoneOrBusy() throws Exception {
        faults().refuse(true);
        assertEquals(new Failure.Unavailable(provider().endpoint(), "HTTP 503, told_to_refuse",
                Optional.of(Duration.ofSeconds(1))), put());
        network.stopNode(0);
        assertInstanceOf(Failure.Unavailable.class, put());
    }

    @Test
    void saysThatADiskIsFull() throws FailureException {
        pay(List.of(ADDRESS));
        faults().diskFull(true);
        assertEquals(Failure.Insufficient.Resource.DISK,
                assertInstanceOf(Failure.Insufficient.class, put()).resource());
    }

    @Test
    void noticesWrongBytes() throws FailureException {
        pay(List.of(ADDRESS));
        provider().put(ADDRESS, SEALED, SEALED.length, () -> {});
        faults().wrongBytes(true);
        assertInstanceOf(Failure.Corrupt.class, failure(() -> provider().get(ADDRESS, new ByteCount(SEALED.length))));
    }

    @Test
    void survivesAnAnswerThatIsLost() throws FailureException {
        pay(List.of(ADDRESS));
        faults().drop("/chunk", 1);
        assertInstanceOf(Failure.Unavailable.class, put());
        provider().put(ADDRESS, SEALED, SEALED.length, () -> {});
        faults().drop("/chunk", 1);
        assertInstanceOf(Failure.Unavailable.class,
                failure(() -> provider().get(ADDRESS, new ByteCount(SEALED.length))));
        assertArrayEquals(SEALED, provider().get(ADDRESS, new ByteCount(SEALED.length)));
    }

    @Test
    void isRefusedWithAForeignToken() throws FailureException {
        NetworkDestination foreign = open(drive.network(), new BearerToken("foreign"));
        assertInstanceOf(Failure.Refused.class,
                failure(() -> foreign.providers().getFirst().missing(List.of(ADDRESS))));
    }

    @Test
    void refusesAProviderThatIsAnother() throws FailureException {
        NetworkDescription now = drive.network();
        List<NetworkDescription.Listed> listed = new ArrayList<>(now.providers());
        listed.set(0, new NetworkDescription.Listed(listed.get(0).id(), listed.get(1).url()));
        NetworkDestination mixed = open(new NetworkDescription(now.rpc(), now.chain(), now.vault(), now.token(),
                now.registry(), listed, true, now.finality()), drive.token());
        Failure failure = failure(() -> mixed.providers().getFirst().missing(List.of(ADDRESS)));
        assertTrue(assertInstanceOf(Failure.Refused.class, failure).detail().contains("another provider"));
    }

    @Test
    void refusesAProviderThatWantsToBePaidElsewhere() throws FailureException {
        NetworkDescription now = drive.network();
        NetworkDestination other = open(new NetworkDescription(now.rpc(), now.chain(),
                Account.of(new byte[Account.SIZE]), now.token(), now.registry(), now.providers(), true, now.finality()),
                drive.token());
        assertInstanceOf(Failure.Refused.class, failure(() -> other.providers().getFirst().missing(List.of(ADDRESS))));
    }

    @Test
    void endsAPutThatIsInterrupted() throws Exception {
        pay(List.of(ADDRESS));
        faults().slow(Duration.ofMinutes(5));
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Failure> failure = new AtomicReference<>();
        Thread putting = Thread.ofVirtual().start(() -> failure
                .set(failure(() -> provider().put(ADDRESS, SEALED, SEALED.length, started::countDown))));
        started.await();
        putting.interrupt();
        assertTrue(putting.join(Duration.ofSeconds(10)));
        assertEquals(new Failure.Cancelled(), failure.get());
    }

    @Test
    void followsAProviderThatMoved() throws FailureException {
        List<NetworkDescription.Listed> listed = new ArrayList<>(drive.network().providers());
        listed.set(0, new NetworkDescription.Listed(listed.get(0).id(), URI.create("http://127.0.0.1:9")));
        NetworkDescription now = drive.network();
        NetworkDestination stale = open(new NetworkDescription(now.rpc(), now.chain(), now.vault(), now.token(),
                now.registry(), listed, true, now.finality()), drive.token());
        assertInstanceOf(Failure.Unavailable.class, failure(() -> stale.providers().getFirst().probe(SOON)));
        stale.refresh();
        assertEquals(Set.of(ADDRESS), stale.providers().getFirst().missing(List.of(ADDRESS)));
    }

    @Test
    void stopsWhenItsDirectoryNamesAnotherNetwork() throws FailureException {
        NetworkDescription now = drive.network();
        NetworkDestination other = open(new NetworkDescription(now.rpc(), new ChainId(1), now.vault(), now.token(),
                now.registry(), now.providers(), true, now.finality()), drive.token());
        assertInstanceOf(Failure.Disagreement.class, failure(other::refresh));
    }

    @Test
    void splitsALongQuestionForMissingChunks() throws FailureException {
        pay(List.of(ADDRESS));
        provider().put(ADDRESS, SEALED, SEALED.length, () -> {});
        List<Address> many = new ArrayList<>(Collections.nCopies(1, ADDRESS));
        for (int i = 0; i < 2_500; i++) {
            byte[] address = new byte[Address.SIZE];
            Arrays.fill(address, (byte) i);
            address[0] = (byte) (i >> 8);
            many.add(Address.of(address));
        }
        assertEquals(2_500, provider().missing(many).size());
    }
}
