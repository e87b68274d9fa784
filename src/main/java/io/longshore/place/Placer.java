package io.longshore.place;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.longshore.destination.Provider;
import io.longshore.model.Address;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;

/// Sends one sealed chunk to several providers at once, and is done when enough of them have acknowledged it: a request
/// that is already writing then gets a grace period, the others are dropped. When [#place] returns, nobody reads the
/// buffer any more.
public final class Placer {
    /// What a request that is already writing gets once a majority has the chunk.
    public static final Duration GRACE = Duration.ofSeconds(2);

    /// A request that has not begun to write gets this part of the grace period.
    private static final int IDLE_SHARE = 8;

    private final Duration grace;

    /// @param grace what a request that is already writing gets; [#GRACE] but in tests
    public Placer(Duration grace) {
        this.grace = grace;
    }

    /// What became of one chunk.
    ///
    /// @param acknowledged the providers that have it now
    /// @param failures why the others of those asked have not
    public record Result(Set<ProviderId> acknowledged, Map<ProviderId, Failure> failures) {}

    private record Ended(Sending sending, Failure failure) {
        static final Failure NONE = new Failure.Cancelled();

        boolean acknowledged() {
            return failure == NONE;
        }
    }

    private static final class Sending {
        private final Provider provider;
        private final AtomicBoolean writing = new AtomicBoolean();
        private Thread thread = Thread.currentThread();

        private Sending(Provider provider) {
            this.provider = provider;
        }
    }

    /// Sends `length` bytes of `sealed` to every one of `targets`.
    /// @param enough how many of them must acknowledge it; the others are stragglers
    /// @throws InterruptedException if the calling thread is interrupted; all requests have ended then, too
    public Result place(Address address, byte[] sealed, int length, List<Provider> targets, int enough)
            throws InterruptedException {
        BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
        List<Sending> sendings = new ArrayList<>();
        for (Provider target : targets) {
            Sending sending = new Sending(target);
            sendings.add(sending);
            sending.thread = Thread.ofVirtual().name("put " + target.id()).start(() -> ends.add(
                    new Ended(sending, send(sending, address, sealed, length))));
        }
        try {
            return collect(ends, sendings, enough);
        } finally {
            sendings.forEach(sending -> sending.thread.interrupt());
            joinAll(sendings);
        }
    }

    private Result collect(BlockingQueue<Ended> ends, List<Sending> sendings, int enough) throws InterruptedException {
        Set<ProviderId> acknowledged = new HashSet<>();
        Map<ProviderId, Failure> failures = new HashMap<>();
        Cutoff cutoff = new Cutoff(sendings);
        while (acknowledged.size() + failures.size() < sendings.size()) {
            Ended next = cutoff.next(ends);
            if (next == null) {
                break;
            }
            ProviderId id = next.sending().provider.id();
            if (!next.acknowledged()) {
                failures.put(id, next.failure());
            } else if (acknowledged.add(id) && acknowledged.size() == enough) {
                cutoff.start(grace);
            }
        }
        for (Sending sending : sendings) {
            ProviderId id = sending.provider.id();
            if (!acknowledged.contains(id)) {
                failures.putIfAbsent(id, new Failure.Cancelled());
            }
        }
        return new Result(acknowledged, failures);
    }

    /// When stragglers are given up: first those that have not begun to write, then all.
    private static final class Cutoff {
        private static final long NEVER = Long.MAX_VALUE;

        private final List<Sending> sendings;
        private long idleUntil = NEVER;
        private long writingUntil = NEVER;

        private Cutoff(List<Sending> sendings) {
            this.sendings = sendings;
        }

        private void start(Duration grace) {
            long now = System.nanoTime();
            writingUntil = now + grace.toNanos();
            idleUntil = now + grace.toNanos() / IDLE_SHARE;
        }

        /// The next request that ends; null when none is waited for any more.
        private Ended next(BlockingQueue<Ended> ends) throws InterruptedException {
            if (writingUntil == NEVER) {
                return ends.take();
            }
            if (idleUntil != NEVER) {
                Ended next = ends.poll(idleUntil - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next != null) {
                    return next;
                }
                idleUntil = NEVER;
                sendings.stream().filter(sending -> !sending.writing.get()).forEach(s -> s.thread.interrupt());
            }
            return ends.poll(writingUntil - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private static Failure send(Sending sending, Address address, byte[] sealed, int length) {
        try {
            sending.provider.put(address, sealed, length, () -> sending.writing.set(true));
            return Ended.NONE;
        } catch (FailureException e) {
            return e.failure();
        }
    }

    /// The buffer must outlive every reader, whatever happens to the thread that waits here.
    private static void joinAll(List<Sending> sendings) {
        boolean interrupted = false;
        for (Sending sending : sendings) {
            while (sending.thread.isAlive()) {
                try {
                    sending.thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
