package io.longshore.checkpoint;

import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Commitment;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Standing;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.CommitmentSigner;

/// Verifies commitments and compares them with our own MMR.
public final class Judge {
    private final ChainId chain;
    private final Account registry;
    private final BucketId bucket;
    private final OwnMmr own;

    /// @param chain the chain commitments are bound to
    /// @param registry the contract they are bound to
    /// @param bucket the drive's bucket
    /// @param own the measure
    public Judge(ChainId chain, Account registry, BucketId bucket, OwnMmr own) {
        this.chain = chain;
        this.registry = registry;
        this.bucket = bucket;
        this.own = own;
    }

    /// Why a commitment is none; empty if it is valid, whatever it says.
    public Optional<String> objection(Commitment commitment, ProviderId provider) {
        if (!commitment.provider().equals(provider)) {
            return Optional.of("is another provider's");
        }
        if (!commitment.bucket().equals(bucket)) {
            return Optional.of("is about another bucket");
        }
        if (commitment.start() != 0 || commitment.count() < 0) {
            return Optional.of("has a range that does not exist");
        }
        Bytes payload = CommitmentDigest.payload(bucket, commitment.root(), commitment.start(), commitment.count());
        Optional<Account> signer = CommitmentSigner.of(commitment.signature(), chain, registry, payload);
        if (!signer.equals(Optional.of(provider.account()))) {
            return Optional.of(commitment.signature().scheme().anchors()
                    ? "is not signed by its provider for this chain and registry"
                    : "is not signed by its provider");
        }
        return Optional.empty();
    }

    /// How a provider's commitment stands to our leaves.
    public Standing standing(Commitment commitment, ProviderId provider) throws FailureException {
        Optional<String> objection = objection(commitment, provider);
        if (objection.isPresent()) {
            return new Standing.Invalid(objection.get());
        }
        long ours = own.count();
        if (commitment.count() > ours) {
            return new Standing.Ahead(commitment, commitment.count() - ours);
        }
        if (!own.root(commitment.count()).equals(commitment.root())) {
            return new Standing.Divergent(commitment);
        }
        return commitment.count() == ours
                ? new Standing.Agreeing(commitment)
                : new Standing.Behind(commitment, ours - commitment.count());
    }
}
