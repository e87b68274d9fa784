package io.longshore.localnet;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.Anvil;
import io.longshore.chain.Deployment;
import io.longshore.chain.Rpc;
import io.longshore.chain.Sleeper;
import io.longshore.chain.TokenCall;
import io.longshore.destination.Provider;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Contracts;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.OutsideChain;
import io.longshore.net.Http;
import io.longshore.proof.Hashes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The local network paid on a chain outside of it: on anvil, and on another network's dev chain where nobody can deploy.
class OutsideChainTest {
    private static final byte[] SEALED = new byte[50_000];
    private static final Address ADDRESS = new Address(Hashes.sha256(SEALED).bytes());
    private static final Account SOMEBODY = Account.of("0x00000000000000000000000000000000000000aa");

    @TempDir
    private Path folder;
    private final Http http = new Http();

    @AfterEach
    void close() {
        http.close();
    }

    private LocalNetwork open(Optional<OutsideChain> chain) throws FailureException {
        return LocalNetwork.open(folder.resolve("network"), LocalNetwork.Options.defaults().on(chain));
    }

    private LocalNetwork on(Anvil anvil) throws FailureException {
        return open(Optional.of(new OutsideChain(anvil.url())));
    }

    private LocalNetwork again() throws FailureException {
        return open(Optional.empty());
    }

    private NetworkDescription described(LocalNetwork network) throws FailureException {
        return new NetworkDirectory(http, network.directory()).describe();
    }

    private static OutsideChain with(URI rpc, Contracts contracts) {
        return new OutsideChain(rpc, Optional.empty(), Optional.of(contracts), Optional.empty());
    }

    private static Failure.Disagreement refused(Opening opening) {
        return assertInstanceOf(Failure.Disagreement.class,
                assertThrows(FailureException.class, () -> opening.open().close()).failure());
    }

    private interface Opening {
        LocalNetwork open() throws FailureException;
    }

    private DevChain devChain() throws FailureException {
        return DevChain.open(folder.resolve("chain"), 0, "secret", InstantSource.system(), new SecureRandom());
    }

    private static Contracts contracts(DevChain chain) {
        return new Contracts(chain.vault(), chain.token(), chain.registry());
    }

    @Test
    void setsAChainUpOnceAndFindsItAgain() throws FailureException {
        try (Anvil anvil = Anvil.start()) {
            NetworkDescription first;
            PayingDrive drive;
            try (LocalNetwork network = on(anvil)) {
                first = described(network);
                assertEquals(anvil.url(), first.rpc());
                assertEquals(31337, first.chain().value());
                assertEquals(new Finality.Depth(1), first.finality());
                assertTrue(first.playMoney());
                assertThrows(NoSuchElementException.class, network::chain);
                drive = new PayingDrive(http, new NetworkDirectory(http, network.directory()), 7);
                drive.pay(List.of(ADDRESS));
                for (Provider provider : drive.destination().providers()) {
                    provider.put(ADDRESS, SEALED, SEALED.length, () -> {});
                }
            }
            long blocks = drive.rpc().blockNumber();
            try (LocalNetwork network = again()) {
                assertEquals(first, described(network));
                assertEquals(blocks, drive.rpc().blockNumber(), "nothing was put there again");
                assertArrayEquals(SEALED,
                        drive.destination().providers().getFirst().get(ADDRESS, new ByteCount(SEALED.length)));
                new NetworkDirectory(http, network.directory()).faucet(SOMEBODY);
                assertEquals("1000000000000000000000000",
                        drive.rpc().query(first.token(), new TokenCall.BalanceOf(SOMEBODY)).toString());
                assertFalse(drive.rpc().balance(SOMEBODY).isZero());
            }
            try (LocalNetwork network = on(anvil)) {
                assertEquals(first, described(network));
            }
        }
    }

    @Test
    void takesAnotherChainForNoneOfIts() throws FailureException {
        try (Anvil anvil = Anvil.start(); Anvil other = Anvil.start("--chain-id", "5"); Anvil anew = Anvil.start()) {
            on(anvil).close();
            assertEquals("chain id", refused(() -> on(other)).what());
            assertTrue(refused(() -> on(anew)).detail().contains("no such contract"), "a chain that began anew");
            again().close();
        }
    }

    @Test
    void readsWhatItHasWhileTheChainIsAway() throws FailureException {
        try (Anvil anvil = Anvil.start()) {
            on(anvil).close();
        }
        try (LocalNetwork network = again()) {
            assertEquals(5, described(network).providers().size());
        }
    }

