package io.longshore;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import io.longshore.ledger.Disk;
import io.longshore.ledger.Waypoints;
import io.longshore.model.OutsideChain;

/// How a data folder is opened.
///
/// @param home the data folder
/// @param passphrase the vault's, where it has one
/// @param network what a drive on the local network leads to
/// @param patience how long a stage keeps trying what may yet succeed, before its uploads stop in a clear state
/// @param clock this machine's clock
/// @param waypoints is told whenever the ledger makes something durable
/// @param disk where the ledger is
public record Options(Path home, Optional<char[]> passphrase, Network network, Duration patience, InstantSource clock,
        Waypoints waypoints, Disk disk) {
    /// Long enough for a provider to be restarted, short enough for who waits at a terminal.
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /// What a drive on the local network leads to.
    public sealed interface Network {
        /// Nodes and chain inside this process, started when a drive needs them.
        /// @param chain the outside chain that takes the place of the own one; empty for the one the network was made with
        record Embedded(Optional<OutsideChain> chain) implements Network {
            /// With the chain it was made with, which is its own if it is new.
            public Embedded() {
                this(Optional.empty());
            }
        }

        /// A local network that runs as a process of its own.
        /// @param directory its URL
        record At(URI directory) implements Network {}

        /// None: for looking at what is kept.
        record None() implements Network {}
    }

    /// With the usual patience.
    public Options(Path home, Optional<char[]> passphrase, Network network) {
        this(home, passphrase, network, PATIENCE);
    }

    /// On this machine's disk.
    public Options(Path home, Optional<char[]> passphrase, Network network, Duration patience, InstantSource clock,
            Waypoints waypoints) {
        this(home, passphrase, network, patience, clock, waypoints, Disk.REAL);
    }

    /// By this machine's clock, and with nobody who follows the ledger.
    public Options(Path home, Optional<char[]> passphrase, Network network, Duration patience) {
        this(home, passphrase, network, patience, InstantSource.system(), Waypoints.NONE);
    }

    /// Shows no passphrase.
    @Override
    public String toString() {
        return "Options[" + home + ", " + network + "]";
    }
}
