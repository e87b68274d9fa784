package io.longshore.checkpoint;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

import io.longshore.destination.provider.NetworkDescription;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Commitment;
import io.longshore.net.PromptSockets;
import io.longshore.proof.SigningKey;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A provider on a socket of its own, which behaves in one of the ways when it is asked for its commitment, at a part of the
/// times. For all threads.
final class ScriptedProvider extends Dispatcher implements AutoCloseable {
    /// The vault and the token that it wants to be paid with; nobody pays here.
    static final Account UNUSED = Account.of("0x" + "55".repeat(20));

    private static final int HUGE = 10 << 20;
    private static final int PIECE = 64 << 10;

    private final MockWebServer server = new MockWebServer();
    private final SigningKey key;
    private final Behaviour behaviour;
    private final Commitment signed;
    private final int part;
    /// Made before anybody asks for it.
    private final MockResponse huge;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean introduces = true;
    private volatile boolean begun;

    /// @param number which provider it is
    /// @param signed what it signs
    /// @param part its times are divided by that
    ScriptedProvider(int number, Behaviour behaviour, Commitment signed, int part) throws IOException {
        this.key = Signatory.key(number);
        this.behaviour = behaviour;
        this.signed = signed;
        this.part = part;
        this.huge = behaviour == Behaviour.HUGE
                ? new MockResponse.Builder().chunkedBody(" ".repeat(HUGE) + text(commitment()), PIECE).build()
                : status(500).build();
        server.setServerSocketFactory(new PromptSockets());
        server.setDispatcher(this);
        server.start();
    }

    /// Who it is and where.
    NetworkDescription.Listed listed() {
        return new NetworkDescription.Listed(signed.provider(),
                URI.create("http://127.0.0.1:" + server.getPort()));
    }

    /// It does not say who it is before it behaves, and then only as it says what it commits to.
    void introduceNot() {
        introduces = false;
    }

    /// From now on it behaves.
    void begin() {
        begun = true;
        if (behaviour == Behaviour.REFUSING) {
            server.close();
        }
    }

    /// How often it was asked for its commitment, or, where it introduces itself no sooner, for either.
    int asked() {
        return asked.get();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        boolean info = request.getUrl().encodedPath().equals("/info");
        if (info && introduces) {
            return json(introduction()).build();
        }
        if (!begun) {
            return status(503).build();
        }
        int time = asked.incrementAndGet();
        return switch (behaviour) {
            case HANGING -> new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
            case NOT_READY -> status(503).build();
            case NOT_READY_FOR_LONG -> status(503).addHeader("Retry-After", "3600").build();
            case FLAPPING -> time < behaviour.asked() ? status(502).build() : json(commitment()).build();
            case GARBAGE -> new MockResponse.Builder().body("<html>It works!</html>").build();
            case HUGE -> huge;
            case SLOW, TOO_SLOW -> json(commitment()).headersDelay(delay().toMillis(), TimeUnit.MILLISECONDS).build();
            default -> json(commitment()).build();
        };
    }

    private Duration delay() {
        return behaviour.delay().dividedBy(part);
    }

    private Map<String, Object> introduction() {
        return Map.of("provider_id", signed.provider().toString(), "public_key", key.publicKey().toString(), "scheme",
                "eth-lsh1", "hash", "sha2-256", "max_chunk", 4 << 20, "payment",
                Map.of("chain_id", Signatory.CHAIN.value(), "vault", UNUSED.toString(), "token", UNUSED.toString(),
                        "registry", Signatory.REGISTRY.toString()));
    }

    private Map<String, Object> commitment() {
        return Map.of("bucket_id", signed.bucket().value(), "mmr_root", signed.root().toString(), "start_seq",
                signed.start(), "leaf_count", signed.count(), "provider_signature",
                signed.signature().bytes().toString());
    }

    private static MockResponse.Builder status(int code) {
        return new MockResponse.Builder().code(code);
    }

    private static MockResponse.Builder json(Map<String, Object> body) {
        return new MockResponse.Builder().body(text(body)).addHeader("Content-Type", "application/json");
    }

    private static String text(Map<String, Object> body) {
        return new String(Json.write(body), UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
