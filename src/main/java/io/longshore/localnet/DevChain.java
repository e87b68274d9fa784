package io.longshore.localnet;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// A simulated EVM chain behind real JSON-RPC on loopback, with the three contracts of `src/docs/format.md` section 4 built
/// in. Nothing on it has value. May be used from any thread.
public final class DevChain implements AutoCloseable {
    private DevChain() {}

    /// Opens the chain that is kept in `folder`, or makes a new one with a chain id and an owner of its own, and listens on
    /// `port`, or on a free one if it is 0; `token` is the secret path of its URL.
    ///
    /// @throws FailureException `LocalFailure` if the folder or the port cannot be used, `Corrupt` if its log is damaged
    public static DevChain open(Path folder, int port, String token, InstantSource clock, SecureRandom random)
            throws FailureException {
        throw new UnsupportedOperationException();
    }

    /// The JSON-RPC endpoint, `http://127.0.0.1:PORT/TOKEN`.
    public URI rpc() {
        throw new UnsupportedOperationException();
    }

    /// The port it listens on.
    public int port() {
        throw new UnsupportedOperationException();
    }

    /// Its chain id, above 2^40 and below 2^53, drawn at creation.
    public ChainId chainId() {
        throw new UnsupportedOperationException();
    }

    /// The payment vault.
    public Account vault() {
        throw new UnsupportedOperationException();
    }

    /// The payment token.
    public Account token() {
        throw new UnsupportedOperationException();
    }

    /// The checkpoint registry.
    public Account registry() {
        throw new UnsupportedOperationException();
    }

    /// Gives tokens and coin to an account by the owner's transactions, in a block of its own, whatever the mining mode.
    /// Returns the hash of the last of these transactions.
    ///
    /// @throws FailureException `LocalFailure` if the block cannot be made durable
    public Hash fund(Account account, Amount tokens, Wei coin) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /// Chooses when blocks are made; at once by default. Not remembered over a restart.
    public void mining(Mining mining) {
        throw new UnsupportedOperationException();
    }

    /// Makes `blocks` blocks now, the first with all transactions that can be executed, the further ones empty.
    ///
    /// @throws FailureException `LocalFailure` if a block cannot be made durable
    public void mine(int blocks) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /// How many blocks behind the newest the `finalized` tag is; 0, which is the default, makes every block final at once.
    public void finality(int depth) {
        throw new UnsupportedOperationException();
    }

    /// The faults that can be set.
    public ChainFaults faults() {
        throw new UnsupportedOperationException();
    }

    /// Stops answering. Every block that was answered is in the folder already.
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
