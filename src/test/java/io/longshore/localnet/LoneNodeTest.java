package io.longshore.localnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.RegistryCall;
import io.longshore.chain.Rpc;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ListenAddress;
import io.longshore.model.NodeOrder;
import io.longshore.model.NodeOrder.Source;
import io.longshore.net.BearerToken;
import io.longshore.net.Http;
import io.longshore.net.Request;
import io.longshore.net.Response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A node by itself, on a dev chain.
class LoneNodeTest {
    private static final String DRIVE = "{\"drive_id\":\"0x000102030405060708090a0b0c0d0e0f\"}";
    private static final ListenAddress LOOPBACK = new ListenAddress("127.0.0.1", 0);
    private static final Http HTTP = new Http();

    @TempDir
    private static Path chainFolder;
    private static DevChain chain;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openChain() throws Exception {
        chain = DevChain.open(chainFolder, 0, "secret", InstantSource.system(), new SecureRandom());
    }

    @AfterAll
    static void closeChain() {
        chain.close();
        HTTP.close();
    }

    private NodeOrder order(ListenAddress listen, Optional<Source> contracts) {
        return new NodeOrder(folder.resolve("data"), listen, false, chain.rpc(), folder.resolve("node.key"), contracts);
    }

    private static Optional<Source> said() {
        return Optional.of(new Source.Said(chain.vault(), chain.registry()));
    }

    private static LoneNode open(NodeOrder order) throws FailureException {
        return LoneNode.open(order, InstantSource.system(), new SecureRandom());
    }

    private static Failure refused(NodeOrder order) {
        return assertThrows(FailureException.class, () -> open(order).close()).failure();
    }

    private static Response ask(String method, URI url, Optional<String> token) throws FailureException {
        Request request = method.equals("GET")
                ? Request.get("node", url)
                : Request.post("node", url, DRIVE.getBytes(StandardCharsets.UTF_8));
        return HTTP.send(token.isPresent() ? request.with(new BearerToken(token.get())) : request);
    }

