package io.longshore.localnet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

import com.sun.net.httpserver.HttpHandler;

import io.longshore.model.ByteCount;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.net.BearerToken;

/// One provider of the local network: an HTTP server that quotes, takes payment for, keeps and commits to chunks
/// (`src/docs/format.md` 3). What it acknowledged survives the end of its process at any moment. For all threads.
public final class Node implements AutoCloseable {
    private final NodeIdentity identity;
    private final NodeFaults faults;
    private final NodeStores stores;
    private final LoopbackServer server;

    private Node(NodeIdentity identity, NodeFaults faults, NodeStores stores, LoopbackServer server) {
        this.identity = identity;
        this.faults = faults;
        this.stores = stores;
        this.server = server;
    }

    /// What a node shares with the others of its network and process.
    ///
    /// @param contracts what it is paid with
    /// @param chain how it sees the chain
    /// @param tokens whom it listens to
    /// @param operator who may empty it
    /// @param signatures what it knows of signatures
    /// @param clock by which it dates quotes
    /// @param discarding whether it throws chunks' bytes away
    /// @param floor how much of the disk it leaves free
    record Surroundings(Contracts contracts, ChainView chain, Tokens tokens, BearerToken operator,
            SignatureMemo signatures, InstantSource clock, boolean discarding, ByteCount floor) {}

    /// Opens the node whose data is in `folder`, or makes it, and listens on `port`, or on a free one if it is 0.
    /// @throws FailureException `DataFolderInUse` if a node has the folder already
    static Node open(Path folder, NodeIdentity identity, Surroundings around, int port)
            throws IOException, FailureException {
        return open(folder, identity, around, router -> LoopbackServer.start(port, router));
    }

    /// How a node gets to listen.
    interface Listening {
        /// Starts the server.
        LoopbackServer start(HttpHandler router) throws IOException;
    }

    /// The same, listening in its own way.
    static Node open(Path folder, NodeIdentity identity, Surroundings around, Listening listening)
            throws IOException, FailureException {
        NodeFaults faults = new NodeFaults();
        NodeStores stores = NodeStores.open(folder, around.discarding(), faults);
        try {
            NodeRouter router = new NodeRouter(around.tokens(), around.operator(), faults,
                    new InfoRoutes(identity, around.contracts()),
                    new ChunkRoutes(stores, faults, around.floor()),
                    new QuoteRoutes(identity, around.contracts(), stores, around.chain(), around.signatures(),
                            around.clock()),
                    new CommitRoutes(identity, around.contracts(), stores), new OperatorRoutes(stores));
            return new Node(identity, faults, stores, listening.start(router));
        } catch (IOException e) {
            stores.close();
            throw e;
        }
    }

    /// Who it is.
    public ProviderId id() {
        return identity.id();
    }

    /// Where it listens.
    public URI url() {
        return server.uri();
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    /// Its faults.
    public NodeFaults faults() {
        return faults;
    }

    /// How much disk its chunks take.
    public ByteCount held() throws IOException {
        return stores.chunks().held();
    }

    /// How many chunks it has.
    public long records() throws IOException {
        return stores.chunks().records();
    }

    /// Deletes chunks and buckets. What was paid stays paid.
    void empty() throws IOException {
        stores.empty();
    }

    /// Stops listening. Nothing that was acknowledged is lost.
    @Override
    public void close() throws IOException {
        server.close();
        stores.close();
    }
}
