package io.longshore.restore;

import java.util.concurrent.atomic.AtomicInteger;

import io.longshore.destination.Provider;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.FailureException;

/// One provider as a restore sees it: how busy it is with our requests, and whether it has been of use lately. Any thread.
final class Holder {
    /// So many failures in a row, and it is asked only after the others.
    private static final int PATIENCE = 3;

    private final Provider provider;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    Holder(Provider provider) {
        this.provider = provider;
    }

    /// How many of our requests it has before it.
    int busy() {
        return busy.get();
    }

    /// Whether it failed too often in a row.
    boolean isUnwell() {
        return failures.get() >= PATIENCE;
    }

    /// Fetches an object from it and does with it what is to be done, which may find it `Corrupt`.
    <T> T fetch(Address address, ByteCount most, Fetcher.Use<T> use) throws FailureException {
        boolean useful = false;
        try {
            T result = use.of(get(address, most));
            useful = true;
            return result;
        } finally {
            failures.updateAndGet(useful ? _ -> 0 : count -> Math.min(count + 1, PATIENCE));
        }
    }

    private byte[] get(Address address, ByteCount most) throws FailureException {
        busy.incrementAndGet();
        try {
            return provider.get(address, most);
        } finally {
            busy.decrementAndGet();
        }
    }
}
