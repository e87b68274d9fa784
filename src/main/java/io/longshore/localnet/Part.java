package io.longshore.localnet;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.json.Json;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.OutsideChain;
import io.longshore.net.Http;

/// Runs the local network, or one part of it, as a process of its own:
/// `--dir DIR --part chain|node:N|directory|all [--discard] [--chain URL [--deployer FILE]]`. It prints one line of JSON, `{"part":"..","url":".."}`, when it
/// listens, and runs until it is ended. A part that was killed comes back at its old address.
public final class Part {
    private static final Logger LOG = LoggerFactory.getLogger(Part.class);
    private static final String NODE = "node:";
    private static final String USAGE = "--dir DIR --part chain|node:N|directory|all [--discard]"
            + " [--chain URL [--deployer FILE]]";

    private final Path folder;
    private final LocalNetwork.Options options;
    private final Deque<Stop> stops = new ArrayDeque<>();

    private Part(Path folder, LocalNetwork.Options options) {
        this.folder = folder;
        this.options = options;
    }

    /// Ends something that runs.
    private interface Stop {
        /// Ends it.
        void stop() throws IOException, FailureException;
    }

    /// The program.
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean flag = arguments[i].equals("--discard");
            given.put(arguments[i], flag || i + 1 == arguments.length ? "" : arguments[++i]);
        }
        Optional<String> folder = Optional.ofNullable(given.get("--dir"));
        String part = given.getOrDefault("--part", "all");
        LocalNetwork.Options options = LocalNetwork.Options.defaults().on(Optional.ofNullable(given.get("--chain"))
                .map(url -> new OutsideChain(URI.create(url),
                        Optional.ofNullable(given.get("--deployer")).map(Path::of),
                        Optional.empty(), Optional.empty())));
        if (folder.isEmpty()) {
            System.err.println("usage: " + USAGE);
            System.exit(2);
            return;
        }
        Part runner = new Part(Path.of(folder.get()).toAbsolutePath(),
                given.containsKey("--discard") ? options.withDiscarding() : options);
        Runtime.getRuntime().addShutdownHook(new Thread(runner::stop, "stop"));
        try {
            tell(part, runner.start(part));
        } catch (IOException | FailureException e) {
            System.err.println(part + " does not start: " + e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void tell(String part, URI url) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("part", part);
        line.put("url", url.toString());
        PrintStream out = System.out;
        out.println(new String(Json.write(line), StandardCharsets.UTF_8));
        out.flush();
    }

    private synchronized URI start(String part) throws IOException, FailureException {
        if (part.equals("all")) {
            LocalNetwork network = LocalNetwork.open(folder, options);
            stops.push(network::close);
            return network.directory();
        }
        LocalNetwork.create(folder, options);
        NetworkFile file = NetworkFile.read(folder).orElseThrow();
        Http http = new Http();
        stops.push(http::close);
        Parts parts = new Parts(folder, file, http, options.floor(), InstantSource.system(), new SecureRandom());
        return switch (part) {
            case "chain" -> {
                if (file.outside().isPresent()) {
                    throw new FailureException(
                            new Failure.Refused("the local network", "its chain is none of its own"));
                }
                yield chain(parts);
            }
            case "directory" -> {
                Directory directory = parts.directory(new RemoteOperator(http, file, parts.outsideMint()));
                stops.push(directory::close);
                yield directory.url();
            }
            default -> node(parts, part, file.nodes().size());
        };
    }

    private URI chain(Parts parts) throws IOException, FailureException {
        DevChain chain = parts.chain();
        stops.push(chain::close);
        Faucet faucet = parts.faucet(chain);
        stops.push(faucet::close);
        return chain.rpc();
    }

    private URI node(Parts parts, String part, int nodes) throws IOException, FailureException {
        int number = part.matches(NODE + "[0-9]{1,3}") ? Integer.parseInt(part.substring(NODE.length())) : nodes;
        if (number >= nodes) {
            throw new FailureException(new Failure.Refused("the local network", "it has no part " + part));
        }
        Node node = parts.node(number);
        stops.push(node::close);
        return node.url();
    }

    private synchronized void stop() {
        for (Stop stop : stops) {
            try {
                stop.stop();
            } catch (IOException | FailureException e) {
                LOG.warn("a part did not stop well", e);
            }
        }
    }
}
