package io.longshore.place;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.longshore.destination.Committing;
import io.longshore.destination.Paid;
import io.longshore.destination.Provider;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Commitment;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;

/// A provider whose every request is noted in its [Health].
public final class Watched implements Provider {
    private final Provider provider;
    private final Health health;

    /// @param provider the provider that does the work
    /// @param health where it is noted
    public Watched(Provider provider, Health health) {
        this.provider = provider;
        this.health = health;
    }

    /// How it fares.
    public Health health() {
        return health;
    }

    private interface Request<T> {
        T make() throws FailureException;
    }

    private <T> T noted(Request<T> request) throws FailureException {
        long begun = System.nanoTime();
        try {
            T answer = request.make();
            health.answered(Duration.ofNanos(System.nanoTime() - begun));
            return answer;
        } catch (FailureException e) {
            note(e.failure(), begun);
            throw e;
        }
    }

    /// An answer that says no is an answer; only silence, trouble and lies count against a provider.
    private void note(Failure failure, long begun) {
        switch (failure) {
            case Failure.Cancelled _ -> {
            }
            case Failure.NotFound _,Failure.Unpaid _ -> health.answered(Duration.ofNanos(System.nanoTime() - begun));
            default -> health.failed(failure);
        }
    }

    @Override
    public ProviderId id() {
        return provider.id();
    }

    @Override
    public String endpoint() {
        return provider.endpoint();
    }

    @Override
    public void probe(Duration most) throws FailureException {
        noted(() -> {
            provider.probe(most);
            return true;
        });
    }

    @Override
    public Set<Address> missing(Collection<Address> chunks) throws FailureException {
        return noted(() -> provider.missing(chunks));
    }

    @Override
    public void put(Address address, byte[] sealed, int length, Runnable progress) throws FailureException {
        noted(() -> {
            provider.put(address, sealed, length, progress);
            return true;
        });
    }

    @Override
    public byte[] get(Address address, ByteCount most) throws FailureException {
        return noted(() -> provider.get(address, most));
    }

    @Override
    public Optional<Paid> paid() {
        return provider.paid().map(paid -> new Paid() {
            @Override
            public Quotes quotes(Collection<Address> chunks) throws FailureException {
                return noted(() -> paid.quotes(chunks));
            }

            @Override
            public Acceptance payments(Hash transaction, List<Quote> quotes) throws FailureException {
                return noted(() -> paid.payments(transaction, quotes));
            }
        });
    }

    @Override
    public Optional<Committing> committing() {
        return provider.committing().map(committing -> new Committing() {
            @Override
            public Answer commit(List<Leaf> leaves) throws FailureException {
                return noted(() -> committing.commit(leaves));
            }

            @Override
            public Commitment commitment() throws FailureException {
                return noted(committing::commitment);
            }

            @Override
            public Commitment commitment(Duration most) throws FailureException {
                return noted(() -> committing.commitment(most));
            }

            @Override
            public ChunkProof chunkProof(Hash dataRoot, int chunk) throws FailureException {
                return noted(() -> committing.chunkProof(dataRoot, chunk));
            }

            @Override
            public LeafProof leafProof(long position) throws FailureException {
                return noted(() -> committing.leafProof(position));
            }

            @Override
            public List<Hash> leaves(long from) throws FailureException {
                return noted(() -> committing.leaves(from));
            }
        });
    }
}
