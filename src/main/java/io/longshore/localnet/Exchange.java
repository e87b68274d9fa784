package io.longshore.localnet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import com.sun.net.httpserver.HttpExchange;

import io.longshore.json.Json;
import io.longshore.model.BucketId;
import io.longshore.net.BearerToken;

/// A request and its answer, in the words of the node's API: JSON in, JSON out, errors with a code. Used by the one thread
/// that handles the request.
final class Exchange {
    /// How many bytes are read and written at a time.
    static final int PIECE = 64 << 10;

    private static final int LONGEST_JSON = 8 << 20;

    /// What is left of a body is read to here before an error is answered; further than that the connection breaks.
    private static final long LONGEST_DRAIN = 64L << 20;

    private static final String BEARER = "Bearer ";

    private final HttpExchange raw;
    private final boolean broken;
    private boolean answered;

    /// @param broken whether the answer is to end in the middle, with the connection
    Exchange(HttpExchange raw, boolean broken) {
        this.raw = raw;
        this.broken = broken;
    }

    String method() {
        return raw.getRequestMethod();
    }

    String path() {
        return raw.getRequestURI().getPath();
    }

    /// Whether the answer has begun, so that no other can be given.
    boolean answered() {
        return answered;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(raw.getRequestHeaders().getFirst(name));
    }

    /// The token that the request shows; empty without one.
    Optional<BearerToken> token() {
        try {
            return header("Authorization").filter(value -> value.startsWith(BEARER))
                    .map(value -> new BearerToken(value.substring(BEARER.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// A parameter of the query.
    String query(String name) throws RouteException {
        String query = Optional.ofNullable(raw.getRequestURI().getRawQuery()).orElse("");
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new RouteException(400, "missing_parameter", Map.of("name", name));
    }

    /// A parameter of the query that is a number and not negative.
    long number(String name) throws RouteException {
        String value = query(name);
        if (value.isEmpty() || value.length() > 18 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new RouteException(400, "invalid_parameter", Map.of("name", name));
        }
        return Long.parseLong(value);
    }

    /// The parameter `bucket_id`.
    BucketId bucket() throws RouteException {
        return bucket(number("bucket_id"));
    }

    /// The bucket of that number.
    static BucketId bucket(long number) throws RouteException {
        try {
            return new BucketId(number);
        } catch (IllegalArgumentException _) {
            throw new RouteException(400, "invalid_bucket");
        }
    }

    /// How long the body says it is; empty if it does not.
    OptionalLong length() {
        return header("Content-Length").filter(value -> value.matches("[0-9]{1,18}"))
                .map(value -> OptionalLong.of(Long.parseLong(value))).orElse(OptionalLong.empty());
    }

    /// Reads the body as JSON of that shape.
    <T> T json(Class<T> type) throws RouteException, IOException {
        Optional<LoopbackGuard.Refusal> refusal = LoopbackGuard.notJson(raw.getRequestHeaders());
        if (refusal.isPresent()) {
            throw new RouteException(refusal.get().status(), refusal.get().error());
        }
        byte[] body = raw.getRequestBody().readNBytes(LONGEST_JSON + 1);
        if (body.length > LONGEST_JSON) {
            throw new RouteException(413, "too_large");
        }
        try {
            return Json.read(body, type);
        } catch (Json.Malformed _) {
            throw new RouteException(400, "serialization_error");
        }
    }

    /// What takes the pieces of a body.
    interface Sink {
        /// The next bytes.
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /// Reads a body of `length` bytes in pieces.
    void body(long length, Sink sink) throws IOException {
        InputStream in = raw.getRequestBody();
        byte[] piece = new byte[PIECE];
        for (long left = length; left > 0;) {
            int read = in.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                throw new EOFException("the body ended early");
            }
            sink.write(piece, 0, read);
            left -= read;
        }
    }

    /// Answers with a status alone.
    void answer(int status) throws IOException {
        begin(status, 0);
    }

    /// Answers with JSON.
    void answer(int status, Object json) throws IOException {
        byte[] body = Json.write(json);
        raw.getResponseHeaders().set("Content-Type", "application/json");
        OutputStream out = begin(status, body.length);
        out.write(body, 0, broken ? body.length / 2 : body.length);
    }

    /// Answers with bytes that `source` yields, a piece at a time.
    void answer(int status, Map<String, String> headers, long length, InputStream source) throws IOException {
        headers.forEach(raw.getResponseHeaders()::set);
        raw.getResponseHeaders().set("Content-Type", "application/octet-stream");
        OutputStream out = begin(status, length);
        byte[] piece = new byte[PIECE];
        for (long left = broken ? length / 2 : length; left > 0;) {
            int read = source.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                throw new EOFException("the chunk is shorter than it was");
            }
            out.write(piece, 0, read);
            left -= read;
        }
    }

    /// Answers with an error, after the rest of the request was read: who is still sending does not listen.
    void fail(RouteException error, Map<String, String> headers) throws IOException {
        drain();
        headers.forEach(raw.getResponseHeaders()::set);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error.code());
        if (!error.details().isEmpty()) {
            body.put("details", error.details());
        }
        answer(error.status(), body);
    }

    private void drain() throws IOException {
        InputStream in = raw.getRequestBody();
        byte[] piece = new byte[PIECE];
        long drained = 0;
        int read = in.read(piece);
        while (read >= 0 && drained < LONGEST_DRAIN) {
            drained += read;
            read = in.read(piece);
        }
    }

    private OutputStream begin(int status, long length) throws IOException {
        answered = true;
        // An answer without a body is broken off by announcing one and sending none.
        long announced = broken && length == 0 ? 1 : length;
        raw.sendResponseHeaders(status, announced == 0 ? -1 : announced);
        OutputStream out = raw.getResponseBody();
        if (broken) {
            out.flush();
        }
        return out;
    }
}
