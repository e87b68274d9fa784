package io.longshore.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What a provider node that runs by itself is to be like.
///
/// @param data its data folder
/// @param listen where it listens
/// @param remote whether that may be another address than loopback
/// @param chain the chain's JSON-RPC endpoint, which may hold a secret
/// @param key the file with its private key; made if it is missing
/// @param contracts how its contracts are found; not needed once the data folder knows them
public record NodeOrder(Path data, ListenAddress listen, boolean remote, URI chain, Path key,
        Optional<Source> contracts) {
    /// How the contracts are found.
    public sealed interface Source {
        /// They are said. The token is the one that the vault draws.
        /// @param vault the payment vault
        /// @param registry the checkpoint registry
        record Said(Account vault, Account registry) implements Source {}

        /// Another provider names them.
        /// @param url that provider's
        record Peer(URI url) implements Source {
            @Override
            public String toString() {
                return "Peer[" + Whereabouts.place(url) + "]";
            }
        }
    }

    /// Leaves out the endpoint, which may hold a secret.
    @Override
    public String toString() {
        return "NodeOrder[" + data + ", " + listen + ", " + contracts + "]";
    }
}