    private static int status(LoneNode node, String path, String... headers) throws IOException {
        URI at = node.endpoint();
        try (Socket socket = new Socket(InetAddress.getByName(at.getHost()), at.getPort())) {
            socket.setSoTimeout(10_000);
            String request = "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @Test
    void comesBackTheSameAndFindsItsContractsByItself() throws Exception {
        URI url;
        String id;
        try (LoneNode node = open(order(LOOPBACK, said()))) {
            assertTrue(node.keyMade());
            id = node.id().toString();
            url = node.url();
            assertEquals(id, Json.tree(ask("GET", URI.create(node.endpoint() + "/info"), Optional.empty()).body())
                    .path("provider_id").stringValue());
        }
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            for (String secret : List.of("node.key", "data/node.json")) {
                assertEquals("rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))), secret);
            }
        }
        try (LoneNode again = open(order(LOOPBACK.at(url.getPort()), Optional.empty()))) {
            assertFalse(again.keyMade());
            assertEquals(id, again.id().toString());
            assertEquals(url, again.url());
        }
        assertInstanceOf(Failure.Disagreement.class, refused(order(LOOPBACK,
                Optional.of(new Source.Said(chain.registry(), chain.vault())))), "other contracts than before");
    }

    @Test
    void takesItsContractsFromAPeer() throws Exception {
        NodeOrder second = new NodeOrder(folder.resolve("second"), LOOPBACK, false, chain.rpc(),
                folder.resolve("second.key"), Optional.empty());
        assertInstanceOf(Failure.Refused.class, refused(second), "nothing says what they are");
        try (LoneNode peer = open(order(LOOPBACK, said()));
                LoneNode node = open(new NodeOrder(second.data(), LOOPBACK, false, chain.rpc(), second.key(),
                        Optional.of(new Source.Peer(peer.url()))))) {
            assertNotEquals(peer.id(), node.id());
            assertEquals(payment(peer), payment(node));
        }
    }

    private static Object payment(LoneNode node) throws FailureException {
        return Json.tree(ask("GET", URI.create(node.endpoint() + "/info"), Optional.empty()).body()).path("payment");
    }

    @Test
    void aChainWithoutItsContractsIsRefused() {
        assertInstanceOf(Failure.Disagreement.class, refused(order(LOOPBACK,
                Optional.of(new Source.Said(Account.of("0x" + "77".repeat(20)), chain.registry())))));
        assertFalse(Files.exists(folder.resolve("node.key")), "nothing is made for a node that cannot be");
    }

    @Test
    void itsFolderIsItsAlone() throws Exception {
        try (LoneNode node = open(order(LOOPBACK, said()))) {
            assertInstanceOf(Failure.DataFolderInUse.class, refused(order(LOOPBACK, said())), node.toString());
        }
        open(order(LOOPBACK, said())).close();
    }

    @Test
    void nothingButHealthAndInfoIsForWhoHasNoToken() throws Exception {
        try (LoneNode node = open(order(LOOPBACK, said()))) {
            for (String open : List.of("/health", "/info")) {
                assertEquals(200, ask("GET", URI.create(node.endpoint() + open), Optional.empty()).status(), open);
            }
            for (String closed : List.of("/commitment?bucket_id=1", "/leaves?bucket_id=1&from=0", "/operator/usage",
                    "/chunk/0x" + "00".repeat(32), "/", "/drives", "/" + "0".repeat(64) + "/drives")) {
                assertEquals(401, ask("GET", URI.create(node.endpoint() + closed), Optional.empty()).status(), closed);
                assertEquals(401, ask("POST", URI.create(node.endpoint() + closed), Optional.of("f".repeat(64)))
                        .status(), closed);
            }
            Response given = ask("POST", URI.create(node.url() + "/drives"), Optional.empty());
            String token = Json.tree(given.body()).path("token").stringValue();
            assertEquals(token, Json.tree(ask("POST", URI.create(node.url() + "/drives"), Optional.empty()).body())
                    .path("token").stringValue(), "the same every time");
            assertNotEquals(401, ask("GET", URI.create(node.endpoint() + "/leaves?bucket_id=1&from=0"),
                    Optional.of(token)).status());
            assertEquals(404, ask("GET", URI.create(node.url() + "/drives"), Optional.empty()).status());
            assertEquals(401, ask("GET", URI.create(node.endpoint() + "/operator/usage"), Optional.of(token)).status(),
                    "a drive is no operator");
        }
    }

    @Test
    void onlyTheHostItWasToldIsItsOwnAndNoPageOfABrowserIsLetIn() throws Exception {
        try (LoneNode node = open(order(new ListenAddress("localhost", 0), said()))) {
            int port = node.endpoint().getPort();
            assertEquals("localhost", node.endpoint().getHost());
            assertEquals(200, status(node, "/health", "Host: localhost:" + port));
            for (String foreign : List.of("Host: 127.0.0.1:" + port, "Host: evil.example:" + port, "Host: localhost",
                    "Host: localhost:" + port + ".evil.example")) {
                assertEquals(403, status(node, "/health", foreign), foreign);
            }
            for (String origin : List.of("https://evil.example", "null", "http://localhost:" + port)) {
                assertEquals(403, status(node, "/health", "Host: localhost:" + port, "Origin: " + origin), origin);
            }
        }
    }

    @Test
    void listensWhereOthersReachItOnlyOnExplicitWish() throws Exception {
        assertInstanceOf(Failure.Refused.class, refused(order(new ListenAddress("0.0.0.0", 0), said())));
        Optional<InetAddress> outward = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress()).findFirst();
        if (outward.isEmpty()) {
            // A machine without a network: an address of nobody is no loopback address either.
            assertInstanceOf(Failure.Refused.class, refused(order(new ListenAddress("192.0.2.1", 0), said())));
            return;
        }
        ListenAddress there = new ListenAddress(outward.get().getHostAddress(), 0);
        assertInstanceOf(Failure.Refused.class, refused(order(there, said())));
        NodeOrder wished = new NodeOrder(folder.resolve("data"), there, true, chain.rpc(), folder.resolve("node.key"),
                said());
        try (LoneNode node = open(wished)) {
            assertEquals(200, ask("GET", URI.create(node.endpoint() + "/health"), Optional.empty()).status());
            assertEquals(403, status(node, "/health", "Host: 127.0.0.1:" + node.endpoint().getPort()));
        }
    }

    @Test
    void saysInTheRegistryWhereItIsWithoutTheSecretOnceItHasCoin() throws Exception {
        Rpc rpc = new Rpc(HTTP, chain.rpc(), Duration.ofSeconds(20));
        try (LoneNode node = open(order(LOOPBACK, said()))) {
            RegistryCall.Provider where = new RegistryCall.Provider(node.id().account());
            assertEquals(LoneNode.Registration.NO_COIN, node.register());
            assertEquals("", rpc.query(chain.registry(), where));
            Mint.of(chain).give(node.id().account());
            assertEquals(LoneNode.Registration.DONE, node.register());
            assertEquals(node.endpoint().toString(), rpc.query(chain.registry(), where));
            var before = rpc.balance(node.id().account());
            assertEquals(LoneNode.Registration.DONE, node.register());
            assertEquals(before, rpc.balance(node.id().account()), "it is known already");
        }
    }
}
