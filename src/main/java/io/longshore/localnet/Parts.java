package io.longshore.localnet;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import io.longshore.chain.Rpc;
import io.longshore.model.ByteCount;
import io.longshore.model.FailureException;
import io.longshore.net.Http;

/// Opens the parts of the network in a folder, each at its port or, where that may be, at another. For all threads.
final class Parts {
    /// The wave before this one and the one after it: five quotes for each of 64 chunks, a few times.
    private static final int SIGNATURES = 8_192;

    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);
    private static final String CHAIN_FOLDER = "chain";

    private final Path folder;
    private final NetworkFile network;
    private final Rpc rpc;
    private final Tokens tokens;
    private final Node.Surroundings around;
    private final InstantSource clock;
    private final SecureRandom random;

    /// @param http how the nodes reach the chain
    /// @param floor how much of the disk the nodes leave free
    Parts(Path folder, NetworkFile network, Http http, ByteCount floor, InstantSource clock, SecureRandom random) {
        this.folder = folder;
        this.network = network;
        this.clock = clock;
        this.random = random;
        this.tokens = new Tokens(folder.resolve("tokens.json"), random);
        Contracts contracts = network.contracts().contracts();
        this.rpc = new Rpc(http, network.rpc(), RPC_TIMEOUT);
        ChainView chain = new RpcChainView(rpc, contracts);
        this.around = new Node.Surroundings(contracts, chain, tokens, network.operatorToken(),
                new SignatureMemo(SIGNATURES), clock, network.discarding(), floor);
    }

    /// Opens the chain in the network's folder, which need not have one yet.
    static DevChain chain(Path folder, NetworkFile.Door door, InstantSource clock, SecureRandom random)
            throws FailureException {
        return DevChain.open(folder.resolve(CHAIN_FOLDER), door.port(), door.token(), clock, random);
    }

    DevChain chain() throws FailureException {
        return chain(folder, network.chain(), clock, random);
    }

    Faucet faucet(DevChain chain) throws IOException {
        return Faucet.start(Mint.of(chain), network.faucet().port(), network.faucet().token());
    }

    /// Who gives play money out on the network's outside chain; empty if there is none, or nobody.
    Optional<Mint> outsideMint() {
        return network.outside().flatMap(NetworkFile.Outside::minter)
                .map(minter -> new OutsideMint(rpc, network.contracts().contracts().token(), minter));
    }

    /// At the port that the network's file has for it.
    Node node(int number) throws IOException, FailureException {
        return node(number, network.nodes().get(number).port());
    }

    Node node(int number, int port) throws IOException, FailureException {
        return Node.open(folder.resolve("node" + number), network.nodes().get(number).identity(), around, port);
    }

    Directory directory(Operator operator) throws IOException {
        return directory(operator, network.directory().port());
    }

    private Directory directory(Operator operator, int port) throws IOException {
        return Directory.start(port, network, tokens, operator);
    }

    /// Like [#node], but at any port if its own is taken.
    Node movableNode(int number) throws IOException, FailureException {
        try {
            return node(number);
        } catch (BindException _) {
            return node(number, 0);
        }
    }

    /// Like [#directory], but at any port if its own is taken.
    Directory movableDirectory(Operator operator) throws IOException {
        try {
            return directory(operator);
        } catch (BindException _) {
            return directory(operator, 0);
        }
    }

    /// Like [#chain], but at any port if its own is taken.
    static DevChain movableChain(Path folder, NetworkFile.Door door, InstantSource clock, SecureRandom random)
            throws FailureException {
        try {
            return chain(folder, door, clock, random);
        } catch (FailureException e) {
            if (e.getCause() instanceof BindException) {
                return chain(folder, door.at(0), clock, random);
            }
            throw e;
        }
    }
}
