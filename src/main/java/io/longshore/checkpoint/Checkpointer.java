package io.longshore.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.chain.RegistryCall;
import io.longshore.destination.Committing;
import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.destination.Survey;
import io.longshore.destination.Survey.Reply;
import io.longshore.destination.Terms;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Checkpoint;
import io.longshore.model.Commitment;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Outcome;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.store.LeafStore;

/// Makes checkpoints of one drive: collects commitments from all providers, and anchors on chain what enough of them sign
/// and what is true by our own leaves.
public final class Checkpointer {
    private final DriveId drive;
    private final Destination destination;
    private final Terms terms;
    private final LeafStore leaves;
    private final Judge judge;
    private final Survey survey;
    private final Sending sending;

    /// Sends a transaction and waits for it; what becomes of it is written down by who sends it.
    public interface Sending {
        /// Sends it.
        Outcome send(Purpose purpose, Account to, Bytes calldata) throws FailureException, InterruptedException;
    }

    /// What came of a round.
    public sealed interface Result {
        /// The newest leaves are anchored.
        record Anchored(Checkpoint checkpoint) implements Result {}

        /// There are no leaves.
        record Empty() implements Result {}

        /// Too few providers agree.
        record Insufficient(Consensus consensus) implements Result {}
    }

    /// @param drive whose checkpoints
    /// @param destination its providers
    /// @param terms its bucket and the registry contract
    /// @param leaves the durable leaves
    /// @param judge verifies and compares commitments
    /// @param survey how providers are asked
    /// @param sending how a checkpoint gets on chain
    public Checkpointer(DriveId drive, Destination destination, Terms terms, LeafStore leaves, Judge judge,
            Survey survey,
            Sending sending) {
        this.drive = drive;
        this.destination = destination;
        this.terms = terms;
        this.leaves = leaves;
        this.judge = judge;
        this.survey = survey;
        this.sending = sending;
    }

    /// Collects, compares, and submits if there is something new that enough providers agree on.
    public Result round() throws FailureException, InterruptedException {
        long count = leaves.count(drive);
        if (count == 0) {
            return new Result.Empty();
        }
        Optional<Checkpoint> last = leaves.checkpoints(drive, 1).stream().findFirst();
        if (last.isPresent() && last.get().count() == count) {
            return new Result.Anchored(last.get());
        }
        Consensus consensus = Consensus.of(collect());
        if (consensus.agreed().isEmpty()) {
            return new Result.Insufficient(consensus);
        }
        List<Commitment> agreed = consensus.agreed().get();
        Commitment claim = agreed.getFirst();
        if (last.isPresent() && claim.count() <= last.get().count()) {
            return new Result.Insufficient(consensus);
        }
        anchor(agreed, claim);
        return leaves.checkpoints(drive, 1).stream().findFirst().<Result>map(Result.Anchored::new).orElseThrow(
                () -> new IllegalStateException("the checkpoint was sent but not recorded"));
    }

    private void anchor(List<Commitment> agreed, Commitment claim) throws FailureException, InterruptedException {
        Purpose purpose = new Purpose.Anchor(drive, claim.root(), claim.start(), claim.count(),
                agreed.stream().map(Commitment::provider).toList());
        Bytes calldata = new RegistryCall.SubmitCheckpoint(terms.bucket(), claim.root(), claim.start(), claim.count(),
                agreed.stream().map(commitment -> commitment.signature().bytes()).toList()).calldata();
        sending.send(purpose, terms.registry(), calldata);
    }

    /// How every provider stands to our leaves.
    public Map<ProviderId, Standing> collect() throws FailureException, InterruptedException {
        List<Provider> providers = destination.providers();
        Map<Provider, Reply<Commitment>> replies = survey.of(providers, providers.size(),
                provider -> committing(provider).commitment());
        Map<ProviderId, Standing> standings = new LinkedHashMap<>();
        for (Map.Entry<Provider, Reply<Commitment>> entry : replies.entrySet()) {
            ProviderId provider = entry.getKey().id();
            standings.put(provider, switch (entry.getValue()) {
                case Reply.Answered<Commitment>(Commitment commitment) -> judge.standing(commitment, provider);
                case Reply.Failed<Commitment>(Failure.Corrupt corrupt) -> new Standing.Invalid(corrupt.detail());
                case Reply.Failed<Commitment>(Failure failure) -> new Standing.Unreachable(failure);
            });
        }
        return standings;
    }

    private static Committing committing(Provider provider) throws FailureException {
        return provider.committing().orElseThrow(
                () -> new FailureException(new Failure.Refused(provider.endpoint(), "does not commit")));
    }
}
