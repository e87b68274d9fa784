package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.longshore.chain.RegistryCall;
import io.longshore.checkpoint.Checkpointer.Ears;
import io.longshore.checkpoint.Checkpointer.Result;
import io.longshore.checkpoint.Checkpointer.Sending;
import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.destination.Terms;
import io.longshore.model.Checkpoint;
import io.longshore.model.Commitment;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.store.LeafStore;

/// Providers that lacked leaves when a checkpoint was made, and have them now: their signatures are added to it.
public final class Latecomers {
    /// Signatures are added no more often than failed attempts are repeated (Automated Checkpoint Protocol, failure delay):
    /// each addition costs gas, and who comes later is added with the next one.
    public static final Duration BETWEEN = Duration.ofSeconds(30);

    /// Who has nothing that can be added is asked after twice the time, again and again, up to 32 minutes.
    private static final int MOST_DOUBLINGS = 6;

    /// How long another one may still take once one of them has signed.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DriveId drive;
    private final Destination destination;
    private final Terms terms;
    private final LeafStore leaves;
    private final Ears ears;
    private final Discovery discovery;
    private final InstantSource clock;
    private final Sending sending;
    private volatile Optional<Tried> tried = Optional.empty();

    /// @param at when they were asked the last time
    /// @param who it was, if it was in vain
    /// @param inVain how often in a row before that the same had no signature that can be added
    private record Tried(Instant at, Set<ProviderId> who, int inVain) {}

    Latecomers(DriveId drive, Destination destination, Terms terms, LeafStore leaves, Ears ears, Discovery discovery,
            InstantSource clock, Sending sending) {
        this.drive = drive;
        this.destination = destination;
        this.terms = terms;
        this.leaves = leaves;
        this.ears = ears;
        this.discovery = discovery;
        this.clock = clock;
        this.sending = sending;
    }

    /// From when on there is reason for a [Checkpointer#round], because somebody came late who can sign by now; empty if nobody
    /// did. Asks the registry at most, and that only if somebody may have.
    public Optional<Instant> due() throws FailureException {
        Optional<Checkpoint> newest = leaves.checkpoints(drive, 1).stream().findFirst();
        if (newest.isEmpty() || newest.get().count() != leaves.count(drive)) {
            return Optional.empty();
        }
        List<Provider> late = among(newest.get());
        return late.isEmpty() ? Optional.empty() : Optional.of(free(late));
    }

    private Instant free(List<Provider> late) {
        return tried.map(before -> before.at().plus(BETWEEN.multipliedBy(before.who().equals(ids(late))
                ? 1L << before.inVain()
                : 1))).orElse(Instant.EPOCH);
    }

    private static Set<ProviderId> ids(List<Provider> providers) {
        return providers.stream().map(Provider::id).collect(Collectors.toSet());
    }

    /// Who of the bucket has not signed it, and has committed all that it covers as far as known.
    private List<Provider> among(Checkpoint checkpoint) throws FailureException {
        List<Provider> late = new ArrayList<>();
        for (Provider provider : destination.providers()) {
            if (!checkpoint.signers().contains(provider.id())
                    && leaves.committed(drive, provider.id()) >= checkpoint.count()) {
                late.add(provider);
            }
        }
        if (!late.isEmpty()) {
            Set<ProviderId> able = discovery.members().able();
            late.removeIf(provider -> !able.contains(provider.id()));
        }
        return late;
    }

    /// Adds their signatures to the checkpoint that stands and covers all leaves, if there are any. Only those are asked that
    /// are there now: nobody waits here for one that is silent.
    Result added(Checkpoint checkpoint) throws FailureException, InterruptedException {
        Result unchanged = new Result.Unchanged(Optional.of(checkpoint));
        List<Provider> late = among(checkpoint);
        if (late.isEmpty() || clock.instant().isBefore(free(late))) {
            return unchanged;
        }
        Set<ProviderId> present = RollCall.of(late, RollCall.MOST).present(late.size());
        List<Commitment> signed = signed(checkpoint,
                late.stream().filter(provider -> present.contains(provider.id())).toList());
        if (signed.isEmpty()) {
            tried = Optional.of(new Tried(clock.instant(), ids(late), tried
                    .filter(before -> before.who().equals(ids(late)))
                    .map(before -> Math.min(before.inVain() + 1, MOST_DOUBLINGS)).orElse(0)));
            return unchanged;
        }
        List<ProviderId> signers = signed.stream().map(Commitment::provider).toList();
        // From now on, whether it succeeds or not.
        tried = Optional.of(new Tried(clock.instant(), Set.of(), 0));
        sending.send(new Purpose.Extend(drive, checkpoint.root(), checkpoint.start(), checkpoint.count(), signers),
                terms.registry(),
                new RegistryCall.ExtendCheckpoint(terms.bucket(), Checkpointer.signatures(signed)).calldata());
        return new Result.Extended(leaves.checkpoints(drive, 1).stream()
                .filter(made -> made.signers().containsAll(signers)).findFirst().orElseThrow(Checkpointer::unsaid),
                signers);
    }

    private List<Commitment> signed(Checkpoint checkpoint, List<Provider> asked)
            throws FailureException, InterruptedException {
        if (asked.isEmpty()) {
            return List.of();
        }
        try (Hearing hearing = ears.hear(asked)) {
            List<Commitment> agreeing = Checkpointer
                    .agreeing(hearing.until(heard -> !Checkpointer.agreeing(heard).isEmpty(), GRACE));
            return Checkpointer.anchorable(agreeing).stream().filter(commitment -> isOf(commitment, checkpoint))
                    .toList();
        }
    }

    private static boolean isOf(Commitment commitment, Checkpoint checkpoint) {
        return commitment.bucket().equals(checkpoint.bucket()) && commitment.root().equals(checkpoint.root())
                && commitment.start() == checkpoint.start() && commitment.count() == checkpoint.count();
    }
}
