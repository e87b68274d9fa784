package io.longshore.localnet;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.localnet.ChainFaults.Answer;
import io.longshore.model.FailureException;

/// JSON-RPC 2.0 over HTTP: takes requests and batches of them at its secret path, gives them to the methods, and lets the
/// faults have their say. May be used from any thread.
final class RpcEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(RpcEndpoint.class);
    private static final int LARGEST_REQUEST = 5 << 20; // as go-ethereum

    private final String path;
    private final ChainMethods methods;
    private final FaultPlan faults;
    private final CountDownLatch closing = new CountDownLatch(1);

    /// A fault ends the exchange in another way than with an answer.
    private static final class Unanswered extends Exception {
        private final transient Answer how;

        private Unanswered(Answer how) {
            super(how.toString(), null, false, false);
            this.how = how;
        }
    }

    /// At the path `/token`.
    RpcEndpoint(String token, ChainMethods methods, FaultPlan faults) {
        this.path = "/" + token;
        this.methods = methods;
        this.faults = faults;
    }

    /// Ends all waiting that faults ordered.
    void close() {
        closing.countDown();
    }

    /// Handles one HTTP request that has passed the guard.
    void handle(HttpExchange exchange) throws IOException {
        if (!LoopbackGuard.isToken(path, exchange.getRequestURI().getRawPath())) {
            LoopbackServer.refuse(exchange, new LoopbackGuard.Refusal(404, "not_found"));
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            LoopbackServer.refuse(exchange, new LoopbackGuard.Refusal(405, "post_only"));
            return;
        }
        Optional<LoopbackGuard.Refusal> notJson = LoopbackGuard.notJson(exchange.getRequestHeaders());
        if (notJson.isPresent()) {
            LoopbackServer.refuse(exchange, notJson.get());
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
        if (body.length > LARGEST_REQUEST) {
            LoopbackServer.refuse(exchange, new LoopbackGuard.Refusal(413, "too_large"));
            return;
        }
        try {
            LoopbackServer.answer(exchange, 200, Json.write(answer(body)));
        } catch (Unanswered unanswered) {
            switch (unanswered.how) {
                case Answer.Status(int status) -> exchange.sendResponseHeaders(status, -1);
                case Answer.Silent(Duration time) -> pause(time);
                case Answer.Late _,Answer.Failed _ -> throw new IllegalStateException("these are answered", unanswered);
            }
        }
    }

    private JsonNode answer(byte[] body) throws Unanswered {
        JsonNode request;
        try {
            request = Json.tree(body);
        } catch (Json.Malformed malformed) {
            return error(Json.object(), new RpcError(RpcError.PARSE, "parse error"));
        }
        if (!request.isArray()) {
            return one(request);
        }
        ArrayNode answers = Json.array();
        for (JsonNode each : request) {
            answers.add(one(each));
        }
        return answers.isEmpty()
                ? error(Json.object(), new RpcError(RpcError.INVALID_REQUEST, "empty batch"))
                : answers;
    }

    private ObjectNode one(JsonNode request) throws Unanswered {
        ObjectNode answer = Json.object();
        answer.put("jsonrpc", "2.0");
        try {
            if (!request.path("method").isString() || !request.has("id")) {
                throw new RpcError(RpcError.INVALID_REQUEST, "invalid request");
            }
            answer.set("id", request.get("id"));
            String method = request.get("method").stringValue();
            RpcParams params = new RpcParams(request.has("params") ? request.get("params") : Json.array());
            answer.set("result", answer(method, params));
            return answer;
        } catch (RpcError refused) {
            return error(answer, refused);
        } catch (FailureException failed) {
            LOG.error("The dev chain cannot make a block", failed);
            return error(answer, new RpcError(RpcError.INTERNAL, "internal error"));
        }
    }

    private JsonNode answer(String method, RpcParams params) throws RpcError, FailureException, Unanswered {
        Optional<Answer> fault = faults.nextAnswer(method);
        if (fault.isEmpty()) {
            return methods.answer(method, params);
        }
        return switch (fault.get()) {
            case Answer.Failed(int code, String message) -> throw new RpcError(code, message);
            case Answer.Status status -> throw new Unanswered(status);
            case Answer.Silent silent -> {
                methods.answer(method, params);
                throw new Unanswered(silent);
            }
            case Answer.Late(Duration time) -> {
                JsonNode answer = methods.answer(method, params);
                pause(time);
                yield answer;
            }
        };
    }

    private static ObjectNode error(ObjectNode answer, RpcError refused) {
        answer.put("jsonrpc", "2.0");
        if (!answer.has("id")) {
            answer.putNull("id");
        }
        ObjectNode error = answer.putObject("error");
        error.put("code", refused.code()).put("message", refused.getMessage());
        refused.data().ifPresent(data -> error.put("data", data.toString()));
        return answer;
    }

    /// Waits, or until the chain is closed.
    private void pause(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
