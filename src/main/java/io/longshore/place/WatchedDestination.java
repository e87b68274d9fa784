package io.longshore.place;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.destination.Terms;
import io.longshore.model.ByteCount;
import io.longshore.model.DestinationKind;
import io.longshore.model.FailureException;

/// A destination whose providers' health is kept.
public final class WatchedDestination implements Destination {
    private final Destination destination;
    private final List<Watched> providers;

    /// @param destination the destination that does the work
    /// @param clock what time it is
    public WatchedDestination(Destination destination, InstantSource clock) {
        this.destination = destination;
        this.providers = destination.providers().stream().map(provider -> new Watched(provider, new Health(clock)))
                .toList();
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
    public Optional<Terms> terms() {
        return destination.terms();
    }

    @Override
    public void refresh() throws FailureException {
        destination.refresh();
    }
}
