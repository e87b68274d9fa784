package io.longshore.localnet;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.net.BearerToken;

/// Leads a request to its route, and what goes wrong there to its answer. For all threads.
final class NodeRouter implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRouter.class);

    private static final Map<String, String> SOON = Map.of("Retry-After", "1");

    private final Tokens tokens;
    private final BearerToken operator;
    private final NodeFaults faults;
    private final InfoRoutes info;
    private final ChunkRoutes chunks;
    private final QuoteRoutes quotes;
    private final CommitRoutes commits;
    private final OperatorRoutes operators;

    NodeRouter(Tokens tokens, BearerToken operator, NodeFaults faults, InfoRoutes info, ChunkRoutes chunks,
            QuoteRoutes quotes, CommitRoutes commits, OperatorRoutes operators) {
        this.tokens = tokens;
        this.operator = operator;
        this.faults = faults;
        this.info = info;
        this.chunks = chunks;
        this.quotes = quotes;
        this.commits = commits;
        this.operators = operators;
    }

    @Override
    public void handle(HttpExchange raw) throws IOException {
        Exchange exchange = new Exchange(raw, faults.takeDrop(raw.getRequestURI().getPath()));
        try {
            if (!pause(faults.delay())) {
                return;
            }
            if (faults.refusing()) {
                throw new RouteException(503, "told_to_refuse");
            }
            route(exchange);
        } catch (RouteException e) {
            exchange.fail(e, e.status() == 503 ? SOON : Map.of());
        } catch (FailureException e) {
            fail(exchange, e);
        } catch (IOException e) {
            if (exchange.answered()) {
                throw e;
            }
            LOG.warn("{} {} failed", exchange.method(), exchange.path(), e);
            exchange.fail(new RouteException(500, "storage_failed"), Map.of());
        }
    }

    private static void fail(Exchange exchange, FailureException e) throws IOException {
        LOG.warn("{} {} failed", exchange.method(), exchange.path(), e);
        if (e.failure() instanceof Failure.Unavailable) {
            exchange.fail(new RouteException(503, "chain_unavailable"), SOON);
        } else {
            exchange.fail(new RouteException(500, "chain_failed"), Map.of());
        }
    }

    /// Waits; false if the node stops meanwhile.
    private static boolean pause(Duration delay) {
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void route(Exchange exchange) throws RouteException, IOException, FailureException {
        String path = exchange.path();
        switch (path) {
            case "/health" -> only("GET", exchange, info::health);
            case "/info" -> only("GET", exchange, info::info);
            case "/operator/usage" -> operator("GET", exchange, operators::usage);
            case "/operator/empty" -> operator("POST", exchange, operators::empty);
            default -> {
                boolean known = exchange.token().isPresent() && tokens.accepts(exchange.token().get());
                if (!known) {
                    throw new RouteException(401, "unauthorized");
                }
                drive(path, exchange);
            }
        }
    }

    private void drive(String path, Exchange exchange) throws RouteException, IOException, FailureException {
        switch (path) {
            case "/exists" -> only("POST", exchange, chunks::exists);
            case "/quotes" -> only("POST", exchange, quotes::quotes);
            case "/payments" -> only("POST", exchange, quotes::payments);
            case "/commit" -> only("POST", exchange, commits::commit);
            case "/commitment" -> only("GET", exchange, commits::commitment);
            case "/leaves" -> only("GET", exchange, commits::leaves);
            case "/mmr_proof" -> only("GET", exchange, commits::mmrProof);
            case "/chunk_proof" -> only("GET", exchange, commits::chunkProof);
            default -> {
                List<String> parts = List.of(path.split("/", -1));
                if (parts.size() != 3 || !parts.get(1).equals("chunk")) {
                    throw new RouteException(404, "not_found");
                }
                chunk(exchange, parts.get(2));
            }
        }
    }

    private void chunk(Exchange exchange, String hash) throws RouteException, IOException {
        switch (exchange.method()) {
            case "PUT" -> chunks.put(exchange, ChunkRoutes.address(hash));
            case "GET" -> chunks.get(exchange, ChunkRoutes.address(hash));
            case "DELETE" -> chunks.delete(exchange, ChunkRoutes.address(hash));
            default -> throw new RouteException(405, "method_not_allowed");
        }
    }

    /// What answers a request.
    private interface Route {
        /// Answers it.
        void handle(Exchange exchange) throws RouteException, IOException, FailureException;
    }

    private static void only(String method, Exchange exchange, Route route)
            throws RouteException, IOException, FailureException {
        if (!exchange.method().equals(method)) {
            throw new RouteException(405, "method_not_allowed");
        }
        route.handle(exchange);
    }

    private void operator(String method, Exchange exchange, Route route)
            throws RouteException, IOException, FailureException {
        boolean known = exchange.token()
                .filter(token -> LoopbackGuard.isToken(operator.value(), token.value())).isPresent();
        if (!known) {
            throw new RouteException(401, "unauthorized");
        }
        only(method, exchange, route);
    }
}
