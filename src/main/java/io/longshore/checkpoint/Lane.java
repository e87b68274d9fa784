package io.longshore.checkpoint;

import java.util.List;
import java.util.Optional;

import io.longshore.destination.Committing;
import io.longshore.destination.Provider;
import io.longshore.model.Commitment;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.Failure.OlderThanTheWorld.Sign;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.store.LeafStore;
import io.longshore.proof.Mmr;

/// Brings one provider's MMR up to our leaves, in their order. Used by one thread at a time.
final class Lane {
    /// Leaves in one commit request.
    private static final int BATCH = 64;

    /// How often one batch is mended before the provider is said to refuse it.
    private static final int MENDS = 3;

    private final Provider provider;
    private final Committing committing;
    private final DriveId drive;
    private final LeafStore leaves;
    private final OwnMmr own;
    private final Judge judge;
    private final Mending mending;
    private Mmr mmr;

    Lane(Provider provider, Committing committing, DriveId drive, LeafStore leaves, OwnMmr own, Judge judge,
            Mending mending) throws FailureException {
        this.provider = provider;
        this.committing = committing;
        this.drive = drive;
        this.leaves = leaves;
        this.own = own;
        this.judge = judge;
        this.mending = mending;
        this.mmr = own.prefix(Math.min(leaves.committed(drive, provider.id()), own.count()));
    }

    Provider provider() {
        return provider;
    }

    boolean isBehind() throws FailureException {
        return mmr.count() < own.count();
    }

    /// Commits what the provider lacks; returns when it has all our leaves.
    /// @throws FailureException `Disagreement` if it has others, `OlderThanTheWorld` if it has more; whatever keeps it from
    ///         committing else
    void advance() throws FailureException, InterruptedException {
        int mends = 0;
        while (isBehind()) {
            List<Leaf> batch = leaves.from(drive, mmr.count(), BATCH);
            switch (committing.commit(batch)) {
                case Committing.Answer.Committed(Commitment commitment) -> {
                    accept(batch, commitment);
                    mends = 0;
                }
                case Committing.Answer.ChildrenMissing(var missing) -> {
                    if (++mends > MENDS) {
                        throw new FailureException(new Failure.Refused(provider.endpoint(),
                                "says that it lacks chunks which it acknowledged"));
                    }
                    mending.mend(provider, batch, missing);
                }
                case Committing.Answer.Position(long count, Hash root) -> moveTo(count, root);
            }
        }
    }

    private void accept(List<Leaf> batch, Commitment commitment) throws FailureException {
        Optional<String> objection = judge.objection(commitment, provider.id());
        if (objection.isPresent()) {
            throw new FailureException(new Failure.Corrupt("commitment of " + provider.id(), objection.get()));
        }
        if (commitment.count() < mmr.count() + batch.size()) {
            throw new FailureException(
                    new Failure.Refused(provider.endpoint(), "committed fewer leaves than it was sent"));
        }
        moveTo(commitment.count(), commitment.root());
    }

    /// Follows the provider to where it says it is, if our own leaves say the same.
    private void moveTo(long count, Hash root) throws FailureException {
        if (count > own.count()) {
            throw new FailureException(
                    new Failure.OlderThanTheWorld(Sign.LEAVES, provider.id().toString(), count, own.count()));
        }
        Mmr there = count >= mmr.count() ? continued(count) : own.prefix(count);
        if (!there.root().equals(root)) {
            throw new FailureException(new Failure.Disagreement(provider.id() + " has other leaves",
                    "at " + count + " leaves its root is " + root + ", ours is " + there.root()));
        }
        mmr = there;
        leaves.committed(drive, provider.id(), count);
    }

    private Mmr continued(long count) throws FailureException {
        Mmr next = mmr.copy();
        while (next.count() < count) {
            leaves.from(drive, next.count(), (int) Math.min(BATCH, count - next.count()))
                    .forEach(leaf -> OwnMmr.append(next, leaf));
        }
        return next;
    }
}
