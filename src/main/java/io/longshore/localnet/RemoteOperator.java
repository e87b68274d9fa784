package io.longshore.localnet;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.net.Http;
import io.longshore.net.Request;
import io.longshore.net.Response;

/// Reaches the parts of a network that run in processes of their own.
final class RemoteOperator implements Operator {
    private static final Duration EMPTYING = Duration.ofMinutes(5);

    private final Http http;
    private final NetworkFile network;
    private final Optional<Mint> mint;

    /// @param mint who gives play money out if the chain is not the network's own
    RemoteOperator(Http http, NetworkFile network, Optional<Mint> mint) {
        this.http = http;
        this.network = network;
        this.mint = mint;
    }

    @Override
    public URI chain() {
        return network.rpc();
    }

    @Override
    public List<URI> nodes() {
        return network.places();
    }

    @Override
    public ByteCount held() throws FailureException {
        ByteCount sum = ByteCount.ZERO;
        for (URI node : nodes()) {
            Response response = ask(Request.get("node", URI.create(node + "/operator/usage"))
                    .with(network.operatorToken()));
            sum = sum.plus(new ByteCount(Json.tree(response.body()).path("held_bytes").asLong()));
        }
        return sum;
    }

    @Override
    public void empty() throws FailureException {
        for (URI node : nodes()) {
            ask(Request.post("node", URI.create(node + "/operator/empty"), "{}".getBytes(StandardCharsets.UTF_8))
                    .with(network.operatorToken()).within(EMPTYING));
        }
    }

    @Override
    public Hash fund(Account account) throws FailureException {
        if (mint.isPresent()) {
            return mint.get().give(account);
        }
        Response response = ask(Request.post("faucet", network.faucet().url(),
                Json.write(Map.of("account", account.toString()))));
        return Hash.of(Json.tree(response.body()).path("tx_hash").asString());
    }

    private Response ask(Request request) throws FailureException {
        Response response = http.send(request);
        if (!response.successful()) {
            Failure failure = new Failure.Unavailable(request.who(), "HTTP " + response.status(), Optional.empty());
            throw new FailureException(failure);
        }
        return response;
    }
}
