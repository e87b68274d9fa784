package io.longshore.destination;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.DestinationKind;

/// A destination that keeps everything in memory, with faults on command: see [MemoryProvider]. Addresses are SHA-256.
/// It wants no payment; who tests payments gives its providers a [Paid] and itself [Terms]. Any thread may call it.
public final class MemoryDestination implements Destination {
    private final ByteCount maxChunk;
    private final List<MemoryProvider> providers;
    private volatile Optional<Terms> terms = Optional.empty();

    /// `providers` empty holders of objects of up to `maxChunk` bytes.
    public MemoryDestination(ByteCount maxChunk, int providers) {
        this.maxChunk = maxChunk;
        this.providers = IntStream.range(0, providers).mapToObj(number -> new MemoryProvider(number, maxChunk))
                .toList();
    }

    /// Five providers that take objects of up to 256 KiB: small enough for quick tests of many chunks.
    public static MemoryDestination small() {
        return new MemoryDestination(new ByteCount(256 * 1024), 5);
    }

    @Override
    public DestinationKind kind() {
        return DestinationKind.NETWORK;
    }

    @Override
    public ByteCount maxChunk() {
        return maxChunk;
    }

    @Override
    public List<Provider> providers() {
        return List.copyOf(providers);
    }

    @Override
    public Optional<Terms> terms() {
        return terms;
    }

    /// Says what it wants to be paid by.
    public void terms(Terms wanted) {
        terms = Optional.of(wanted);
    }

    @Override
    public void refresh() {
        // It always knows where its providers are.
    }

    /// The same providers, with their commands.
    public List<MemoryProvider> memory() {
        return providers;
    }

    /// Provider `number`, with its commands.
    public MemoryProvider memory(int number) {
        return providers.get(number);
    }

    /// Puts an object on every provider and returns its address; no fault applies.
    public Address store(byte[] sealed) {
        Address address = MemoryProvider.address(sealed, sealed.length);
        providers.forEach(provider -> provider.keep(address, sealed));
        return address;
    }

    /// Removes an object from every provider.
    public void lose(Address address) {
        providers.forEach(provider -> provider.lose(address));
    }

    /// Damages an object at every provider.
    public void damage(Address address) {
        providers.forEach(provider -> provider.damage(address));
    }

    /// How many successful requests for objects all providers have answered.
    public long fetched() {
        return providers.stream().mapToLong(MemoryProvider::fetched).sum();
    }
}
