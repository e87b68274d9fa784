package io.longshore.localnet;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Account;
import io.longshore.model.FailureException;

/// Gives play money out. As a server of its own it stands beside a chain that runs in another process than the directory:
/// only the chain's process can mint. For all threads.
final class Faucet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Faucet.class);
    private final Mint mint;
    private final String secret;
    private final LoopbackServer server;

    private Faucet(Mint mint, int port, String secret) throws IOException {
        this.mint = mint;
        this.secret = secret;
        this.server = LoopbackServer.start(port, this::handle);
    }

    /// Listens on `port`, or on a free one if it is 0.
    /// @param secret the path of its URL
    static Faucet start(Mint mint, int port, String secret) throws IOException {
        return new Faucet(mint, port, secret);
    }

    /// Where it listens.
    URI url() {
        return server.uri().resolve("/" + secret);
    }

    /// The port it listens on.
    int port() {
        return server.port();
    }

    private record Wanted(String account) {}

    /// Reads whom to give to.
    static Account account(Exchange exchange) throws RouteException, IOException {
        Wanted wanted = exchange.json(Wanted.class);
        try {
            return Account.of(wanted.account());
        } catch (IllegalArgumentException _) {
            throw new RouteException(400, "invalid_account");
        }
    }

    private void handle(HttpExchange raw) throws IOException {
        Exchange exchange = new Exchange(raw, false);
        try {
            if (!LoopbackGuard.isToken("/" + secret, exchange.path()) || !exchange.method().equals("POST")) {
                throw new RouteException(404, "not_found");
            }
            exchange.answer(200, Map.of("tx_hash", mint.give(account(exchange)).toString()));
        } catch (RouteException e) {
            exchange.fail(e, Map.of());
        } catch (FailureException e) {
            LOG.warn("the faucet cannot give", e);
            exchange.fail(new RouteException(500, e.failure().code()), Map.of());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
