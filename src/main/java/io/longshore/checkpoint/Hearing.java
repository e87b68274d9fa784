package io.longshore.checkpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import io.longshore.chain.Sleeper;
import io.longshore.destination.Committing;
import io.longshore.destination.Provider;
import io.longshore.model.Commitment;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Standing;

/// One round of asking every provider for its commitment: all at once, each on a thread of its own, so that a slow or failing
/// one delays nobody's answer but its own. Who is out of reach or busy is asked again; who answers nonsense is not, since it
/// would again. Used once; any thread may look.
public final class Hearing implements AutoCloseable {
    private final Judge judge;
    private final Pace pace;
    private final RandomGenerator random;
    private final Sleeper sleeper;
    private final List<Provider> providers;
    private final Map<ProviderId, Standing> heard = new LinkedHashMap<>();
    /// Why those are silent who were asked in vain and are asked again.
    private final Map<ProviderId, Failure> failing = new HashMap<>();
    private final List<Thread> askers = new ArrayList<>();
    private Optional<FailureException> broken = Optional.empty();

    /// How long and how often a provider is asked.
    ///
    /// @param timeout how long one attempt may take
    /// @param pauses before each further attempt; as many as there are retries
    /// @param jitter the most that is added to a pause, as a part of it
    public record Pace(Duration timeout, List<Duration> pauses, double jitter) {
        /// 30 s an attempt, three retries after 2, 4 and 8 s (Automated Checkpoint Protocol, collection), each up to a
        /// quarter longer: so a provider's word is known after 137.5 s at the latest.
        public static final Pace PROTOCOL = new Pace(Duration.ofSeconds(30),
                List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8)), 0.25);

        /// Keeps an own copy.
        public Pace {
            pauses = List.copyOf(pauses);
        }

        /// The same at `part` of the time.
        public Pace dividedBy(int part) {
            return new Pace(timeout.dividedBy(part),
                    pauses.stream().map(pause -> pause.dividedBy(part)).toList(), jitter);
        }

        /// When the slowest provider's word is known at the latest.
        public Duration bound() {
            Duration bound = timeout.multipliedBy(pauses.size() + 1L);
            for (Duration pause : pauses) {
                bound = bound.plus(pause).plus(share(pause, jitter));
            }
            return bound;
        }

        private static Duration share(Duration of, double part) {
            return Duration.ofNanos((long) (of.toNanos() * part));
        }
    }

    private Hearing(List<Provider> providers, Judge judge, Pace pace, RandomGenerator random, Sleeper sleeper) {
        this.providers = List.copyOf(providers);
        this.judge = judge;
        this.pace = pace;
        this.random = random;
        this.sleeper = sleeper;
    }

    /// Begins to ask.
    /// @param judge verifies and compares what they say
    /// @param random jitter
    /// @param sleeper how pauses pass; called on the askers' threads
    public static Hearing of(List<Provider> providers, Judge judge, Pace pace, RandomGenerator random,
            Sleeper sleeper) {
        Hearing hearing = new Hearing(providers, judge, pace, random, sleeper);
        for (Provider provider : hearing.providers) {
            hearing.askers.add(Thread.ofVirtual().name("hear " + provider.id())
                    .start(() -> hearing.hear(provider)));
        }
        return hearing;
    }

    /// Waits until everybody was heard.
    /// @return how every provider stands, in the order of the providers
    /// @throws FailureException if our own leaves cannot be read
    public Map<ProviderId, Standing> all() throws InterruptedException, FailureException {
        return until(_ -> false, Duration.ZERO);
    }

    /// Waits until everybody was heard, or until what was heard is enough and `grace` has passed since. That is for those
    /// who have not answered yet: who was asked in vain before is not waited for.
    /// @return how every provider stands, in the order of the providers; who was not heard yet is unreachable
    /// @throws FailureException if our own leaves cannot be read; `Cancelled` if somebody else interrupted a thread that asks
    public synchronized Map<ProviderId, Standing> until(Predicate<Map<ProviderId, Standing>> enough, Duration grace)
            throws InterruptedException, FailureException {
        long deadline = Long.MAX_VALUE;
        while (heard.size() < providers.size()) {
            if (broken.isPresent()) {
                throw broken.get();
            }
            if (deadline == Long.MAX_VALUE && enough.test(Map.copyOf(heard))) {
                deadline = System.nanoTime() + grace.toNanos();
            }
            if (deadline == Long.MAX_VALUE) {
                wait();
                continue;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || isEveryoneElseFailing()) {
                break;
            }
            wait(left / 1_000_000 + 1);
        }
        Map<ProviderId, Standing> standings = new LinkedHashMap<>();
        for (Provider provider : providers) {
            standings.put(provider.id(), heard.getOrDefault(provider.id(),
                    new Standing.Unreachable(failing.getOrDefault(provider.id(),
                            new Failure.Unavailable(provider.endpoint(), "has not answered yet", Optional.empty())))));
        }
        return standings;
    }

    private boolean isEveryoneElseFailing() {
        return providers.stream().map(Provider::id).allMatch(id -> heard.containsKey(id) || failing.containsKey(id));
    }

    private synchronized void failed(Provider provider, Failure why) {
        failing.put(provider.id(), why);
        notifyAll();
    }

    private void hear(Provider provider) {
        try {
            Standing standing = switch (ask(provider)) {
                case Said.Commits(Commitment commitment) -> judge.standing(commitment, provider.id());
                case Said.Nothing(Standing unheard) -> unheard;
            };
            synchronized (this) {
                heard.put(provider.id(), standing);
                notifyAll();
            }
        } catch (FailureException e) {
            synchronized (this) {
                broken = Optional.of(e);
                notifyAll();
            }
        }
    }

    /// What became of asking.
    private sealed interface Said {
        /// It commits to something.
        record Commits(Commitment commitment) implements Said {}

        /// It says nothing that could be judged.
        record Nothing(Standing standing) implements Said {}
    }

    private Said ask(Provider provider) throws FailureException {
        Said said = once(provider);
        for (Duration wanted : pace.pauses()) {
            if (!(said instanceof Said.Nothing(Standing.Unreachable(Failure.Unavailable why)))) {
                return said;
            }
            failed(provider, why);
            // What a provider asks for is respected as far as the longest pause goes; who wants more is left alone.
            Duration asked = why.retryAfter().orElse(Duration.ZERO);
            if (asked.compareTo(pace.pauses().getLast()) > 0) {
                return said;
            }
            Duration pause = wanted.plus(Pace.share(wanted, random.nextDouble() * pace.jitter()));
            sleeper.sleep(asked.compareTo(pause) > 0 ? asked : pause);
            said = once(provider);
        }
        return said;
    }

    private Said once(Provider provider) throws FailureException {
        try {
            return new Said.Commits(committing(provider).commitment(pace.timeout()));
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Cancelled) {
                // Its thread was interrupted, which says nothing about the provider.
                throw e;
            }
            return new Said.Nothing(e.failure() instanceof Failure.Corrupt corrupt
                    ? new Standing.Invalid(corrupt.detail())
                    : new Standing.Unreachable(e.failure()));
        }
    }

    private static Committing committing(Provider provider) throws FailureException {
        return provider.committing().orElseThrow(
                () -> new FailureException(new Failure.Refused(provider.endpoint(), "does not commit")));
    }

    @Override
    public void close() {
        askers.forEach(Thread::interrupt);
    }
}
