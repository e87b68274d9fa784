package io.longshore.localnet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.OutsideChain;
import io.longshore.net.Http;

/// The whole local network in this process: nodes, directory and dev chain, unless it is paid on an outside chain. It comes back as it was: the same keys, tokens
/// and contracts, and the same ports as far as they are still free. For all threads.
public final class LocalNetwork implements AutoCloseable {
    private final Path folder;
    private final Http http;
    private final Parts parts;
    private final Optional<Mint> outsideMint;
    private final List<Optional<Node>> nodes = new ArrayList<>();
    private NetworkFile network;
    private Optional<DevChain> chain;
    private Optional<Directory> directory = Optional.empty();

    /// How a network is made and run.
    ///
    /// @param nodes how many nodes it is made with
    /// @param discarding whether it is made with nodes that throw chunks' bytes away
    /// @param floor how much of the disk its nodes leave free
    /// @param clock what chain and nodes take for the time
    /// @param random where keys and tokens come from
    /// @param outside the outside chain it is paid on; empty for the one it was made with, which is its own if it is new
    public record Options(int nodes, boolean discarding, ByteCount floor, InstantSource clock, SecureRandom random,
            Optional<OutsideChain> outside) {
        /// Five nodes that keep everything and leave half a GiB of the disk free.
        public static Options defaults() {
            return new Options(5, false, ByteCount.mebibytes(512), InstantSource.system(), new SecureRandom(),
                    Optional.empty());
        }

        /// The same, made with nodes that throw chunks' bytes away.
        public Options withDiscarding() {
            return new Options(nodes, true, floor, clock, random, outside);
        }

        /// The same with another clock.
        public Options at(InstantSource time) {
            return new Options(nodes, discarding, floor, time, random, outside);
        }

        /// The same, paid on that chain.
        public Options on(Optional<OutsideChain> chain) {
            return new Options(nodes, discarding, floor, clock, random, chain);
        }
    }

