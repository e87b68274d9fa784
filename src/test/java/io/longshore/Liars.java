package io.longshore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.destination.provider.NetworkDescription;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.Signature;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.SigningKey;

/// Stands between engines and a local network: a directory and nodes that pass everything on as it is, except what they are
/// told to lie about, in quotes or commitments. For all threads.
final class Liars implements AutoCloseable {
    private static final List<String> PASSED = List.of("Authorization", "Content-Type", "Range");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<HttpServer> servers = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<SigningKey> keys;
    private final ChainId chain;
    private final Account registry;
    private final URI directory;
    private volatile Consumer<ObjectNode> description = _ -> {};
    private volatile Lie lie = (quote, _) -> quote;
    private volatile int liars;
    private volatile Untruth untruth = (claim, _) -> claim;
    private volatile int untrue;

    /// What a node says instead of its honest quote.
    interface Lie {
        /// The quote that is told.
        /// @param key the node's own
        Quote tell(Quote honest, SigningKey key);
    }

    /// What a node says that it has committed to.
    record Claim(Hash root, long count) {}

    /// What a node signs instead of its honest commitment.
    interface Untruth {
        /// The claim that is signed.
        /// @param node who signs it
        Claim tell(Claim honest, int node);
    }

    Liars(World world) throws FailureException, IOException {
        NetworkDescription network = world.described();
        chain = network.chain();
        registry = network.registry();
        keys = world.nodeKeys();
        List<String> places = new ArrayList<>();
        for (int node = 0; node < world.network().size(); node++) {
            int number = node;
            places.add(serve(() -> world.network().node(number).url(),
                    (exchange, request, answer) -> switch (exchange.getRequestURI().getPath()) {
                        case "/quotes" -> quotes(number, request, answer);
                        case "/commit", "/commitment" -> commitment(number, answer);
                        default -> answer;
                    }).toString());
        }
        directory = serve(() -> world.directory().resolve("/"), (exchange, _, answer) -> exchange.getRequestMethod()
                .equals("GET") && exchange.getRequestURI().getPath().equals(world.directory().getPath())
                        ? described(answer, places)
                        : answer)
                .resolve(world.directory().getPath());
    }

    /// The URL of the directory that names the liars.
    URI directory() {
        return directory;
    }

    /// What the directory says about chain and contracts.
    void describe(Consumer<ObjectNode> chain) {
        description = chain;
    }

    /// The first `nodes` nodes lie in every quote.
    void quote(int nodes, Lie what) {
        lie = what;
        liars = nodes;
    }

    /// The first `nodes` nodes lie in every commitment.
    void commit(int nodes, Untruth what) {
        untruth = what;
        untrue = nodes;
    }

    /// Everybody is honest again.
    void honest() {
        commit(0, (claim, _) -> claim);
        describe(_ -> {});
        quote(0, (quote, _) -> quote);
    }

    /// How often quotes were asked for.
    int asked() {
        return asked.get();
    }

    private byte[] described(byte[] answer, List<String> places) {
        ObjectNode said = (ObjectNode) Json.tree(answer);
        for (int node = 0; node < places.size(); node++) {
            ((ObjectNode) said.get("providers").get(node)).put("url", places.get(node));
        }
        description.accept((ObjectNode) said.get("chain"));
        return Json.write(said);
    }

    private byte[] quotes(int node, byte[] request, byte[] answer) {
        asked.incrementAndGet();
        if (node >= liars) {
            return answer;
        }
        BucketId bucket = new BucketId(Json.tree(request).get("bucket_id").longValue());
        ObjectNode said = (ObjectNode) Json.tree(answer);
        for (JsonNode each : said.get("quotes")) {
            if (!each.has("stored")) {
                ObjectNode item = (ObjectNode) each;
                SigningKey key = keys.get(node);
                Quote told = lie.tell(quote(item, bucket, new ProviderId(key.account())), key);
                item.put("price", told.price().toString()).put("records", told.records())
                        .put("timestamp", told.timestamp().getEpochSecond())
                        .put("rewards_address", told.rewards().toString()).put("quote_hash", told.hash().toString())
                        .put("signature", told.signature().toString());
            }
        }
        return Json.write(said);
    }

    private byte[] commitment(int node, byte[] answer) {
        if (node >= untrue) {
            return answer;
        }
        ObjectNode said = (ObjectNode) Json.tree(answer);
        Claim told = untruth.tell(
                new Claim(Hash.of(said.get("mmr_root").stringValue()), said.get("leaf_count").longValue()), node);
        Signature signature = keys.get(node).sign(CommitmentDigest.of(chain, registry,
                CommitmentDigest.payload(new BucketId(said.get("bucket_id").longValue()), told.root(),
                        said.get("start_seq").longValue(), told.count())));
        said.put("mmr_root", told.root().toString()).put("leaf_count", told.count()).put("provider_signature",
                signature.toString());
        return Json.write(said);
    }

    private static Quote quote(ObjectNode item, BucketId bucket, ProviderId provider) {
        return new Quote(provider, bucket, Address.of(item.get("hash").stringValue()),
                Instant.ofEpochSecond(item.get("timestamp").longValue()), Amount.of(item.get("price").stringValue()),
                item.get("records").longValue(), Account.of(item.get("rewards_address").stringValue()),
                Hash.of(item.get("quote_hash").stringValue()), Signature.of(item.get("signature").stringValue()));
    }

    private interface Passing {
        byte[] change(HttpExchange exchange, byte[] request, byte[] answer);
    }

    private URI serve(Supplier<URI> target, Passing passing) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0), 128);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                pass(exchange, target.get(), passing);
            }
        });
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange, URI target, Passing passing) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder onward = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI())).method(
                exchange.getRequestMethod(), request.length == 0
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(request));
        for (String name : PASSED) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                onward.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> answer = client.send(onward.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = answer.statusCode() == 200
                    ? passing.change(exchange, request, answer.body())
                    : answer.body();
            answer.headers().firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdown();
        client.close();
    }
}
