package io.longshore.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// One thing that is to hold for a drive from now on.
public sealed interface DriveEdit {
    /// The most a chunk on it may be quoted at.
    /// @param most empty for no ceiling
    record Ceiling(Optional<Amount> most) implements DriveEdit {}

    /// How much content its uploads may have in all.
    /// @param most empty for no bound
    record Capacity(Optional<ByteCount> most) implements DriveEdit {}

    /// When its checkpoints are made.
    record Anchoring(Strategy when) implements DriveEdit {}

    /// Where its chain answers; it must be the same chain.
    /// @param rpc the chain's JSON-RPC endpoint, which may hold a secret
    record Chain(URI rpc) implements DriveEdit {
        @Override
        public String toString() {
            return "Chain[" + Whereabouts.place(rpc) + "]";
        }
    }

    /// Where its providers are: those it has, which may have moved, and perhaps further ones.
    /// @param urls as the providers printed them; their paths are secrets
    record Providers(List<URI> urls) implements DriveEdit {
        /// Keeps an own copy.
        public Providers {
            urls = List.copyOf(urls);
        }

        @Override
        public String toString() {
            return "Providers" + urls.stream().map(Whereabouts::place).toList();
        }
    }
}
