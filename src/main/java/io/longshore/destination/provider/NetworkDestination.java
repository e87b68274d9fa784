package io.longshore.destination.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.destination.Terms;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.DestinationKind;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Profile;
import io.longshore.model.ProviderId;
import io.longshore.net.Http;

/// A drive's storage at a network of providers that are quoted, paid by the wave and commit. For all threads.
public final class NetworkDestination implements Destination {
    /// What the providers of `src/docs/format.md` section 3 take, while none was reached that says otherwise.
    private static final ByteCount USUAL_MAX_CHUNK = ByteCount.mebibytes(4);

    /// How long opening waits for a provider.
    private static final Duration INTRODUCTION = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(NetworkDestination.class);

    private final Network network;
    private final NetworkDescription description;
    private final Terms terms;
    private final List<ProviderLine> lines;
    private final List<Provider> providers;

    private NetworkDestination(Network network, NetworkDescription description, Terms terms,
            List<ProviderLine> lines) {
        this.network = network;
        this.description = description;
        this.terms = terms;
        this.lines = lines;
        this.providers = lines.stream().<Provider>map(HttpProvider::new).toList();
    }

    /// Opens a drive's storage and asks every provider who it is; those that do not answer are asked again when they are
    /// needed.
    ///
    /// @param description the network, as it describes itself
    /// @param credentials what the drive shows to the providers
    /// @param bucket the drive's bucket
    /// @param profile how long a request may take
    public static NetworkDestination open(Http http, Network network, NetworkDescription description,
            Network.Credentials credentials, BucketId bucket, Profile profile) throws FailureException {
        Terms terms = description.terms(bucket);
        List<ProviderLine> lines = description.providers().stream()
                .map(provider -> new ProviderLine(http, provider, terms, credentials, profile.timeout())).toList();
        NetworkDestination destination = new NetworkDestination(network, description, terms, lines);
        destination.introduce();
        return destination;
    }

    private void introduce() throws FailureException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(lines.stream()
                    .map(line -> Executors.callable(() -> introduce(line))).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new Failure.Cancelled(), e);
        }
    }

    private static void introduce(ProviderLine line) {
        try {
            line.introduce(INTRODUCTION);
        } catch (FailureException e) {
            LOG.info("provider {} does not introduce itself: {}", line.id(), e.failure());
        }
    }

    @Override
    public DestinationKind kind() {
        return DestinationKind.NETWORK;
    }

    /// The smallest of what the providers say; of those that were not reached yet, the usual is assumed.
    @Override
    public ByteCount maxChunk() {
        return new ByteCount(lines.stream().mapToLong(line -> line.maxChunk().orElse(USUAL_MAX_CHUNK.value())).min()
                .orElseThrow());
    }

    @Override
    public List<Provider> providers() {
        return providers;
    }

    @Override
    public Optional<Terms> terms() {
        return Optional.of(terms);
    }

    /// Reads the description again and follows providers that moved. Providers that are new there are none of this drive's.
    /// @throws FailureException `Disagreement` if it is another network by now
    @Override
    public void refresh() throws FailureException {
        NetworkDescription now = network.describe();
        if (!now.agreesWith(description)) {
            throw new FailureException(new Failure.Disagreement("network",
                    "its directory names another chain or other contracts than when the drive was opened"));
        }
        Map<ProviderId, URI> places = now.providers().stream().collect(
                Collectors.toMap(NetworkDescription.Listed::id, NetworkDescription.Listed::url));
        lines.forEach(line -> Optional.ofNullable(places.get(line.id())).ifPresent(line::move));
    }
}
