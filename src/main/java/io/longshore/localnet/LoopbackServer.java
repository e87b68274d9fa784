package io.longshore.localnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import io.longshore.model.ListenAddress;

/// An HTTP server on 127.0.0.1, or on the one address it was told, whose requests have passed the [LoopbackGuard]; each is
/// handled on a virtual thread of its own. Every server of the local network is one of these.
final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int STOP_SECONDS = 2;
    private static final String LOOPBACK = "127.0.0.1";

    static {
        // The JDK's server reads this once, when its first server is made. Without it every answer of more than one
        // packet waits 40 ms for a delayed acknowledgement (Nagle's algorithm).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ListenAddress address;
    private final ExecutorService threads;

    private LoopbackServer(HttpServer server, ListenAddress address, ExecutorService threads) {
        this.server = server;
        this.address = address;
        this.threads = threads;
    }

    /// Listens on `port`, or on a free one if it is 0, and gives every request that is let in to `handler`. Whatever the
    /// handler leaves open is closed after it.
    ///
    /// @throws IOException if the port is taken
    static LoopbackServer start(int port, HttpHandler handler) throws IOException {
        return start(new ListenAddress(LOOPBACK, port), handler);
    }

    /// The same on another address, which is this machine's.
    static LoopbackServer start(ListenAddress listen, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()), BACKLOG);
        ListenAddress address = listen.at(server.getAddress().getPort());
        LoopbackGuard guard = new LoopbackGuard(address);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Optional<LoopbackGuard.Refusal> refusal = guard.refusal(exchange.getRequestHeaders());
                if (refusal.isPresent()) {
                    refuse(exchange, refusal.get());
                } else {
                    handler.handle(exchange);
                }
            }
        });
        server.start();
        return new LoopbackServer(server, address, threads);
    }

    /// The port it listens on.
    int port() {
        return address.port();
    }

    /// Its address, `http://HOST:PORT`, without a path.
    URI uri() {
        return URI.create("http://" + address);
    }

    /// Answers with the refusal's status and `{"error": code}`.
    static void refuse(HttpExchange exchange, LoopbackGuard.Refusal refusal) throws IOException {
        answer(exchange, refusal.status(),
                ("{\"error\":\"" + refusal.error() + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /// Answers with a status and a body of JSON.
    static void answer(HttpExchange exchange, int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length == 0 ? -1 : json.length);
        if (json.length > 0) {
            exchange.getResponseBody().write(json);
        }
    }

    /// Stops listening and closes every connection; handlers that are still running get two seconds, then an interrupt.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
