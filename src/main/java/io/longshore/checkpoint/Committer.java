package io.longshore.checkpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.destination.Committing;
import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.store.LeafStore;
import io.longshore.net.Backoff;

/// The one committer of a drive: a thread for each provider brings it up to our leaves at its own pace, in the same order
/// everywhere, and tries again while it is out of reach. A provider that contradicts our leaves is left alone until it is
/// asked again.
public final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    /// How often who fails is asked again while somebody waits for it.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final DriveId drive;
    private final LeafStore leaves;
    private final Destination destination;
    private final Backoff backoff;
    private final Runnable changed;
    private final Map<ProviderId, Lane> lanes = new LinkedHashMap<>();
    private final Map<ProviderId, Trouble> troubles = new LinkedHashMap<>();
    /// What providers said that contradicts our leaves; stands until they commit.
    private final Map<ProviderId, Failure> contradictions = new LinkedHashMap<>();
    /// The last signal that each provider's thread has worked off.
    private final Map<ProviderId, Long> answered = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private long signals;
    private boolean closed;

    /// @param why its last failure
    /// @param since when it began, by [System#nanoTime]
    private record Trouble(Failure why, long since) {}

    /// @param drive whose leaves
    /// @param leaves the durable leaves
    /// @param destination the drive's providers
    /// @param judge verifies what they sign
    /// @param mending gives them chunks they lack
    /// @param backoff how long to wait after a failure
    /// @param changed told when a provider has committed or failed; must be fast
    public Committer(DriveId drive, LeafStore leaves, Destination destination, Judge judge, Mending mending,
            Backoff backoff, Runnable changed) throws FailureException {
        this.drive = drive;
        this.leaves = leaves;
        this.destination = destination;
        this.backoff = backoff;
        this.changed = changed;
        OwnMmr own = new OwnMmr(leaves, drive);
        for (Provider provider : destination.providers()) {
            Committing committing = provider.committing().orElseThrow(() -> new FailureException(
                    new Failure.Refused(provider.endpoint(), "does not commit")));
            lanes.put(provider.id(), new Lane(provider, committing, drive, leaves, own, judge, mending));
        }
    }

    /// Starts the threads.
    public void start() {
        lanes.values().forEach(lane -> threads.add(
                Thread.ofVirtual().name("commit " + lane.provider().id()).start(() -> run(lane))));
    }

    /// There are new leaves, or reason to try again at once.
    /// @return the signal's number
    public synchronized long signal() {
        signals++;
        notifyAll();
        return signals;
    }

    /// As [#signal], and what went wrong before is forgotten: whoever failed gets as much time again as in the beginning,
    /// whoever contradicted is heard again.
    public synchronized void retry() {
        troubles.clear();
        signal();
    }

    /// Why a majority will not commit all leaves by itself; empty while it may. Providers that contradict our leaves will
    /// not, nor, as far as one can tell, those that fail for longer than `patience`.
    public synchronized Optional<Failure> obstacle(Duration patience) {
        long now = System.nanoTime();
        List<Failure> hopeless = troubles.values().stream().filter(trouble -> trouble.why().isContradiction()
                || now - trouble.since() > patience.toNanos()).map(Trouble::why).toList();
        int hopeful = lanes.size() - hopeless.size();
        if (hopeful >= destination.majority()) {
            return Optional.empty();
        }
        return Optional.of(hopeless.stream().filter(Failure::isContradiction).findFirst()
                .orElse(new Failure.NoMajority(hopeful, destination.majority())));
    }

    /// What so many providers contradict our leaves with that no majority is left; empty while one is. Unlike an
    /// [#obstacle], it stands until they have committed, however often they are asked again.
    public synchronized Optional<Failure> contradiction() {
        return lanes.size() - contradictions.size() >= destination.majority()
                ? Optional.empty()
                : contradictions.values().stream().findFirst();
    }

    /// How many leaves a majority has committed.
    public long agreed() throws FailureException {
        List<Long> counts = new ArrayList<>();
        for (ProviderId provider : lanes.keySet()) {
            counts.add(leaves.committed(drive, provider));
        }
        counts.sort(null);
        return counts.get(counts.size() - destination.majority());
    }

    /// Why a provider does not commit; empty while all is well with it.
    public synchronized Optional<Failure> failure(ProviderId provider) {
        return Optional.ofNullable(troubles.get(provider)).map(Trouble::why);
    }

    /// Asks every provider again, and again each second, that lacks leaves, and waits until it has all of them, contradicts
    /// them, or has failed for longer than `hope`, at most `most`.
    public void awaitQuiet(Duration most, Duration hope) throws InterruptedException, FailureException {
        long deadline = System.nanoTime() + most.toNanos();
        long asked = signal();
        long again = System.nanoTime() + ASK_AGAIN.toNanos();
        for (Lane lane : lanes.values()) {
            while (System.nanoTime() < deadline && !isHopeless(lane.provider().id(), asked, hope)
                    && leaves.committed(drive, lane.provider().id()) < leaves.count(drive)) {
                if (System.nanoTime() > again) {
                    signal();
                    again = System.nanoTime() + ASK_AGAIN.toNanos();
                }
                synchronized (this) {
                    wait(Math.clamp((deadline - System.nanoTime()) / 1_000_000, 1, 50));
                }
            }
        }
    }

    private synchronized boolean isHopeless(ProviderId provider, long asked, Duration hope) {
        Trouble trouble = troubles.get(provider);
        return trouble != null && answered.getOrDefault(provider, -1L) >= asked
                && (trouble.why().isContradiction() || System.nanoTime() - trouble.since() > hope.toNanos());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        threads.forEach(Thread::interrupt);
    }

    private void run(Lane lane) {
        int attempt = 0;
        long seen = -1;
        while (!isClosed()) {
            try {
                seen = awaitWork(lane, seen, attempt);
                Optional<Failure> failure = tryOnce(lane);
                attempt = failure.isPresent() ? attempt + 1 : 0;
                note(lane, failure, seen);
            } catch (InterruptedException e) {
                LOG.debug("commits to {} are interrupted", lane.provider().id(), e);
                seen = -1;
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private static Optional<Failure> tryOnce(Lane lane) throws InterruptedException {
        try {
            lane.advance();
            return Optional.empty();
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Cancelled) {
                throw new InterruptedException();
            }
            LOG.info("{} does not commit: {}", lane.provider().id(), e.getMessage());
            return Optional.of(e.failure());
        }
    }

    private void note(Lane lane, Optional<Failure> failure, long signal) {
        synchronized (this) {
            answered.put(lane.provider().id(), signal);
            failure.filter(Failure::isContradiction).ifPresent(why -> contradictions.put(lane.provider().id(), why));
            failure.ifPresentOrElse(why -> troubles.merge(lane.provider().id(), new Trouble(why, System.nanoTime()),
                    (before, now) -> new Trouble(now.why(), before.since())),
                    () -> {
                        troubles.remove(lane.provider().id());
                        contradictions.remove(lane.provider().id());
                    });
            notifyAll();
        }
        changed.run();
    }

    /// Waits for a signal, or after a failure for the time that backoff says.
    private synchronized long awaitWork(Lane lane, long seen, int attempt) throws InterruptedException {
        Failure failure = failure(lane.provider().id()).orElse(null);
        long deadline = failure == null
                ? Long.MAX_VALUE
                : System.nanoTime() + backoff.pause(attempt - 1, failure.retryAfter()).toNanos();
        while (!closed && signals == seen) {
            if (deadline == Long.MAX_VALUE || failure.isContradiction()) {
                wait();
            } else {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
        }
        if (closed) {
            throw new InterruptedException();
        }
        return signals;
    }
}
