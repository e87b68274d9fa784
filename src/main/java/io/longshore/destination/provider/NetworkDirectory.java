package io.longshore.destination.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.ByteCount;
import io.longshore.model.ChainId;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.net.BearerToken;
import io.longshore.net.Http;
import io.longshore.net.Request;
import io.longshore.net.Response;

/// A network that a directory describes, which all its drives get their tokens from.
public final class NetworkDirectory implements Network {
    private static final String WHO = "the network's directory";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /// Two transactions are to be in a block of whatever chain it is before the faucet answers.
    private static final Duration MINTING = Duration.ofMinutes(2);

    private final Http http;
    private final URI url;

    /// The directory at `url`, whose path may be a secret.
    public NetworkDirectory(Http http, URI url) {
        this.http = http;
        this.url = url;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Described(int v, Chain chain, List<Provider> providers,
            boolean playMoney) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Chain(String rpc, long chainId, String vault, String token, String registry,
            Optional<String> finality) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Provider(String providerId, String url) {}

    @Override
    public NetworkDescription describe() throws FailureException {
        return read(ask(Request.get(WHO, url)), Described.class, NetworkDirectory::description);
    }

    private static NetworkDescription description(Described said) {
        if (said.v() != 1) {
            throw new IllegalArgumentException("version " + said.v());
        }
        Chain chain = said.chain();
        return new NetworkDescription(web(chain.rpc()), new ChainId(chain.chainId()), Account.of(chain.vault()),
                Account.of(chain.token()), Account.of(chain.registry()),
                said.providers().stream()
                        .map(listed -> new NetworkDescription.Listed(ProviderId.of(listed.providerId()),
                                web(listed.url())))
                        .toList(),
                said.playMoney(), chain.finality().map(Finality::of).orElseGet(Finality.Finalized::new));
    }

    private static URI web(String text) {
        URI uri = URI.create(text);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException("not a web address");
        }
        return uri;
    }

    private record Given(String token) {}

    /// The directory is asked now; the token is the same at all its providers, and every time.
    @Override
    public Credentials credentials(DriveId drive) throws FailureException {
        BearerToken token = token(drive);
        return (_, _) -> token;
    }

    /// The drive's token.
    public BearerToken token(DriveId drive) throws FailureException {
        return read(ask(Request.post(WHO, below("/drives"), Json.write(Map.of("drive_id", drive.toString())))),
                Given.class, given -> new BearerToken(given.token()));
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Sent(String txHash) {}

    @Override
    public Hash faucet(Account account) throws FailureException {
        return read(ask(Request.post(WHO, below("/faucet"), Json.write(Map.of("account", account.toString())))
                .within(MINTING)),
                Sent.class, sent -> Hash.of(sent.txHash()));
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Usage(long heldBytes) {}

    /// How much disk all chunks take, at all providers together.
    public ByteCount usage() throws FailureException {
        return read(ask(Request.get(WHO, below("/usage"))), Usage.class, usage -> new ByteCount(usage.heldBytes()));
    }

    /// Deletes all chunks and buckets of the network, of all its drives.
    public void empty() throws FailureException {
        // Hundreds of thousands of files take their time.
        ask(Request.post(WHO, below("/empty"), Json.write(Map.of())).within(Duration.ofMinutes(5)));
    }

    private URI below(String path) {
        return URI.create(url + path);
    }

    private Response ask(Request request) throws FailureException {
        Response response = http.send(
                request.timeout().equals(Request.TIMEOUT) ? request.within(TIMEOUT) : request);
        if (!response.successful()) {
            throw new FailureException(response.failure(WHO, WHO, Answers.errorCode(response)));
        }
        return response;
    }

    private static <A, T> T read(Response response, Class<A> shape, Function<A, T> meaning) throws FailureException {
        return Answers.read(WHO, response, shape, meaning);
    }
}
