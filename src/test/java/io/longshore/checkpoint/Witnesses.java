package io.longshore.checkpoint;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.chain.Sleeper;
import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.Commitment;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.ProviderId;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.Mmr;
import io.longshore.proof.SigningKey;

/// What providers of each behaviour sign about a drive, and when, on a clock of their own: each provider's conversation runs
/// on a thread of its own, so each thread's time is what that provider took.
final class Witnesses {
    private static final ChainId ELSEWHERE = new ChainId(1);
    private static final Account STRANGER = Account.of("0x" + "77".repeat(20));

    private final Map<String, Duration> elapsed = new HashMap<>();
    private final Map<ProviderId, Integer> asked = new HashMap<>();
    private final List<Hash> leaves;

    /// @param leaves our own leaves, at least 41
    Witnesses(List<Leaf> leaves) {
        this.leaves = leaves.stream()
                .map(leaf -> Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize())).toList();
    }

    /// A sleeper whose time is the calling thread's own.
    Sleeper sleeper() {
        return this::pass;
    }

    private synchronized void pass(Duration time) {
        elapsed.merge(Thread.currentThread().getName(), time, Duration::plus);
    }

    /// How often a provider was asked.
    synchronized int asked(ProviderId provider) {
        return asked.getOrDefault(provider, 0);
    }

    private synchronized int ask(ProviderId provider) {
        return asked.merge(provider, 1, Integer::sum);
    }

    /// How long the slowest took.
    synchronized Duration longest() {
        return elapsed.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private Hash root(long count) {
        Mmr mmr = new Mmr();
        leaves.subList(0, (int) count).forEach(mmr::append);
        return mmr.root();
    }

    private Hash rootWithOther(long count) {
        Mmr mmr = new Mmr();
        leaves.subList(0, (int) count - 1).forEach(mmr::append);
        mmr.append(Hash.of("0x" + "ee".repeat(32)));
        return mmr.root();
    }

    /// What a provider signs at once.
    Commitment signed(Behaviour behaviour, SigningKey key) {
        int all = leaves.size();
        return switch (behaviour) {
            case LAGGING_BY_1 -> sign(key, root(all - 1), 0, all - 1);
            case LAGGING_BY_40 -> sign(key, root(all - 40), 0, all - 40);
            case AHEAD -> sign(key, rootWithOther(all), 0, all + 1);
            case BOASTING -> sign(key, rootWithOther(all), 0, Long.MAX_VALUE);
            case DIVERGENT -> sign(key, rootWithOther(all), 0, all);
            case OTHER_COUNT -> sign(key, root(all), 0, all - 1);
            case OTHER_START -> sign(key, root(all), 1, all - 1);
            case BAD_SIGNATURE -> {
                Commitment good = sign(key, root(all), 0, all);
                yield new Commitment(good.provider(), good.bucket(), good.root(), 0, all,
                        sign(key, root(all), 0, all - 1).signature());
            }
            case OTHER_BUCKET -> sign(key, Signatory.CHAIN, Signatory.REGISTRY, new BucketId(8), root(all), 0, all);
            case OTHER_CHAIN -> sign(key, ELSEWHERE, Signatory.REGISTRY, Signatory.BUCKET, root(all), 0, all);
            case OTHER_REGISTRY -> sign(key, Signatory.CHAIN, STRANGER, Signatory.BUCKET, root(all), 0, all);
            case REPEATED_SIGNER -> {
                Commitment others = sign(Signatory.key(0), root(all), 0, all);
                yield new Commitment(new ProviderId(key.account()), others.bucket(), others.root(), 0, all,
                        others.signature());
            }
            case HEALTHY, SLOW, TOO_SLOW, REFUSING, NOT_READY, NOT_READY_FOR_LONG, HANGING, FLAPPING, GARBAGE, HUGE ->
                sign(key, root(all), 0, all);
        };
    }

    private static Commitment sign(SigningKey key, Hash root, long start, long count) {
        return sign(key, Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET, root, start, count);
    }

    private static Commitment sign(SigningKey key, ChainId chain, Account registry, BucketId bucket, Hash root,
            long start, long count) {
        return new Commitment(new ProviderId(key.account()), bucket, root, start, count,
                key.sign(CommitmentDigest.of(chain, registry, CommitmentDigest.payload(bucket, root, start, count))));
    }

    /// A provider of that behaviour, on this clock.
    Signatory provider(int number, Behaviour behaviour) {
        SigningKey key = Signatory.key(number);
        return new Signatory(number) {
            @Override
            public synchronized Commitment commitment(Duration most) throws FailureException {
                int time = ask(id());
                Duration takes = behaviour == Behaviour.HANGING ? Duration.ofDays(1) : behaviour.delay();
                if (takes.compareTo(most) > 0) {
                    pass(most);
                    throw unavailable("did not answer in time", Optional.empty());
                }
                pass(takes);
                return switch (behaviour) {
                    case REFUSING -> throw unavailable("connection refused", Optional.empty());
                    case NOT_READY -> throw unavailable("HTTP 503", Optional.empty());
                    case NOT_READY_FOR_LONG -> throw unavailable("HTTP 503", Optional.of(Duration.ofHours(1)));
                    case GARBAGE -> throw new FailureException(new Failure.Corrupt("answer", "no JSON"));
                    case HUGE -> throw new FailureException(new Failure.Corrupt("answer", "too large"));
                    case FLAPPING -> {
                        if (time < behaviour.asked()) {
                            throw unavailable("HTTP 502", Optional.empty());
                        }
                        yield signed(behaviour, key);
                    }
                    default -> signed(behaviour, key);
                };
            }

            private FailureException unavailable(String detail, Optional<Duration> retryAfter) {
                return new FailureException(new Failure.Unavailable(endpoint(), detail, retryAfter));
            }
        };
    }
}
