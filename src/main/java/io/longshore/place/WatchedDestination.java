package io.longshore.place;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.destination.Terms;
import io.longshore.model.ByteCount;
import io.longshore.model.DestinationKind;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;

/// A destination whose providers' health is kept.
public final class WatchedDestination implements Destination, AutoCloseable {
    private final Destination destination;
    private final List<Watched> providers;

    /// @param destination the destination that does the work
    /// @param clock what time it is
    /// @param histories how the providers have fared before, and where that is kept
    public WatchedDestination(Destination destination, InstantSource clock, Histories histories)
            throws FailureException {
        this.destination = destination;
        List<Watched> watched = new ArrayList<>();
        for (Provider provider : destination.providers()) {
            watched.add(new Watched(provider, new Health(clock, histories.find(provider.id()),
                    history -> histories.keep(provider.id(), history))));
        }
        this.providers = List.copyOf(watched);
    }

    /// How the providers of the drive have fared.
    public interface Histories {
        /// Before this program began.
        Optional<ProviderHistory> find(ProviderId provider) throws FailureException;

        /// Keeps it; must not throw.
        void keep(ProviderId provider, ProviderHistory history);
    }

    /// The providers, with their health.
    public List<Watched> watched() {
        return providers;
    }

    @Override
    public DestinationKind kind() {
        return destination.kind();
    }

    @Override
    public ByteCount maxChunk() {
        return destination.maxChunk();
    }

    @Override
    public List<Provider> providers() {
        return List.copyOf(providers);
    }

    @Override
    public List<Provider> ranked() {
        // Others change what is compared meanwhile; a snapshot keeps the order consistent.
        record Seen(Watched provider, ProviderHistory history) {}
        return providers.stream().map(provider -> new Seen(provider, provider.health().history()))
                .sorted(Comparator.comparing(Seen::history, ProviderHistory.RANKING)).<Provider>map(Seen::provider)
                .toList();
    }

    @Override
    public Optional<Terms> terms() {
        return destination.terms();
    }

    @Override
    public void refresh() throws FailureException {
        destination.refresh();
    }

    /// Keeps how its providers have fared.
    @Override
    public void close() {
        providers.forEach(provider -> provider.health().close());
    }
}
