package io.longshore.localnet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.TokenCall;
import io.longshore.destination.Provider;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Quote;
import io.longshore.net.BearerToken;
import io.longshore.net.Http;
import io.longshore.proof.Hashes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LocalNetworkTest {
    private static final byte[] SEALED = new byte[50_000];
    private static final Address ADDRESS = new Address(Hashes.sha256(SEALED).bytes());
    private static final DriveId DRIVE = DriveId.of("0x0102030405060708090a0b0c0d0e0f10");

    @TempDir
    private Path folder;
    private final Http http = new Http();

    @AfterEach
    void close() {
        http.close();
    }

    private LocalNetwork open() throws FailureException {
        return LocalNetwork.open(folder, LocalNetwork.Options.defaults());
    }

    private NetworkDirectory directory(LocalNetwork network) {
        return new NetworkDirectory(http, network.directory());
    }

    private static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }

    @Test
    void comesBackAsItWas() throws FailureException {
        URI url;
        NetworkDescription description;
        BearerToken token;
        PayingDrive drive;
        try (LocalNetwork network = open()) {
            url = network.directory();
            description = directory(network).describe();
            token = directory(network).token(DRIVE);
            drive = new PayingDrive(http, directory(network), 7);
            drive.pay(List.of(ADDRESS));
            for (Provider provider : drive.destination().providers()) {
                provider.put(ADDRESS, SEALED, SEALED.length, () -> {});
            }
        }
        try (LocalNetwork network = open()) {
            assertEquals(url, network.directory());
            assertEquals(description, directory(network).describe());
            assertEquals(token, directory(network).token(DRIVE));
            assertEquals(5, description.providers().size());
            assertTrue(description.playMoney());
            assertArrayEquals(SEALED,
                    drive.destination().providers().get(4).get(ADDRESS, new ByteCount(SEALED.length)));
        }
    }

    @Test
    void goesElsewhereWhenItsPortsAreTaken() throws Exception {
        NetworkDescription before;
        URI url;
        try (LocalNetwork network = open()) {
            before = directory(network).describe();
            url = network.directory();
        }
        try (ServerSocket _ = taken(before.providers().get(2).url());
                ServerSocket _ = taken(before.rpc());
                ServerSocket _ = taken(url);
                LocalNetwork network = open()) {
            NetworkDescription now = directory(network).describe();
            assertNotEquals(url, network.directory());
            assertNotEquals(before.rpc(), now.rpc());
            assertEquals(before.rpc().getPath(), now.rpc().getPath());
            assertTrue(now.agreesWith(before));
            assertEquals(before.providers().get(1), now.providers().get(1));
            assertEquals(before.providers().get(2).id(), now.providers().get(2).id());
            assertNotEquals(before.providers().get(2).url(), now.providers().get(2).url());
        }
    }

    private static ServerSocket taken(URI url) throws Exception {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), url.getPort()));
        return socket;
    }

    @Test
    void isRunByOneAtATime() throws FailureException {
        try (LocalNetwork _ = open()) {
            assertInstanceOf(Failure.DataFolderInUse.class, failure(this::open));
        }
        open().close();
    }

    @Test
    void givesPlayMoneyOut() throws FailureException {
        try (LocalNetwork network = open()) {
            PayingDrive drive = new PayingDrive(http, directory(network), 7);
            Account account = Account.of("0x00000000000000000000000000000000000000aa");
            directory(network).faucet(account);
            assertEquals("1000000000000000000000000",
                    drive.rpc().query(drive.network().token(), new TokenCall.BalanceOf(account)).toString());
            assertEquals("100000000000000000000", drive.rpc().balance(account).value().toString());
        }
    }

    @Test
    void saysWhatItHoldsAndIsEmptied() throws FailureException {
        try (LocalNetwork network = open()) {
            PayingDrive drive = new PayingDrive(http, directory(network), 7);
            drive.pay(List.of(ADDRESS));
            for (Provider provider : drive.destination().providers()) {
                provider.put(ADDRESS, SEALED, SEALED.length, () -> {});
            }
            assertEquals(new ByteCount(5L * SEALED.length), directory(network).usage());
            directory(network).empty();
            assertEquals(ByteCount.ZERO, directory(network).usage());
            Provider first = drive.destination().providers().getFirst();
            assertInstanceOf(Failure.NotFound.class, failure(() -> first.get(ADDRESS, new ByteCount(SEALED.length))));
        }
    }

    @Test
    void acceptsAPaymentAtANodeThatWasDownWhileOthersQuoted() throws FailureException {
        try (LocalNetwork network = open()) {
            PayingDrive drive = new PayingDrive(http, directory(network), 7);
            List<Quote> all = PayingDrive.quotes(drive.destination(), List.of(ADDRESS));
            Provider late = drive.destination().providers().getFirst();
            List<Quote> others = all.stream().filter(quote -> !quote.provider().equals(late.id())).toList();
            network.stopNode(0);
            Hash transaction = drive.payMedians(others);
            network.startNode(0);
            drive.show(transaction, others);
            late.put(ADDRESS, SEALED, SEALED.length, () -> {});
        }
    }

    @Test
    void answersAgainWhenTheChainReturns() throws FailureException {
        try (LocalNetwork network = open()) {
            PayingDrive drive = new PayingDrive(http, directory(network), 7);
            List<Quote> quotes = PayingDrive.quotes(drive.destination(), List.of(ADDRESS));
            Hash transaction = drive.payMedians(quotes);
            network.stopChain();
            assertInstanceOf(Failure.Unavailable.class, failure(() -> drive.show(transaction, quotes)));
            network.startChain();
            drive.show(transaction, quotes);
        }
    }

    @Test
    void keepsItsSecretsFromOthers() throws Exception {
        try (LocalNetwork network = open()) {
            directory(network).token(DRIVE);
            URI without = URI.create(network.directory().toString().replaceAll("/[0-9a-f]*$", "/wrong"));
            assertInstanceOf(Failure.NotFound.class, failure(() -> new NetworkDirectory(http, without).describe()));
            Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                    "this file system has no POSIX permissions");
            for (String name : List.of("network.json", "tokens.json")) {
                assertEquals("rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))));
            }
        }
    }

    @Test
    void doesNotTakeAnotherChainForItsOwn() throws Exception {
        open().close();
        Files.move(folder.resolve("chain"), folder.resolve("moved"));
        assertInstanceOf(Failure.Disagreement.class, failure(this::open));
    }

    @Test
    void saysThatItsFileIsDamaged() throws Exception {
        open().close();
        Files.writeString(folder.resolve("network.json"), "{");
        assertInstanceOf(Failure.LocalFailure.class, failure(this::open));
        Files.writeString(folder.resolve("network.json"), "{\"v\":2}");
        assertInstanceOf(Failure.LocalFailure.class, failure(this::open));
    }
}
