package io.longshore.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLPeerUnverifiedException;

import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// The HTTP client: keeps connections, bounds time and answers, follows no redirect. Requests block and may come from any
/// number of threads. One that waits on a virtual thread can be interrupted: it ends with `Cancelled` and the thread stays
/// interrupted. What breaks on the way is `Unavailable`; every answer, whatever its status, is a [Response].
///
/// A request goes out once more by itself when its kept connection turns out to be dead, and after `408` or `503` with
/// `Retry-After: 0`, as OkHttp has it: requests must be harmless when repeated.
public final class Http implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int IDLE_CONNECTIONS = 64;
    private static final Duration IDLE = Duration.ofSeconds(20);

    /// Of an answer that reports an error, more than this is not read.
    private static final int ERROR_LIMIT = 64 << 10;

    private final OkHttpClient client;
    private final InstantSource clock;

    /// A client with connections of its own.
    public Http() {
        this(InstantSource.system());
    }

    /// A client that reads dates in `Retry-After` by `clock`.
    public Http(InstantSource clock) {
        this.clock = clock;
        this.client = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySockets())
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(CONNECT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    /// Sends a request and reads the whole answer.
    public Response send(Request request) throws FailureException {
        Call call = client.newCall(translate(request));
        call.timeout().timeout(Math.max(1, request.timeout().toNanos()), TimeUnit.NANOSECONDS);
        Execution execution = call::execute;
        try (okhttp3.Response answer = execution.run()) {
            return new Response(answer.code(), headers(answer.headers()), retryAfter(answer),
                    read(answer, request));
        } catch (IOException e) {
            throw new FailureException(kind(e, request.who()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new Failure.Cancelled(), e);
        }
    }

    /// What OkHttp's `execute` really throws: it is written in a language without checked exceptions, and lets an
    /// interrupt through as it is while it waits for a connection.
    private interface Execution {
        /// Runs the call.
        okhttp3.Response run() throws IOException, InterruptedException;
    }

    /// Drops the kept connections.
    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    private static okhttp3.Request translate(Request request) {
        okhttp3.Request.Builder builder = new okhttp3.Request.Builder().url(request.url().toString());
        request.headers().forEach(builder::header);
        request.token().ifPresent(token -> builder.header("Authorization", "Bearer " + token.value()));
        return builder.method(request.method(), body(request.body())).build();
    }

    private static @Nullable RequestBody body(Request.Body body) {
        return switch (body) {
            case Request.Body.None() -> null;
            case Request.Body.Json(byte[] text) -> new ArrayBody(text, text.length, "application/json", () -> {});
            case Request.Body.Binary(byte[] bytes, int length, String type, Runnable started) ->
                new ArrayBody(bytes, length, type, started);
        };
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> map = new HashMap<>();
        headers.forEach(header -> map.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
        return map;
    }

    private Optional<Duration> retryAfter(okhttp3.Response answer) {
        return Optional.ofNullable(answer.header("Retry-After"))
                .flatMap(header -> RetryAfter.parse(header, clock.instant()));
    }

    private static byte[] read(okhttp3.Response answer, Request request) throws IOException, FailureException {
        InputStream in = answer.body().byteStream();
        if (!answer.isSuccessful()) {
            return in.readNBytes(ERROR_LIMIT);
        }
        long most = Math.min(request.most().value(), Integer.MAX_VALUE - 8);
        long announced = answer.body().contentLength();
        if (announced > most) {
            throw tooLong(request);
        }
        byte[] bytes = announced >= 0 ? whole(in, (int) announced) : in.readNBytes((int) most);
        if (in.read() >= 0) {
            throw tooLong(request);
        }
        return bytes;
    }

    private static byte[] whole(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException("the answer ended early");
        }
        return bytes;
    }

    private static FailureException tooLong(Request request) {
        return new FailureException(
                new Failure.Corrupt("answer of " + request.who(), "it has more than " + request.most()));
    }

    private static Failure kind(IOException e, String who) {
        if (Thread.currentThread().isInterrupted()) {
            return new Failure.Cancelled();
        }
        return switch (e) {
            case SSLPeerUnverifiedException _ -> new Failure.Refused(who, "its certificate is for another name");
            case UnknownServiceException _ -> new Failure.Refused(who, "it offers no protocol that is allowed");
            case UnknownHostException _ -> unavailable(who, "its name is not known");
            case ConnectException _ -> unavailable(who, "it cannot be reached");
            case SocketTimeoutException _ -> unavailable(who, "no answer in time");
            case InterruptedIOException _ -> unavailable(who, "no answer in time");
            default -> unavailable(who, "the connection broke: " + e.getClass().getSimpleName());
        };
    }

    private static Failure unavailable(String who, String detail) {
        return new Failure.Unavailable(who, detail, Optional.empty());
    }
}
