package io.longshore.chain;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.net.Http;
import io.longshore.net.Request;

/// JSON-RPC 2.0 over HTTP: one question, one answer, and what kind of failure an error is. Judged by code and data alone;
/// what nodes say in words differs from one to the other and is for people.
final class RpcChannel {
    static final String WHO = "chain";

    private static final int INTERNAL_ERROR = -32603;
    /// "Limit exceeded" and "resource unavailable" of EIP-1474.
    private static final int LIMIT_EXCEEDED = -32005;
    private static final int RESOURCE_UNAVAILABLE = -32002;
    /// What go-ethereum and others after it answer when a call reverted.
    private static final int REVERTED = 3;

    private final Http http;
    private final URI url;
    private final Duration timeout;
    private final AtomicLong ids = new AtomicLong();

    RpcChannel(Http http, URI url, Duration timeout) {
        this.http = http;
        this.url = url;
        this.timeout = timeout;
    }

    /// Asks; empty if the answer is null.
    <T> Optional<T> find(String method, Function<JsonNode, T> reader, Object... parameters) throws FailureException {
        long id = ids.incrementAndGet();
        ObjectNode question = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
        ArrayNode array = question.putArray("params");
        for (var parameter : parameters) {
            switch (parameter) {
                case JsonNode node -> array.add(node);
                case Boolean truth -> array.add(truth);
                case Integer number -> array.add(number);
                default -> array.add(parameter.toString());
            }
        }
        return read(method, id, exchange(method, Json.write(question)), reader);
    }

    private JsonNode exchange(String method, byte[] question) throws FailureException {
        var response = http.send(Request.post(WHO, url, question).within(timeout));
        try {
            var answer = Json.tree(response.body());
            // Some nodes answer an error object with a status of failure.
            if (response.successful() || answer.has("error")) {
                return answer;
            }
        } catch (Json.Malformed malformed) {
            if (response.successful()) {
                throw corrupt(method, "no JSON", malformed);
            }
        }
        throw new FailureException(response.failure(WHO, method, method));
    }

    private static <T> Optional<T> read(String method, long id, JsonNode answer, Function<JsonNode, T> reader)
            throws FailureException {
        var error = answer.get("error");
        if (error != null && !error.isNull()) {
            throw failure(method, error);
        }
        if (!answer.has("id") || !answer.get("id").isIntegralNumber() || answer.get("id").asLong() != id) {
            throw corrupt(method, "to another question", null);
        }
        var result = answer.get("result");
        if (result == null || result.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(result));
        } catch (IllegalArgumentException | ArithmeticException
                | JacksonException malformed) {
            throw corrupt(method, "of another shape", malformed);
        }
    }

    private static FailureException failure(String method, JsonNode error) {
        int code = error.path("code").asInt(0);
        var data = revertData(error);
        if (code == REVERTED || data.isPresent()) {
            var revert = Revert.of(data.orElse(Bytes.of()));
            return new FailureException(new Failure.PaymentFailed("refused by the contract: " + revert),
                    new RevertException(revert));
        }
        var said = method + ": " + code + " " + error.path("message").asString("");
        return new FailureException(switch (code) {
            case INTERNAL_ERROR, LIMIT_EXCEEDED, RESOURCE_UNAVAILABLE ->
                new Failure.Unavailable(WHO, said, Optional.empty());
            default -> new Failure.Refused(WHO, said);
        });
    }

    /// The data of a revert: some nodes give it as it is, others one level deeper.
    private static Optional<Bytes> revertData(JsonNode error) {
        var data = error.path("data");
        var hex = data.isObject() ? data.path("data") : data;
        if (!hex.isString() || !hex.stringValue().startsWith("0x")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Bytes.fromHex(hex.stringValue()));
        } catch (IllegalArgumentException noHex) {
            return Optional.empty();
        }
    }

    static FailureException corrupt(String method, String detail, @Nullable Throwable cause) {
        return new FailureException(new Failure.Corrupt("answer of the chain to " + method, detail), cause);
    }
}
