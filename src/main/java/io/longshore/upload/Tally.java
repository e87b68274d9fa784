package io.longshore.upload;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.store.PaymentStore;
import io.longshore.model.store.PaymentStore.Spent;

/// What happened in this run, and what changed since somebody last looked: plain counters, so that ten thousand events
/// cost one look. Safe for use by several threads.
public final class Tally {
    private final PaymentStore payments;
    private final ConcurrentMap<UploadId, AtomicLong> sent = new ConcurrentHashMap<>();
    private final ConcurrentMap<UploadId, Spent> before = new ConcurrentHashMap<>();
    private final Set<UploadId> changed = ConcurrentHashMap.newKeySet();
    private volatile Runnable listener = () -> {};

    /// @param payments the books
    public Tally(PaymentStore payments) {
        this.payments = payments;
    }

    /// Remembers what an upload had cost when this run began.
    public void begin(UploadId upload) throws FailureException {
        if (!before.containsKey(upload)) {
            before.putIfAbsent(upload, payments.spent(upload));
        }
    }

    /// What the upload had cost when this run began; nothing if this run has not touched it.
    public Spent before(UploadId upload, Spent now) {
        return before.getOrDefault(upload, now);
    }

    /// An object of the upload was sent, and acknowledged by at least one provider.
    void sent(UploadId upload) {
        sent.computeIfAbsent(upload, _ -> new AtomicLong()).incrementAndGet();
        changed(upload);
    }

    /// Objects of the upload sent in this run.
    public long sentOf(UploadId upload) {
        AtomicLong count = sent.get(upload);
        return count == null ? 0 : count.get();
    }

    /// Something about an upload is not as it was.
    public void changed(UploadId upload) {
        changed.add(upload);
        listener.run();
    }

    /// Something is not as it was that is no upload's: waves, providers.
    public void changed() {
        listener.run();
    }

    /// The uploads that changed since this was last asked.
    public Set<UploadId> takeChanged() {
        Set<UploadId> taken = Set.copyOf(changed);
        changed.removeAll(taken);
        return taken;
    }

    /// Sets who is told that something changed; must be fast.
    public void listen(Runnable listener) {
        this.listener = listener;
    }
}
