package io.longshore.road;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;

/// What the network itself says, asked over plain HTTP without anything of the client's.
final class Witness implements AutoCloseable {
    /// Keccak-256 of `DataPaymentMade(address,uint256,bytes32)`, the vault's event.
    private static final String DATA_PAYMENT_MADE = "0xf998960b1c6f0e0e89b7bbe6b6fbf3e03e6f08eee5b8430877d8adb8e149d580";

    /// Keccak-256 of `CheckpointSubmitted(uint64,bytes32,uint64,uint64,address[])`, the registry's event.
    private static final String CHECKPOINT_SUBMITTED = "0x2fa7e940d623d6b8ce70d12d0662d32ad5776c14b474e60a592e9bf8e2d823da";
    private static final int WORD = 64;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI directory;
    private final JsonNode description;

    /// @param directory the network's URL
    Witness(URI directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.description = send(HttpRequest.newBuilder(directory).GET());
    }

    /// A row that the vault took money for.
    ///
    /// @param transaction which transaction
    /// @param quote the quote's hash, without `0x`
    /// @param amount how much
    record VaultRow(String transaction, String quote, BigInteger amount) {}

    /// A state of a bucket that is anchored.
    ///
    /// @param transaction which transaction did it
    /// @param count how many leaves it has
    record Anchored(String transaction, long bucket, String root, long count) {}

    /// A transaction that is in a block.
    record Mined(boolean succeeded, long block, BigInteger gas) {}

    /// What a node has committed to.
    record State(String root, long leaves) {}

    /// Everything the vault ever took money for.
    List<VaultRow> vaultRows() throws IOException, InterruptedException {
        List<VaultRow> rows = new ArrayList<>();
        for (JsonNode log : logs("vault", DATA_PAYMENT_MADE)) {
            JsonNode topics = log.required("topics");
            rows.add(new VaultRow(log.required("transactionHash").stringValue(), bare(topics.get(3)),
                    new BigInteger(bare(topics.get(2)), 16)));
        }
        return rows;
    }

    /// Everything the registry ever took a checkpoint for, in the chain's order.
    List<Anchored> checkpoints() throws IOException, InterruptedException {
        List<Anchored> anchored = new ArrayList<>();
        for (JsonNode log : logs("registry", CHECKPOINT_SUBMITTED)) {
            // Root, start, count, and then the signers.
            String data = bare(log.required("data"));
            anchored.add(new Anchored(log.required("transactionHash").stringValue(),
                    Long.parseLong(bare(log.required("topics").get(1)), 16), "0x" + data.substring(0, WORD),
                    Long.parseLong(data.substring(2 * WORD, 3 * WORD), 16)));
        }
        return anchored;
    }

    private JsonNode logs(String contract, String event) throws IOException, InterruptedException {
        return ask("eth_getLogs", Map.of("address", chain(contract), "fromBlock", "0x0", "toBlock", "latest", "topics",
                List.of(event)));
    }

    /// What became of a transaction.
    Mined transaction(String hash) throws IOException, InterruptedException {
        JsonNode receipt = ask("eth_getTransactionReceipt", hash);
        BigInteger gas = quantity(receipt, "gasUsed").multiply(quantity(receipt, "effectiveGasPrice"));
        return new Mined(quantity(receipt, "status").signum() == 1, quantity(receipt, "blockNumber").longValueExact(),
                gas);
    }

    /// Whether the chain has accepted a transaction that is in no block yet.
    boolean isWaiting(String hash) throws IOException, InterruptedException {
        JsonNode transaction = answer("eth_getTransactionByHash", hash).path("result");
        return transaction.isObject() && transaction.path("blockNumber").isNull();
    }

    /// Sends a transaction once more. That the chain takes it again or refuses it is the chain's business.
    void sendAgain(String raw) throws IOException, InterruptedException {
        answer("eth_sendRawTransaction", raw);
    }

    /// What every node has committed to in a drive's bucket, by the node's number.
    Map<Integer, State> commitments(String drive, long bucket) throws IOException, InterruptedException {
        String token = post(URI.create(directory + "/drives"), Map.of("drive_id", drive)).required("token")
                .stringValue();
        Map<Integer, State> states = new HashMap<>();
        for (JsonNode provider : description.required("providers")) {
            JsonNode commitment = send(HttpRequest
                    .newBuilder(URI.create(provider.required("url").stringValue() + "/commitment?bucket_id=" + bucket))
                    .header("Authorization", "Bearer " + token).GET());
            states.put(states.size(), new State(commitment.required("mmr_root").stringValue(),
                    commitment.required("leaf_count").longValue()));
        }
        return states;
    }

    private String chain(String name) {
        return description.required("chain").required(name).stringValue();
    }

    private JsonNode ask(String method, Object parameter) throws IOException, InterruptedException {
        return answer(method, parameter).required("result");
    }

    private JsonNode answer(String method, Object parameter) throws IOException, InterruptedException {
        return post(URI.create(chain("rpc")),
                Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameter)));
    }

    private JsonNode post(URI to, Object body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(to).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("HTTP " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return Json.tree(response.body());
    }

    private static String bare(JsonNode topic) {
        return topic.stringValue().substring(2);
    }

    private static BigInteger quantity(JsonNode from, String name) {
        return new BigInteger(from.required(name).stringValue().substring(2), 16);
    }

    @Override
    public void close() {
        http.close();
    }
}
