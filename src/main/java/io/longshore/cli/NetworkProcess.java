package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.longshore.localnet.LocalNetwork;
import io.longshore.model.FailureException;
import io.longshore.model.OutsideChain;

/// The one place where a command reaches into the local network: `longshore localnet` is its main class.
final class NetworkProcess implements Hosting {
    @Override
    public Hosted start(Path folder, Optional<OutsideChain> chain) throws FailureException {
        LocalNetwork network = LocalNetwork.open(folder, LocalNetwork.Options.defaults().on(chain));
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
