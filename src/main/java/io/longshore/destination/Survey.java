package io.longshore.destination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// Asks several providers the same at once, each on a virtual thread, and does not let a slow one hold up the others'
/// answers: once enough have answered, the rest get a grace period and are then interrupted.
public final class Survey {
    private final Duration grace;

    /// @param grace how long the others may still take once enough have answered
    public Survey(Duration grace) {
        this.grace = grace;
    }

    /// What is asked of a provider; runs on a thread of its own, which may be interrupted.
    ///
    /// @param <T> the answer
    public interface Question<T> {
        /// Asks.
        T ask(Provider provider) throws FailureException;
    }

    /// One provider's answer, or why there is none.
    ///
    /// @param <T> the answer
    public sealed interface Reply<T> {
        /// It answered.
        ///
        /// @param <T> the answer
        record Answered<T>(T answer) implements Reply<T> {}

        /// It did not.
        ///
        /// @param <T> the answer
        record Failed<T>(Failure failure) implements Reply<T> {}
    }

    private record Arrived<T>(Provider provider, Reply<T> reply) {}

    /// Asks all of them. Every provider is a key of the result, in the order given.
    /// @param enough how many answers start the grace period
    /// @throws InterruptedException if the asking thread is interrupted; the askers are then, too
    public <T> Map<Provider, Reply<T>> of(List<Provider> providers, int enough, Question<T> question)
            throws InterruptedException {
        BlockingQueue<Arrived<T>> arrivals = new LinkedBlockingQueue<>();
        List<Thread> askers = new ArrayList<>();
        for (Provider provider : providers) {
            askers.add(Thread.ofVirtual().name("ask " + provider.id()).start(() -> arrivals.add(
                    new Arrived<>(provider, reply(provider, question)))));
        }
        Map<Provider, Reply<T>> replies = new LinkedHashMap<>();
        for (Provider provider : providers) {
            replies.put(provider, new Reply.Failed<>(new Failure.Unavailable(provider.endpoint(),
                    "did not answer in time", Optional.empty())));
        }
        try {
            collect(arrivals, replies, providers.size(), enough);
        } finally {
            askers.forEach(Thread::interrupt);
        }
        return replies;
    }

    private <T> void collect(BlockingQueue<Arrived<T>> arrivals, Map<Provider, Reply<T>> replies, int all, int enough)
            throws InterruptedException {
        int answered = 0;
        long deadline = Long.MAX_VALUE;
        for (int arrived = 0; arrived < all; arrived++) {
            Arrived<T> next = deadline == Long.MAX_VALUE
                    ? arrivals.take()
                    : arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            replies.put(next.provider(), next.reply());
            if (next.reply() instanceof Reply.Answered<T> && ++answered == enough) {
                deadline = System.nanoTime() + grace.toNanos();
            }
        }
    }

    private static <T> Reply<T> reply(Provider provider, Question<T> question) {
        try {
            return new Reply.Answered<>(question.ask(provider));
        } catch (FailureException e) {
            return new Reply.Failed<>(e.failure());
        }
    }
}
