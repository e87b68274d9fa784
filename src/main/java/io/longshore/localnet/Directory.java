package io.longshore.localnet;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;

/// The server that describes the network, under a URL whose path is a secret: where chain and nodes are, a token for each
/// drive, play money, how much disk it takes, and emptying it. For all threads.
public final class Directory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
    private static final int VERSION = 1;

    private final NetworkFile network;
    private final Tokens tokens;
    private final Operator operator;
    private final LoopbackServer server;

    private Directory(int port, NetworkFile network, Tokens tokens, Operator operator) throws IOException {
        this.network = network;
        this.tokens = tokens;
        this.operator = operator;
        this.server = LoopbackServer.start(port, this::handle);
    }

    /// Listens on `port`, or on a free one if it is 0.
    /// @param network what it describes; where the parts listen, the operator says
    static Directory start(int port, NetworkFile network, Tokens tokens, Operator operator) throws IOException {
        return new Directory(port, network, tokens, operator);
    }

    /// Its URL. Whoever knows it can do anything with the network.
    public URI url() {
        return server.uri().resolve("/" + network.directory().token());
    }

    /// The port it listens on.
    int port() {
        return server.port();
    }

    private void handle(HttpExchange raw) throws IOException {
        Exchange exchange = new Exchange(raw, false);
        try {
            route(exchange);
        } catch (RouteException e) {
            exchange.fail(e, Map.of());
        } catch (FailureException e) {
            LOG.warn("the directory cannot answer", e);
            boolean later = e.failure() instanceof Failure.Unavailable;
            exchange.fail(new RouteException(later ? 503 : 500, e.failure().code()), Map.of());
        }
    }

    private void route(Exchange exchange) throws RouteException, IOException, FailureException {
        String[] parts = exchange.path().split("/", 3);
        if (parts.length < 2 || !LoopbackGuard.isToken(network.directory().token(), parts[1])) {
            throw new RouteException(404, "not_found");
        }
        switch (exchange.method() + " " + (parts.length == 2 ? "" : parts[2])) {
            case "GET " -> exchange.answer(200, describe());
            case "POST drives" -> drive(exchange);
            case "POST faucet" -> faucet(exchange);
            case "GET usage" -> exchange.answer(200, Map.of("held_bytes", operator.held().value()));
            case "POST empty" -> {
                operator.empty();
                exchange.answer(204);
            }
            default -> throw new RouteException(404, "not_found");
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Description(int v, Chain chain, List<Provider> providers, boolean playMoney) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Chain(String rpc, long chainId, String vault, String token, String registry, String finality) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Provider(String providerId, String url) {}

    private Description describe() {
        List<ProviderId> providers = network.providers();
        List<URI> places = operator.nodes();
        Contracts contracts = network.contracts().contracts();
        List<Provider> listed = new ArrayList<>();
        for (int i = 0; i < providers.size(); i++) {
            listed.add(new Provider(providers.get(i).toString(), places.get(i).toString()));
        }
        return new Description(VERSION, new Chain(operator.chain().toString(), contracts.chain().value(),
                contracts.vault().toString(), contracts.token().toString(), contracts.registry().toString(),
                network.finality().toString()), listed, network.playMoney());
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Wanted(String driveId) {}

    private void drive(Exchange exchange) throws RouteException, IOException {
        Wanted wanted = exchange.json(Wanted.class);
        try {
            DriveId drive = DriveId.of(wanted.driveId());
            exchange.answer(200, Map.of("token", tokens.issue(drive).value()));
        } catch (IllegalArgumentException _) {
            throw new RouteException(400, "invalid_drive");
        }
    }

    private void faucet(Exchange exchange) throws RouteException, IOException, FailureException {
        if (!network.playMoney()) {
            throw new RouteException(404, "no_faucet");
        }
        exchange.answer(200, Map.of("tx_hash", operator.fund(Faucet.account(exchange)).toString()));
    }

    /// Stops listening.
    @Override
    public void close() {
        server.close();
    }
}
