package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.longshore.Pin;
import io.longshore.log.LogFile;
import io.longshore.model.Account;
import io.longshore.model.FailureException;
import io.longshore.model.ListenAddress;
import io.longshore.model.NodeOrder;

/// `longshore node`: one provider node by itself, until a signal ends it.
@Command(name = "node", description = "Runs one provider node by itself until it is ended, and prints the URL that "
        + "'drives add network --providers' takes. Whoever knows the URL can store there what is paid for, and read.")
final class NodeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCommand.class);

    private final Shell shell;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The node's data folder.")
    private Path data;

    @Option(names = "--listen", paramLabel = "HOST:PORT", required = true, converter = ListenText.class, description = "Where it listens; port 0 is a free one. Requests must name this host.")
    private ListenAddress listen;

    @Option(names = "--chain", paramLabel = "URL", required = true, converter = WebAddress.class, description = "The JSON-RPC endpoint of the chain it is paid on.")
    private URI chain;

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "Its private key (secp256k1, in hex); made if it is missing. Its account is who the node is, and what it earns goes there.")
    private Path key;

    @Option(names = "--vault", paramLabel = "ACCOUNT", converter = AccountAddress.class, description = "The payment vault; its token is found from it. Needed the first time, with --registry, unless --peer is given.")
    private @Nullable Account vault;

    @Option(names = "--registry", paramLabel = "ACCOUNT", converter = AccountAddress.class, description = "The checkpoint registry.")
    private @Nullable Account registry;

    @Option(names = "--peer", paramLabel = "URL", converter = WebAddress.class, description = "Another provider, which says what the contracts are.")
    private @Nullable URI peer;

    @Option(names = "--allow-remote", description = "Listen on an address that others can reach. What goes over the wire is not encrypted: put TLS in front of it.")
    private boolean remote;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    NodeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws FailureException, InterruptedException {
        NodeOrder order = new NodeOrder(data.toAbsolutePath().normalize(), listen, remote, chain, key.toAbsolutePath(),
                contracts());
        CountDownLatch asked = new CountDownLatch(1);
        try (LogFile _ = LogFile.in(order.data());
                Pin _ = shell.interrupts().listen(asked::countDown);
                Hosting.HostedNode node = shell.hosting().node(order)) {
            if (node.keyMade()) {
                shell.say(Phrase.NODE_KEY, shell.words().path(order.key()));
            }
            if (json.chosen()) {
                new Json(shell.out(), shell.words()).node(node.url().toString(), node.id());
            } else {
                shell.out().println(shell.phrases().text(Phrase.NODE, node.url().toString(), node.id().toString()));
                shell.out().flush();
            }
            register(node);
            asked.await();
        }
        return ExitCode.DONE.number();
    }

    private Optional<NodeOrder.Source> contracts() {
        if (peer != null && vault == null && registry == null) {
            return Optional.of(new NodeOrder.Source.Peer(peer));
        }
        if (peer == null && vault != null && registry != null) {
            return Optional.of(new NodeOrder.Source.Said(vault, registry));
        }
        if (peer != null || vault != null || registry != null) {
            throw new ParameterException(spec.commandLine(),
                    "--vault and --registry want each other, and exclude --peer");
        }
        return Optional.empty();
    }

    // It serves whether or not the registry knows it: drives are told where it is.
    private void register(Hosting.HostedNode node) {
        try {
            shell.say(node.register() ? Phrase.NODE_REGISTERED : Phrase.NODE_UNREGISTERED, node.id().toString());
        } catch (FailureException e) {
            LOG.warn("The node is not registered.", e);
            shell.say(shell.words().problem(e.failure()));
        }
    }
}
