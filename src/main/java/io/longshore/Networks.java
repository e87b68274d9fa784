package io.longshore;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.longshore.destination.provider.ListedProviders;
import io.longshore.destination.provider.Network;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.localnet.LocalNetwork;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.OutsideChain;
import io.longshore.model.Whereabouts;
import io.longshore.net.Http;

/// Finds the network a drive leads to, and starts the embedded one when it is first needed. For all threads.
final class Networks implements AutoCloseable {
    /// Every chunk is held by every provider of the local network.
    static final int COPIES = 5;

    private final Options.Network choice;
    private final Path folder;
    private final Http http;
    private Optional<LocalNetwork> embedded = Optional.empty();

    /// @param choice what a drive on the local network leads to
    /// @param folder where the embedded network keeps its data
    Networks(Options.Network choice, Path folder, Http http) {
        this.choice = choice;
        this.folder = folder;
        this.http = http;
    }

    /// Where new drives go.
    Whereabouts here() {
        return choice instanceof Options.Network.At(URI url)
                ? new Whereabouts.Directory(url)
                : new Whereabouts.Embedded();
    }

    /// The network there; the embedded one runs when this returns.
    Network present() throws FailureException {
        return choice instanceof Options.Network.At(URI url) ? at(url) : embedded();
    }

    /// A drive's network; the embedded one runs when this returns.
    Network of(Drive drive) throws FailureException {
        return switch (drive.network()) {
            case Whereabouts.Embedded _ -> embedded();
            case Whereabouts.Directory(URI url) -> at(url);
            case Whereabouts.Listed listed -> ListedProviders.of(http, listed, drive.chain(),
                    drive.contracts().orElseThrow(() -> new FailureException(new Failure.Corrupt(
                            "drive " + drive.name(), "its providers are listed, its contracts are not known"))));
        };
    }

    private NetworkDirectory at(URI url) {
        return new NetworkDirectory(http, url);
    }

    /// The directory of the embedded network, which runs when this returns.
    synchronized NetworkDirectory embedded() throws FailureException {
        if (choice instanceof Options.Network.None) {
            throw new FailureException(
                    new Failure.Unavailable("the local network", "is not started here", Optional.empty()));
        }
        if (embedded.isEmpty()) {
            embedded = Optional.of(LocalNetwork.open(folder, LocalNetwork.Options.defaults().on(chain())));
        }
        return at(embedded.get().directory());
    }

    private Optional<OutsideChain> chain() {
        return choice instanceof Options.Network.Embedded(Optional<OutsideChain> chain) ? chain : Optional.empty();
    }

    /// Whether the embedded network runs.
    synchronized boolean isRunning() {
        return embedded.isPresent();
    }

    /// What the embedded network holds on this disk; empty where it does not run.
    synchronized Optional<ByteCount> held() throws FailureException {
        return embedded.isPresent() ? Optional.of(embedded.get().held()) : Optional.empty();
    }

    @Override
    public synchronized void close() throws FailureException {
        if (embedded.isPresent()) {
            embedded.get().close();
            embedded = Optional.empty();
        }
    }
}
