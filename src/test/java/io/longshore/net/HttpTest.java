package io.longshore.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HttpTest {
    private final MockWebServer server = new MockWebServer();
    private final Http http = new Http(InstantSource.system());

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private URI url() {
        return server.url("/thing").uri();
    }

    private void answers(int status, String... headers) {
        MockResponse.Builder builder = new MockResponse.Builder().code(status);
        for (int i = 0; i < headers.length; i += 2) {
            builder.addHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(builder.body("said").build());
    }

    private static Failure failure(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(FailureException.class, executable).failure();
    }

    @Test
    void sendsAnArraysBeginningAndTellsWhenItStarts() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        AtomicInteger started = new AtomicInteger();
        answers(201);
        Response response = http.send(Request.put("p", url(), bytes, 200_001, started::incrementAndGet)
                .with(new BearerToken("abc")));
        RecordedRequest seen = server.takeRequest();
        assertEquals(201, response.status());
        assertTrue(response.successful());
        assertEquals(1, started.get());
        assertEquals("PUT", seen.getMethod());
        assertEquals("200001", seen.getHeaders().get("Content-Length"));
        assertEquals("Bearer abc", seen.getHeaders().get("Authorization"));
        assertArrayEquals(Arrays.copyOf(bytes, 200_001), seen.getBody().toByteArray());
    }

    @Test
    void sendsJsonAndReadsTheAnswersHeaders() throws Exception {
        answers(200, "X-Some", "1");
        Response response = http.send(Request.post("p", url(), "{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals("application/json", server.takeRequest().getHeaders().get("Content-Type"));
        assertEquals(Optional.of("1"), response.header("x-some"));
        assertEquals("said", new String(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void keepsItsConnections() throws Exception {
        answers(200);
        answers(200);
        http.send(Request.get("p", url()));
        http.send(Request.get("p", url()));
        int first = server.takeRequest().getConnectionIndex();
        assertEquals(first, server.takeRequest().getConnectionIndex());
    }

    @Test
    void refusesAnAnswerThatIsLongerThanAllowed() {
        ByteCount most = new ByteCount(1_000);
        for (boolean chunked : new boolean[]{false, true}) {
            for (int size : new int[]{1_000, 1_001}) {
                Buffer body = new Buffer().write(new byte[size]);
                MockResponse.Builder builder = new MockResponse.Builder();
                server.enqueue((chunked ? builder.chunkedBody(body, 100) : builder.body(body)).build());
                if (size > 1_000) {
                    Failure failure = failure(() -> http.send(Request.get("p", url()).atMost(most)));
                    assertInstanceOf(Failure.Corrupt.class, failure);
                } else {
                    assertEquals(1_000, send(Request.get("p", url()).atMost(most)).body().length);
                }
            }
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        answers(302, "Location", "http://127.0.0.1:9/elsewhere");
        Response response = http.send(Request.get("p", url()));
        assertEquals(302, response.status());
        assertInstanceOf(Failure.Refused.class, response.failure("p", "thing", ""));
    }

    @Test
    void readsRetryAfter() throws Exception {
        answers(503, "Retry-After", "7");
        Failure failure = http.send(Request.get("p", url())).failure("p", "thing", "busy");
        assertEquals(new Failure.Unavailable("p", "HTTP 503, busy", Optional.of(Duration.ofSeconds(7))), failure);
    }

    @Test
    void sortsStatusesByKind() {
        assertInstanceOf(Failure.Unpaid.class, failureOf(402));
        assertInstanceOf(Failure.NotFound.class, failureOf(404));
        assertInstanceOf(Failure.Insufficient.class, failureOf(507));
        for (int status : new int[]{429, 500, 502, 503, 504}) {
            assertInstanceOf(Failure.Unavailable.class, failureOf(status), "status " + status);
        }
        for (int status : new int[]{301, 400, 401, 403, 405, 409, 413, 415, 501, 505}) {
            assertInstanceOf(Failure.Refused.class, failureOf(status), "status " + status);
        }
    }

    private Failure failureOf(int status) {
        answers(status);
        return send(Request.get("p", url())).failure("p", "thing", "");
    }

    private Response send(Request request) {
        try {
            return http.send(request);
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void callsARefusedConnectionUnavailable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Failure failure = failure(() -> http.send(Request.get("p", URI.create("http://127.0.0.1:" + port))));
        assertEquals(new Failure.Unavailable("p", "it cannot be reached", Optional.empty()), failure);
    }

    @Test
    void givesUpAtTheTimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            Request request = Request.get("p", URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                    .within(Duration.ofMillis(100));
            assertEquals(new Failure.Unavailable("p", "no answer in time", Optional.empty()),
                    failure(() -> http.send(request)));
        }
    }

    @Test
    void callsAConnectionThatBreaksInTheMiddleUnavailable() throws Exception {
        try (ServerSocket breaking = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> answerHalf(breaking));
            Failure failure = failure(
                    () -> http.send(Request.get("p", URI.create("http://127.0.0.1:" + breaking.getLocalPort()))));
            assertInstanceOf(Failure.Unavailable.class, failure);
        }
    }

    private static void answerHalf(ServerSocket breaking) {
        try (Socket socket = breaking.accept()) {
            socket.getInputStream().read(new byte[1_000]);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(
                    StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void endsAsCancelledWhenItsThreadIsInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            AtomicReference<Failure> failure = new AtomicReference<>();
            AtomicReference<Boolean> stillInterrupted = new AtomicReference<>(false);
            Thread waiting = Thread.ofVirtual().start(() -> {
                failure.set(failure(() -> http.send(
                        Request.get("p", URI.create("http://127.0.0.1:" + silent.getLocalPort())))));
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
            Socket held = silent.accept();
            held.getInputStream().read(new byte[10]);
            waiting.interrupt();
            assertTrue(waiting.join(Duration.ofSeconds(10)));
            held.close();
            assertEquals(new Failure.Cancelled(), failure.get());
            assertTrue(stillInterrupted.get());
        }
    }

    @Test
    void reachesAServerThatCameBackOverAConnectionThatDied() throws Exception {
        try (ServerSocket restarted = new ServerSocket(0)) {
            URI url = URI.create("http://127.0.0.1:" + restarted.getLocalPort());
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 2; i++) {
                    try (Socket socket = restarted.accept()) {
                        socket.getInputStream().read(new byte[1_000]);
                        socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                                .getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            });
            assertEquals(200, http.send(Request.get("p", url)).status());
            assertEquals(200, http.send(Request.post("p", url, new byte[0])).status());
        }
    }

    @Test
    void hidesWhatIsSecret() {
        Request request = Request.get("p", URI.create("http://127.0.0.1:1/secret")).with(new BearerToken("topsecret"));
        assertFalse(request.toString().contains("secret"), request::toString);
        assertEquals("[hidden]", new BearerToken("topsecret").toString());
    }
}