    /// Opens the network in `folder`, or makes it.
    ///
    /// @throws FailureException `DataFolderInUse` if another process runs it, `LocalFailure` if folder or ports cannot be
    ///         used, `Corrupt` if the chain's data is damaged, `Disagreement` if it is another chain than the nodes'
    public static LocalNetwork open(Path folder, Options options) throws FailureException {
        try {
            Files.createDirectories(folder);
            Optional<NetworkFile> before = NetworkFile.read(folder);
            if (options.outside().isPresent() || before.flatMap(NetworkFile::outside).isPresent()) {
                return new LocalNetwork(folder, options, onOutsideChain(before, options), Optional.empty()).started();
            }
            NetworkFile.Door door = before.map(NetworkFile::chain)
                    .orElse(new NetworkFile.Door(0, NetworkFile.secret(options.random())));
            DevChain chain = Parts.movableChain(folder, door, options.clock(), options.random());
            NetworkFile network = before.orElseGet(() -> NetworkFile.create(options, contracts(chain), door,
                    Optional.empty()))
                    .chainAt(chain.port());
            if (!network.contracts().contracts().equals(contracts(chain))) {
                chain.close();
                throw new FailureException(new Failure.Disagreement("the local network",
                        "the chain in " + folder + " is not the one that its nodes are paid on"));
            }
            return new LocalNetwork(folder, options, network, Optional.of(chain)).started();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static NetworkFile onOutsideChain(Optional<NetworkFile> before, Options options) throws FailureException {
        try (Http http = new Http(options.clock())) {
            ChainSetup setup = new ChainSetup(http);
            if (before.isPresent()) {
                return setup.again(before.get(), options.outside());
            }
            ChainSetup.Found found = setup.first(options.outside().orElseThrow());
            return NetworkFile.create(options, found.contracts(),
                    new NetworkFile.Door(0, NetworkFile.secret(options.random())), Optional.of(found.outside()));
        }
    }

    private static Contracts contracts(DevChain chain) {
        return new Contracts(chain.chainId(), chain.vault(), chain.token(), chain.registry());
    }

    /// Makes the network in `folder` if there is none yet, so that every part has its place, and does not run it.
    static void create(Path folder, Options options) throws IOException, FailureException {
        if (NetworkFile.read(folder).isEmpty()) {
            open(folder, options).close();
        }
    }

    static FailureException failure(IOException e) {
        return new FailureException(new Failure.LocalFailure("the local network", e.toString()), e);
    }

    private LocalNetwork(Path folder, Options options, NetworkFile network, Optional<DevChain> chain) {
        this.folder = folder;
        this.network = network;
        this.chain = chain;
        this.http = new Http(options.clock());
        this.parts = new Parts(folder, network, http, options.floor(), options.clock(), options.random());
        this.outsideMint = parts.outsideMint();
    }

    private synchronized LocalNetwork started() throws IOException, FailureException {
        try {
            for (int i = 0; i < network.nodes().size(); i++) {
                nodes.add(Optional.of(parts.movableNode(i)));
            }
            Directory opened = parts.movableDirectory(new Embedded());
            directory = Optional.of(opened);
            NetworkFile moved = network.at(opened.port(), faucetPort(),
                    nodes.stream().map(node -> node.orElseThrow().port()).toList());
            // What moved is written before anybody is told, so that the next start finds the same places.
            moved.write(folder);
            network = moved;
            return this;
        } catch (IOException | FailureException e) {
            close();
            throw e;
        }
    }

    /// The faucet listens only beside a chain that runs alone; here it is given a place for that.
    private int faucetPort() throws IOException {
        if (network.faucet().port() > 0 || chain.isEmpty()) {
            return network.faucet().port();
        }
        try (Faucet faucet = parts.faucet(chain.orElseThrow())) {
            return faucet.port();
        }
    }

    /// The directory's URL, from which everything else is learned. Whoever knows it can do anything with the network.
    public synchronized URI directory() {
        return directory.orElseThrow().url();
    }

    /// Its own chain.
    /// @throws java.util.NoSuchElementException while it is stopped, and if it is paid on an outside chain
    public synchronized DevChain chain() {
        return chain.orElseThrow();
    }

    /// How many nodes there are, stopped ones included.
    public int size() {
        return nodes.size();
    }

    /// A node.
    /// @throws java.util.NoSuchElementException while it is stopped
    public synchronized Node node(int number) {
        return nodes.get(number).orElseThrow();
    }

    /// Stops a node; connections to it are refused.
    public synchronized void stopNode(int number) throws FailureException {
        try {
            if (nodes.get(number).isPresent()) {
                nodes.get(number).get().close();
            }
            nodes.set(number, Optional.empty());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Starts a stopped node at its old place, with what it had, and without faults; one that runs is left alone.
    public synchronized void startNode(int number) throws FailureException {
        try {
            if (nodes.get(number).isEmpty()) {
                nodes.set(number, Optional.of(parts.node(number, network.nodes().get(number).port())));
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Stops its own chain; connections to it are refused.
    public synchronized void stopChain() {
        chain.ifPresent(DevChain::close);
        chain = Optional.empty();
    }

    /// Starts the stopped chain at its old place, with what it had, and without faults; if it runs it is left alone.
    public synchronized void startChain() throws FailureException {
        if (chain.isEmpty() && network.outside().isEmpty()) {
            chain = Optional.of(parts.chain());
        }
    }

    /// How much disk the chunks of all running nodes take together.
    public ByteCount held() throws FailureException {
        try {
            ByteCount sum = ByteCount.ZERO;
            for (Node node : running()) {
                sum = sum.plus(node.held());
            }
            return sum;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Deletes all chunks and buckets at all running nodes. What was paid stays paid.
    public void empty() throws FailureException {
        try {
            for (Node node : running()) {
                node.empty();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private synchronized List<Node> running() {
        return nodes.stream().flatMap(Optional::stream).toList();
    }

    private synchronized NetworkFile places() {
        return network;
    }

    /// Stops everything. Nothing that was acknowledged is lost.
    @Override
    public synchronized void close() throws FailureException {
        directory.ifPresent(Directory::close);
        for (int i = 0; i < nodes.size(); i++) {
            stopNode(i);
        }
        stopChain();
        http.close();
    }

    /// The directory's way to the parts of this process.
    private final class Embedded implements Operator {
        @Override
        public URI chain() {
            return places().rpc();
        }

        @Override
        public List<URI> nodes() {
            return places().places();
        }

        @Override
        public ByteCount held() throws FailureException {
            return LocalNetwork.this.held();
        }

        @Override
        public void empty() throws FailureException {
            LocalNetwork.this.empty();
        }

        @Override
        public Hash fund(Account account) throws FailureException {
            return outsideMint.orElseGet(() -> Mint.of(LocalNetwork.this.chain())).give(account);
        }
    }
}