    @Test
    void followsTheChainToANewPlaceOnceItAnswersThere() throws Exception {
        Path key = Files.writeString(folder.resolve("deployer"), Bytes.of(Anvil.RICH.secret()).hex());
        Path state = folder.resolve("state");
        OutsideChain first;
        try (Anvil anvil = Anvil.start("--state", state.toString())) {
            first = new OutsideChain(anvil.url(), Optional.of(key), Optional.empty(), Optional.empty());
            open(Optional.of(first)).close();
        }
        URI nowhere = URI.create("http://127.0.0.1:1");
        assertInstanceOf(Failure.Unavailable.class, assertThrows(FailureException.class,
                () -> open(Optional.of(new OutsideChain(nowhere))).close()).failure());
        try (LocalNetwork network = again()) {
            assertEquals(first.rpc(), described(network).rpc(), "a place where nobody answers is not remembered");
        }
        try (Anvil moved = Anvil.start("--state", state.toString())) {
            on(moved).close();
            try (LocalNetwork network = again()) {
                assertEquals(moved.url(), described(network).rpc());
                assertTrue(described(network).playMoney());
            }
        }
    }

    @Test
    void usesContractsThatAreThere() throws FailureException {
        try (Anvil anvil = Anvil.start()) {
            Deployment there = Deployment.deploy(new Rpc(http, anvil.url(), Duration.ofSeconds(10)), Anvil.RICH,
                    Sleeper.REAL);
            Contracts given = new Contracts(there.vault(), there.token(), there.registry());
            try (LocalNetwork network = open(Optional.of(with(anvil.url(), given)))) {
                NetworkDescription described = described(network);
                assertEquals(given, new Contracts(described.vault(), described.token(), described.registry()));
                assertTrue(described.playMoney(), "the node signs for the token's minter");
            }
            Contracts crossed = new Contracts(there.vault(), there.registry(), there.token());
            assertTrue(
                    refused(() -> open(Optional.of(with(anvil.url(), crossed)))).detail().contains("not those given"));
        }
    }

    @Test
    void refusesAVaultThatDrawsFromAnotherToken() throws FailureException {
        try (Anvil anvil = Anvil.start()) {
            Rpc rpc = new Rpc(http, anvil.url(), Duration.ofSeconds(10));
            Deployment one = Deployment.deploy(rpc, Anvil.RICH, Sleeper.REAL);
            Deployment two = Deployment.deploy(rpc, Anvil.RICH, Sleeper.REAL);
            Contracts mixed = new Contracts(one.vault(), two.token(), one.registry());
            Failure.Disagreement failure = refused(() -> open(Optional.of(with(anvil.url(), mixed))));
            assertTrue(failure.detail().contains(one.token().toString()), failure.detail());
        }
    }

    @Test
    void aDeployersKeyIsReadFromItsFileAndNotKept() throws Exception {
        Path key = folder.resolve("deployer");
        String hex = Bytes.of(Anvil.RICH.secret()).hex();
        Files.writeString(key, hex + "\n");
        try (Anvil anvil = Anvil.start()) {
            OutsideChain chain = new OutsideChain(anvil.url(), Optional.of(key), Optional.empty(),
                    Optional.of(new Finality.Finalized()));
            try (LocalNetwork network = open(Optional.of(chain))) {
                NetworkDescription described = described(network);
                assertEquals(new Finality.Finalized(), described.finality());
                Rpc rpc = new Rpc(http, anvil.url(), Duration.ofSeconds(10));
                assertEquals(Anvil.RICH.account(), rpc.query(described.token(), new TokenCall.Minter()));
                new NetworkDirectory(http, network.directory()).faucet(SOMEBODY);
                assertFalse(rpc.query(described.token(), new TokenCall.BalanceOf(SOMEBODY)).isZero());
            }
            assertFalse(Files.readString(folder.resolve("network/network.json")).contains(hex));
        }
    }

    @Test
    void givesNothingAwayOfATokenThatOthersMint() throws FailureException {
        try (DevChain chain = devChain();
                LocalNetwork network = open(Optional.of(with(chain.rpc(), contracts(chain))))) {
            NetworkDescription described = described(network);
            assertFalse(described.playMoney());
            assertEquals(new Finality.Finalized(), described.finality());
            assertInstanceOf(Failure.NotFound.class, assertThrows(FailureException.class,
                    () -> new NetworkDirectory(http, network.directory()).faucet(SOMEBODY)).failure());
        }
    }

    @Test
    void saysWhatIsMissingWhereNobodyCanPutContracts() throws FailureException {
        try (DevChain chain = devChain()) {
            Failure failure = assertThrows(FailureException.class,
                    () -> open(Optional.of(new OutsideChain(chain.rpc()))).close()).failure();
            assertTrue(assertInstanceOf(Failure.Refused.class, failure).detail().contains("--deployer"));
        }
    }

    @Test
    void aNetworkWithAChainOfItsOwnKeepsIt() throws FailureException {
        again().close();
        try (DevChain chain = devChain()) {
            assertTrue(refused(() -> open(Optional.of(with(chain.rpc(), contracts(chain))))).detail()
                    .contains("a chain of its own"));
        }
        again().close();
    }
}
