package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;

import io.longshore.localnet.LocalNetwork;
import io.longshore.model.FailureException;

/// The one place where a command reaches into the local network: `longshore localnet` is its main class.
final class NetworkProcess implements Hosting {
    @Override
    public Hosted start(Path folder) throws FailureException {
        LocalNetwork network = LocalNetwork.open(folder, LocalNetwork.Options.defaults());
        return new Hosted() {
            @Override
            public URI url() {
                return network.directory();
            }

            @Override
            public void close() throws FailureException {
                network.close();
            }
        };
    }
}
