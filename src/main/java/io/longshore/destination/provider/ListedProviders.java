package io.longshore.destination.provider;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.ChainId;
import io.longshore.model.Contracts;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Whereabouts;
import io.longshore.net.BearerToken;
import io.longshore.net.Http;
import io.longshore.net.Request;
import io.longshore.net.Response;

/// A network whose providers are known one by one. Each gives the drive a token of its own, under a URL whose path is a
/// secret; below the same URL without its last part is the provider's API. For all threads.
public final class ListedProviders implements Network {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Http http;
    private final NetworkDescription description;
    private final Map<ProviderId, URI> doors;

    private ListedProviders(Http http, NetworkDescription description, Map<ProviderId, URI> doors) {
        this.http = http;
        this.description = description;
        this.doors = doors;
    }

    /// The network of those providers, which need not answer now.
    /// @param chain the id of its chain
    /// @param contracts what a drive there is paid and anchored with
    public static ListedProviders of(Http http, Whereabouts.Listed listed, ChainId chain, Contracts contracts) {
        List<NetworkDescription.Listed> places = listed.providers().stream()
                .map(provider -> new NetworkDescription.Listed(provider.id(), place(provider.url()))).toList();
        return new ListedProviders(http,
                new NetworkDescription(listed.chain(), chain, contracts.vault(), contracts.token(),
                        contracts.registry(), places, false, listed.finality()),
                listed.providers().stream().collect(Collectors.toUnmodifiableMap(Whereabouts.Provider::id,
                        Whereabouts.Provider::url)));
    }

    /// Providers that agree on what they are paid with.
    /// @param chain on which chain
    /// @param contracts with which contracts
    /// @param providers who they are
    public record Found(ChainId chain, Contracts contracts, List<Whereabouts.Provider> providers) {
        /// Keeps an own copy.
        public Found {
            providers = List.copyOf(providers);
        }
    }

    /// Asks providers who they are, and for a drive's tokens; all must answer.
    /// @throws FailureException `Disagreement` if they are not paid alike, or one of them answers at two places;
    ///         `Unavailable` if one does not answer; `Refused` if it gives no token, or is none of ours
    public static Found find(Http http, List<URI> urls, DriveId drive) throws FailureException {
        List<Whereabouts.Provider> providers = new ArrayList<>();
        ProviderInfo first = ProviderInfo.ask(http, place(urls.getFirst()), TIMEOUT);
        for (URI url : urls) {
            ProviderInfo info = ProviderInfo.ask(http, place(url), TIMEOUT);
            if (!info.chain().equals(first.chain()) || !info.contracts().equals(first.contracts())) {
                throw new FailureException(new Failure.Disagreement("the providers",
                        url.getAuthority() + " is paid on another chain or by other contracts than "
                                + urls.getFirst().getAuthority()));
            }
            if (providers.stream().anyMatch(other -> other.id().equals(info.id()))) {
                throw new FailureException(new Failure.Disagreement("the providers",
                        info.id() + " answers at two of the places"));
            }
            token(http, url, drive, TIMEOUT);
            providers.add(new Whereabouts.Provider(info.id(), url));
        }
        return new Found(first.chain(), first.contracts(), providers);
    }

    /// Where a provider's API is, of the URL that gives tokens.
    private static URI place(URI url) {
        String text = url.toString();
        String path = url.getRawPath();
        return URI.create(path.isEmpty() ? text : text.substring(0, text.lastIndexOf('/')));
    }

    private record Given(String token) {}

    private static BearerToken token(Http http, URI url, DriveId drive, Duration most) throws FailureException {
        String who = url.getAuthority();
        Response response = http.send(Request.post(who, URI.create(url + "/drives"),
                Json.write(Map.of("drive_id", drive.toString()))).within(most));
        if (response.status() == 401 || response.status() == 404) {
            throw new FailureException(new Failure.Refused(who,
                    "it gives no token there: its URL must be the whole one that it printed, with the path"));
        }
        if (!response.successful()) {
            throw new FailureException(response.failure(who, "a token", Answers.errorCode(response)));
        }
        return Answers.read(who, response, Given.class, given -> new BearerToken(given.token()));
    }

    @Override
    public NetworkDescription describe() {
        return description;
    }

    /// Each provider is asked when it is first needed.
    @Override
    public Credentials credentials(DriveId drive) {
        return (provider, most) -> {
            URI door = doors.get(provider);
            if (door == null) {
                throw new FailureException(new Failure.NotFound("provider " + provider));
            }
            return token(http, door, drive, most);
        };
    }

    @Override
    public Hash faucet(Account account) throws FailureException {
        throw new FailureException(new Failure.Refused("the network", "nobody there gives tokens away"));
    }
}
