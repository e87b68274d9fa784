package io.longshore.localnet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.longshore.chain.VaultPayment;
import io.longshore.model.BucketId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;

/// A chain that has what it is told.
final class FakeChain implements ChainView {
    private final Map<BucketId, List<ProviderId>> buckets = new ConcurrentHashMap<>();
    private final Map<Hash, Payment> payments = new ConcurrentHashMap<>();
    private final Map<Hash, VaultPayment> paid = new ConcurrentHashMap<>();
    private volatile boolean down;

    void open(BucketId bucket, List<ProviderId> providers) {
        buckets.put(bucket, providers);
    }

    void pay(Hash transaction, Instant blockTime, List<VaultPayment> rows) {
        payments.put(transaction,
                new Payment(blockTime, rows.stream().map(VaultPayment::quoteHash).collect(Collectors.toSet())));
        rows.forEach(row -> paid.put(row.quoteHash(), row));
    }

    void down(boolean on) {
        down = on;
    }

    private void enter() throws FailureException {
        if (down) {
            throw new FailureException(new Failure.Unavailable("chain", "told to be down", Optional.empty()));
        }
    }

    @Override
    public List<ProviderId> providers(BucketId bucket) throws FailureException {
        enter();
        return buckets.getOrDefault(bucket, List.of());
    }

    @Override
    public Optional<Payment> payment(Hash transaction) throws FailureException {
        enter();
        return Optional.ofNullable(payments.get(transaction));
    }

    @Override
    public Set<Hash> covered(Collection<VaultPayment> rows) throws FailureException {
        enter();
        return rows.stream().filter(row -> {
            VaultPayment booked = paid.get(row.quoteHash());
            return booked != null && booked.amount().compareTo(row.amount()) >= 0
                    && booked.rewards().bytes().slice(0, 16).equals(row.rewards().bytes().slice(0, 16));
        }).map(VaultPayment::quoteHash).collect(Collectors.toSet());
    }
}
