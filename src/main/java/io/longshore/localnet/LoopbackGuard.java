package io.longshore.localnet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.sun.net.httpserver.Headers;

import io.longshore.model.ListenAddress;

/// Keeps web pages away from a server, which is mostly on loopback. Any page in a browser can send requests to 127.0.0.1, and by giving its
/// own name that address (DNS rebinding) it can read the answers too; but a browser then sends the page's name as `Host`,
/// marks what a script sends with `Origin`, and cannot send `application/json` without asking first.
/// Immutable, for all threads.
final class LoopbackGuard {
    /// Why a request is not let in.
    ///
    /// @param status the HTTP status to answer
    /// @param error the code in the answer's body
    record Refusal(int status, String error) {}

    private final String host;

    /// For the server at 127.0.0.1 and `port`.
    LoopbackGuard(int port) {
        this(new ListenAddress("127.0.0.1", port));
    }

    /// For the server at that host and port.
    LoopbackGuard(ListenAddress server) {
        this.host = server.toString();
    }

    /// Judges a request by its headers: the one `Host` is the server's own, and there is no `Origin`. Empty if it may pass.
    Optional<Refusal> refusal(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !hosts.getFirst().equals(host)) {
            return Optional.of(new Refusal(403, "foreign_host"));
        }
        if (headers.containsKey("Origin")) {
            return Optional.of(new Refusal(403, "foreign_origin"));
        }
        return Optional.empty();
    }

    /// Judges a request that must bring JSON: its one `Content-Type` is `application/json`, with or without parameters.
    /// Empty if it may pass.
    static Optional<Refusal> notJson(Headers headers) {
        List<String> types = headers.getOrDefault("Content-Type", List.of());
        if (types.size() == 1) {
            String type = types.getFirst().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (type.equals("application/json")) {
                return Optional.empty();
            }
        }
        return Optional.of(new Refusal(415, "not_json"));
    }

    /// Whether `given` is the secret `token`; takes equally long however much of it is right.
    static boolean isToken(String token, String given) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
