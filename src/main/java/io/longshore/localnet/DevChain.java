package io.longshore.localnet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.chain.Fee;
import io.longshore.chain.TokenCall;
import io.longshore.chain.Transaction;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// A simulated EVM chain behind real JSON-RPC on loopback, with the three contracts of `src/docs/format.md` section 4 built
/// in. Nothing on it has value. May be used from any thread.
public final class DevChain implements AutoCloseable {
    private static final long FUNDING_GAS = 200_000;
    private static final String VERSION = "longshore-devchain/1";

    private final ChainStore store;
    private final ChainEngine engine;
    private final BlockTags tags = new BlockTags();
    private final ChainFaults faults;
    private final RpcEndpoint endpoint;
    private final LoopbackServer server;
    private final URI rpc;
    private Optional<BlockTimer> timer = Optional.empty();

    private DevChain(ChainStore store, int port, String token, InstantSource clock, SecureRandom random)
            throws IOException {
        FaultPlan plan = new FaultPlan();
        this.store = store;
        this.engine = new ChainEngine(store.genesis().chain(), store.chain(), store.log(), plan, clock, random);
        this.faults = new ChainFaults(plan, engine);
        this.endpoint = new RpcEndpoint(token, new ChainMethods(chainId(), engine, tags, VERSION), plan);
        this.server = LoopbackServer.start(port, endpoint::handle);
        this.rpc = server.uri().resolve("/" + token);
    }

    /// Opens the chain that is kept in `folder`, or makes a new one with a chain id and an owner of its own, and listens on
    /// `port`, or on a free one if it is 0; `token` is the secret path of its URL.
    ///
    /// @throws FailureException `LocalFailure` if the folder or the port cannot be used, `Corrupt` if its log is damaged,
    ///         `DataFolderInUse` if another process has it
    public static DevChain open(Path folder, int port, String token, InstantSource clock, SecureRandom random)
            throws FailureException {
        ChainStore store = ChainStore.open(folder, clock, random);
        try {
            return new DevChain(store, port, token, clock, random);
        } catch (IOException failed) {
            store.close();
            throw new FailureException(new Failure.LocalFailure("the dev chain's port", failed.toString()), failed);
        }
    }

    /// The JSON-RPC endpoint, `http://127.0.0.1:PORT/TOKEN`.
    public URI rpc() {
        return rpc;
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    /// Its chain id, above 2^40 and below 2^53, drawn at creation.
    public ChainId chainId() {
        return store.genesis().chain();
    }

    /// The payment vault.
    public Account vault() {
        return store.contracts().vault();
    }

    /// The payment token.
    public Account token() {
        return store.contracts().token();
    }

    /// The checkpoint registry.
    public Account registry() {
        return store.contracts().registry();
    }

    /// Gives tokens and coin to an account by the owner's transactions, in a block of its own, whatever the mining mode.
    /// Returns the hash of the last of these transactions.
    ///
    /// @throws FailureException `LocalFailure` if the block cannot be made durable
    /// @throws IllegalArgumentException if nothing is to be given
    public Hash fund(Account account, Amount tokens, Wei coin) throws FailureException {
        if (tokens.isZero() && coin.isZero()) {
            throw new IllegalArgumentException("nothing to give");
        }
        Block block = engine.mineOwn(store.genesis().owner().account(), (header, nonce) -> {
            List<ChainTransaction> own = new ArrayList<>();
            if (!coin.isZero()) {
                own.add(own(header, nonce, account, coin, Bytes.of()));
            }
            if (!tokens.isZero()) {
                own.add(own(header, nonce + own.size(), token(), Wei.ZERO,
                        new TokenCall.Mint(account, tokens).calldata()));
            }
            return own;
        });
        return block.entries().getLast().transaction().hash();
    }

    private ChainTransaction own(BlockHeader header, long nonce, Account to, Wei value, Bytes data) {
        Fee fee = Fee.over(header.baseFee(), ChainMethods.TIP);
        Transaction transaction = new Transaction(chainId(), nonce, fee, FUNDING_GAS, Optional.of(to), value, data);
        return ChainTransaction.sent(transaction.sign(store.genesis().owner()), to, Optional.empty());
    }

    /// Chooses when blocks are made; at once by default. Not remembered over a restart.
    public synchronized void mining(Mining mining) {
        timer.ifPresent(BlockTimer::close);
        timer = Optional.empty();
        engine.mining(mining);
        if (mining instanceof Mining.Every(Duration period)) {
            timer = Optional.of(new BlockTimer(engine, period));
        }
    }

    /// Makes `blocks` blocks now, each with all transactions that can be executed then.
    ///
    /// @throws FailureException `LocalFailure` if a block cannot be made durable
    public void mine(int blocks) throws FailureException {
        engine.mine(blocks);
    }

    /// How many blocks behind the newest the `finalized` tag is; 0, which is the default, makes every block final at once.
    public void finality(int depth) {
        tags.finality(depth);
    }

    /// The faults that can be set.
    public ChainFaults faults() {
        return faults;
    }

    /// Stops answering. Every block that was answered is in the folder already.
    @Override
    public synchronized void close() {
        timer.ifPresent(BlockTimer::close);
        timer = Optional.empty();
        endpoint.close();
        server.close();
        store.close();
    }
}
