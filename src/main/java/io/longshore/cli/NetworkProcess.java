package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

import io.longshore.localnet.LocalNetwork;
import io.longshore.localnet.LoneNode;
import io.longshore.model.FailureException;
import io.longshore.model.NodeOrder;
import io.longshore.model.OutsideChain;
import io.longshore.model.ProviderId;

/// The one place where commands reach into the local network: `longshore localnet` and `longshore node` are main classes of
/// it.
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

    @Override
    public HostedNode node(NodeOrder order) throws FailureException {
        LoneNode node = LoneNode.open(order, InstantSource.system(), new SecureRandom());
        return new HostedNode() {
            @Override
            public ProviderId id() {
                return node.id();
            }

            @Override
            public URI url() {
                return node.url();
            }

            @Override
            public boolean keyMade() {
                return node.keyMade();
            }

            @Override
            public boolean register() throws FailureException {
                return node.register() == LoneNode.Registration.DONE;
            }

            @Override
            public void close() throws FailureException {
                node.close();
            }
        };
    }
}
