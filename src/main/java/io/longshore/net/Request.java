package io.longshore.net;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.longshore.model.ByteCount;

/// One question to another party.
///
/// @param who whom it goes to, for failures and logs; no secret
/// @param method the HTTP method
/// @param url where to; it may hold a secret and is never printed
/// @param token what opens the door, if it has one
/// @param headers further headers
/// @param body what is sent
/// @param timeout how long everything together may take, from the name look-up to the answer's last byte
/// @param most the most bytes the answer may have
public record Request(String who, String method, URI url, Optional<BearerToken> token, Map<String, String> headers,
        Body body, Duration timeout, ByteCount most) {
    /// How long a request may take unless it says otherwise.
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /// How much an answer may have unless the request says otherwise.
    public static final ByteCount MOST = ByteCount.mebibytes(4);

    /// What is sent with a request.
    public sealed interface Body {
        /// Nothing.
        record None() implements Body {}

        /// A JSON text in UTF-8.
        record Json(byte[] text) implements Body {}

        /// The first `length` bytes of `bytes`. Read while the request runs, never copied.
        /// @param type their media type
        /// @param started told once, when the first of them is on its way
        record Binary(byte[] bytes, int length, String type, Runnable started) implements Body {}
    }

    /// Keeps an own copy of the headers.
    public Request {
        headers = Map.copyOf(headers);
    }

    /// Fetches what stands at `url`.
    public static Request get(String who, URI url) {
        return of(who, "GET", url, new Body.None());
    }

    /// Removes what stands at `url`.
    public static Request delete(String who, URI url) {
        return of(who, "DELETE", url, new Body.None());
    }

    /// Sends a JSON text.
    public static Request post(String who, URI url, byte[] json) {
        return of(who, "POST", url, new Body.Json(json));
    }

    /// Puts the first `length` bytes of `bytes` at `url`.
    /// @param started told once, when the first of them is on its way
    public static Request put(String who, URI url, byte[] bytes, int length, Runnable started) {
        return of(who, "PUT", url, new Body.Binary(bytes, length, "application/octet-stream", started));
    }

    private static Request of(String who, String method, URI url, Body body) {
        return new Request(who, method, url, Optional.empty(), Map.of(), body, TIMEOUT, MOST);
    }

    /// The same with a token.
    public Request with(BearerToken opener) {
        return new Request(who, method, url, Optional.of(opener), headers, body, timeout, most);
    }

    /// The same with one more header.
    public Request with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Request(who, method, url, token, more, body, timeout, most);
    }

    /// The same within another time.
    public Request within(Duration time) {
        return new Request(who, method, url, token, headers, body, time, most);
    }

    /// The same with another bound on the answer.
    public Request atMost(ByteCount bound) {
        return new Request(who, method, url, token, headers, body, timeout, bound);
    }

    /// Leaves out the URL and the headers, which may hold secrets.
    @Override
    public String toString() {
        return method + " " + who;
    }
}
