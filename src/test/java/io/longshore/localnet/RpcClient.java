package io.longshore.localnet;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.chain.Fee;
import io.longshore.chain.SignedTransaction;
import io.longshore.chain.Transaction;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

/// A JSON-RPC client of the tests: says what was answered on the wire, errors included.
final class RpcClient {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI url;
    private final ChainId chain;

    RpcClient(URI url, ChainId chain) {
        this.url = url;
        this.chain = chain;
    }

    /// The whole answer: `result` or `error` is in it.
    JsonNode answer(String method, Object... params) throws IOException {
        ObjectNode request = Json.object();
        request.put("jsonrpc", "2.0").put("id", 1).put("method", method);
        ArrayNode list = request.putArray("params");
        for (Object each : params) {
            switch (each) {
                case JsonNode node -> list.add(node);
                case Boolean truth -> list.add(truth);
                default -> list.add(each.toString());
            }
        }
        return Json.tree(post(Json.write(request), Duration.ofSeconds(20)).body());
    }

    /// Posts a body as JSON.
    HttpResponse<byte[]> post(byte[] body, Duration timeout) throws IOException {
        try {
            return HTTP.send(HttpRequest.newBuilder(url).timeout(timeout).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /// The result, which must be one.
    JsonNode result(String method, Object... params) throws IOException {
        JsonNode answer = answer(method, params);
        if (!answer.has("result")) {
            throw new AssertionError(method + ": " + answer);
        }
        return answer.get("result");
    }

    /// The error's message, which must be one.
    String refusal(String method, Object... params) throws IOException {
        return answer(method, params).required("error").required("message").stringValue();
    }

    long number(String method, Object... params) throws IOException {
        return new BigInteger(result(method, params).stringValue().substring(2), 16).longValueExact();
    }

    long nonce(Account account, String tag) throws IOException {
        return number("eth_getTransactionCount", account, tag);
    }

    /// What a contract answers.
    Bytes call(Account to, Bytes calldata) throws IOException {
        return Bytes.fromHex(result("eth_call", message(to, to, calldata), "latest").stringValue());
    }

    static ObjectNode message(Account from, Account to, Bytes calldata) {
        return Json.object().put("from", from.toString()).put("to", to.toString()).put("data", calldata.toString());
    }

    /// A call signed with plenty of gas and fee.
    SignedTransaction signed(SigningKey key, long nonce, Account to, Bytes calldata) {
        return signed(key, nonce, to, calldata, 100);
    }

    /// A call signed with plenty of gas, and so many per cent of a plenty of fee.
    SignedTransaction signed(SigningKey key, long nonce, Account to, Bytes calldata, int percent) {
        Fee fee = new Fee(Wei.of(50_000_000L * percent), Wei.of(1_000_000L * percent));
        return new Transaction(chain, nonce, fee, 5_000_000, Optional.of(to), Wei.ZERO, calldata).sign(key);
    }

    /// Sends a transaction, which must be accepted.
    Hash send(SignedTransaction transaction) throws IOException {
        Hash hash = Hash.of(result("eth_sendRawTransaction", transaction.raw()).stringValue());
        if (!hash.equals(transaction.hash())) {
            throw new AssertionError("another hash: " + hash);
        }
        return hash;
    }

    /// The receipt, if there is one.
    Optional<JsonNode> receipt(Hash hash) throws IOException {
        return Optional.of(result("eth_getTransactionReceipt", hash)).filter(node -> !node.isNull());
    }

    /// Whether a transaction is in a block and did what it was to do.
    boolean succeeded(Hash hash) throws IOException {
        return receipt(hash).filter(node -> node.required("status").stringValue().equals("0x1")).isPresent();
    }
}
