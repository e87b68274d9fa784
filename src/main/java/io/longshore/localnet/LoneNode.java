package io.longshore.localnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.chain.Deployer;
import io.longshore.chain.KeyFile;
import io.longshore.chain.RegistryCall;
import io.longshore.chain.Rpc;
import io.longshore.chain.Sleeper;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ListenAddress;
import io.longshore.model.NodeOrder;
import io.longshore.model.ProviderId;
import io.longshore.net.BearerToken;
import io.longshore.net.Http;
import io.longshore.proof.SigningKey;

/// One provider node by itself, with a data folder of its own, paid on whatever chain it is told. Drives get their tokens
/// under a URL whose path is a secret; without a token it answers `/health` and `/info` only. For all threads.
public final class LoneNode implements AutoCloseable {
    /// As the nodes of a local network have it.
    private static final int SIGNATURES = 8_192;

    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);

    private final LoneNodeFile file;
    private final SigningKey key;
    private final boolean keyMade;
    private final Rpc rpc;
    private final FolderLock lock;
    private final Http http;
    private final Node node;

    private LoneNode(LoneNodeFile file, SigningKey key, boolean keyMade, Rpc rpc, FolderLock lock, Http http,
            Node node) {
        this.file = file;
        this.key = key;
        this.keyMade = keyMade;
        this.rpc = rpc;
        this.lock = lock;
        this.http = http;
        this.node = node;
    }

    /// Opens the node in a data folder, or makes it, and listens.
    /// @throws FailureException `DataFolderInUse` if a node runs on the folder; `Refused` if it may not listen there, or
    ///         nothing says where the contracts are; `Disagreement` if the chain does not have them, or is another than
    ///         before; `LocalFailure` if folder, key or address cannot be used; `Unavailable` if a new node does not reach
    ///         the chain
    public static LoneNode open(NodeOrder order, InstantSource clock, SecureRandom random) throws FailureException {
        requireAllowed(order);
        try {
            Files.createDirectories(order.data());
            FolderLock lock = FolderLock.take(order.data());
            Http http = new Http(clock);
            boolean done = false;
            try {
                LoneNode opened = open(order, clock, random, lock, http);
                done = true;
                return opened;
            } finally {
                if (!done) {
                    http.close();
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure("the node at " + order.listen(),
                    e.getMessage() == null ? e.toString() : e.getMessage()), e);
        }
    }

    private static LoneNode open(NodeOrder order, InstantSource clock, SecureRandom random, FolderLock lock, Http http)
            throws IOException, FailureException {
        Rpc rpc = new Rpc(http, order.chain(), RPC_TIMEOUT);
        LoneNodeFile file = new LoneNodeContracts(http, rpc).file(order, random);
        boolean keyMade = !Files.exists(order.key());
        SigningKey key = key(order.key(), random);
        Contracts contracts = file.contracts().contracts();
        Tokens tokens = new Tokens(order.data().resolve("tokens.json"), random);
        // Nobody is told this token: there is no operator but who has the machine.
        BearerToken nobody = new BearerToken(NetworkFile.secret(random));
        Node.Surroundings around = new Node.Surroundings(contracts, new RpcChainView(rpc, contracts), tokens, nobody,
                new SignatureMemo(SIGNATURES), clock, false, LocalNetwork.Options.defaults().floor());
        Node node = Node.open(order.data().resolve("node"), new NodeIdentity(key, key.account()), around,
                router -> LoopbackServer.start(order.listen(), new Door(file.secret(), tokens, router)));
        return new LoneNode(file, key, keyMade, rpc, lock, http, node);
    }

    private static void requireAllowed(NodeOrder order) throws FailureException {
        try {
            InetAddress address = InetAddress.getByName(order.listen().host());
            if (address.isAnyLocalAddress()) {
                throw refused(order.listen(), "it must listen on one address, which requests then name as their host");
            }
            if (!address.isLoopbackAddress() && !order.remote()) {
                throw refused(order.listen(), "others can reach that address; say --allow-remote if they should");
            }
        } catch (IOException e) {
            throw new FailureException(
                    new Failure.LocalFailure(order.listen().toString(), "is no address of this machine"), e);
        }
    }

    private static FailureException refused(ListenAddress where, String why) {
        return new FailureException(new Failure.Refused("a node on " + where, why));
    }

    private static SigningKey key(Path file, SecureRandom random) throws IOException, FailureException {
        if (!Files.exists(file)) {
            Disk.replace(file, (Bytes.of(SigningKey.random(random).secret()).hex() + "\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        return KeyFile.read(file);
    }

    /// Gives tokens behind the secret path, and leads everything else to the node.
    private record Door(String secret, Tokens tokens, HttpHandler router) implements HttpHandler {
        @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
        private record Wanted(String driveId) {}

        @Override
        public void handle(HttpExchange raw) throws IOException {
            String[] parts = raw.getRequestURI().getPath().split("/", -1);
            if (parts.length != 3 || !LoopbackGuard.isToken(secret, parts[1])) {
                router.handle(raw);
                return;
            }
            Exchange exchange = new Exchange(raw, false);
            try {
                if (!(exchange.method() + " " + parts[2]).equals("POST drives")) {
                    throw new RouteException(404, "not_found");
                }
                DriveId drive = DriveId.of(exchange.json(Wanted.class).driveId());
                exchange.answer(200, Map.of("token", tokens.issue(drive).value()));
            } catch (IllegalArgumentException _) {
                exchange.fail(new RouteException(400, "invalid_drive"), Map.of());
            } catch (RouteException e) {
                exchange.fail(e, Map.of());
            }
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /// Who it is.
    public ProviderId id() {
        return node.id();
    }

    /// Where it listens.
    public URI endpoint() {
        return node.url();
    }

    /// What a drive is told of it. Its path is a secret: whoever knows it can get a token.
    public URI url() {
        return URI.create(endpoint() + "/" + file.secret());
    }

    /// Whether its key is new.
    public boolean keyMade() {
        return keyMade;
    }

    /// How it stands with the registry contract.
    public enum Registration {
        /// The registry says where it is.
        DONE,
        /// Its account has no coin to say so with.
        NO_COIN
    }

    /// Says in the registry contract where it is, unless that is known there; without the secret. Waits for the block.
    /// @throws FailureException what keeps it from doing so
    public Registration register() throws FailureException {
        Contracts contracts = file.contracts().contracts();
        String place = endpoint().toString();
        if (rpc.query(contracts.registry(), new RegistryCall.Provider(key.account())).equals(place)) {
            return Registration.DONE;
        }
        Deployer account = Deployer.withKey(rpc, key, Sleeper.REAL);
        if (account.coin().isZero()) {
            return Registration.NO_COIN;
        }
        account.run(Deployer.Order.call(contracts.registry(), new RegistryCall.RegisterProvider(place).calldata()));
        return Registration.DONE;
    }

    /// Stops listening. Nothing that was acknowledged is lost.
    @Override
    public void close() throws FailureException {
        try {
            node.close();
            http.close();
            lock.close();
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure("the node", "does not close in order"), e);
        }
    }
}
