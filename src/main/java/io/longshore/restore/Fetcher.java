package io.longshore.restore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.longshore.destination.Destination;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.net.Backoff;

/// Fetches objects from whichever provider has them. The load is spread: who has the fewest of our requests is asked
/// first, and who failed repeatedly is asked last. What is wrong at one provider, or missing, is taken from the next; when
/// all fail and some were merely out of reach, they are asked again after a pause. Any thread may call it.
final class Fetcher {
    /// How often all providers are asked in vain before it gives up.
    private static final int ROUNDS = 3;

    /// The longest that a busy provider is waited for; one that wants more is given up for now.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Destination destination;
    private final Backoff backoff;
    private final List<Holder> holders;
    private final AtomicInteger turn = new AtomicInteger();

    Fetcher(Destination destination, Backoff backoff) {
        this.destination = destination;
        this.backoff = backoff;
        this.holders = destination.providers().stream().map(Holder::new).toList();
    }

    /// What is done with the bytes of an object, which hash to its address.
    @FunctionalInterface
    interface Use<T> {
        /// @throws FailureException `Corrupt` to have the object taken from the next provider; anything else ends it
        T of(byte[] sealed) throws FailureException;
    }

    /// Fetches the object and uses it.
    /// @param what what it is, for people
    /// @param most the most bytes it may have
    /// @throws FailureException `Unavailable` if it may be had later, else `Corrupt` if somebody has it damaged, else
    ///         `NotFound`; `Cancelled` when interrupted; what `use` threw
    <T> T fetch(String what, Address address, ByteCount most, Use<T> use) throws FailureException {
        for (int round = 0;; round++) {
            List<Failure> failures = new ArrayList<>();
            for (Holder holder : inOrder()) {
                try {
                    return holder.fetch(address, most, use);
                } catch (FailureException e) {
                    if (!concernsOneProvider(e.failure())) {
                        throw e;
                    }
                    failures.add(e.failure());
                }
            }
            Failure failure = verdict(what, failures);
            if (!(failure instanceof Failure.Unavailable busy) || round + 1 == ROUNDS || asksTooMuch(busy)) {
                throw new FailureException(failure);
            }
            pause(backoff.pause(round, busy.retryAfter()));
            destination.refresh();
        }
    }

    private List<Holder> inOrder() {
        List<Holder> order = new ArrayList<>();
        int first = Math.floorMod(turn.getAndIncrement(), holders.size());
        for (int i = 0; i < holders.size(); i++) {
            order.add(holders.get((first + i) % holders.size()));
        }
        // Others change what is compared meanwhile; a snapshot keeps the order consistent.
        record Seen(Holder holder, boolean unwell, int busy) {}
        return order.stream().map(holder -> new Seen(holder, holder.isUnwell(), holder.busy()))
                .sorted(Comparator.comparing(Seen::unwell).thenComparing(Seen::busy)).map(Seen::holder).toList();
    }

    private static boolean concernsOneProvider(Failure failure) {
        return switch (failure) {
            case Failure.Unavailable _,Failure.Corrupt _,Failure.NotFound _,Failure.Refused _,Failure.Unpaid _ -> true;
            default -> false;
        };
    }

    /// What the failures of all providers mean together.
    private static Failure verdict(String what, List<Failure> failures) {
        Optional<Failure> unavailable = first(failures, Failure.Unavailable.class);
        Optional<Failure> corrupt = first(failures, Failure.Corrupt.class);
        if (unavailable.isPresent()) {
            return unavailable.get();
        } else if (corrupt.isPresent()) {
            return new Failure.Corrupt(what, corrupt.get().toString());
        }
        return failures.stream().filter(failure -> !(failure instanceof Failure.NotFound)).findFirst()
                .orElse(new Failure.NotFound(what));
    }

    private static Optional<Failure> first(List<Failure> failures, Class<? extends Failure> kind) {
        return failures.stream().filter(kind::isInstance).findFirst();
    }

    private static boolean asksTooMuch(Failure.Unavailable busy) {
        return busy.retryAfter().filter(wait -> wait.compareTo(PATIENCE) > 0).isPresent();
    }

    private static void pause(Duration pause) throws FailureException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new Failure.Cancelled(), e);
        }
    }
}
