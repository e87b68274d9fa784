package io.longshore.checkpoint;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.chain.RegistryCall;
import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.destination.Terms;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Checkpoint;
import io.longshore.model.Commitment;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Outcome;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.Standing;
import io.longshore.model.store.LeafStore;
import io.longshore.wave.Majority;

/// Makes checkpoints of one drive: collects commitments from all providers, and anchors on chain what enough of them sign
/// and what is true by our own leaves. Used by one thread.
public final class Checkpointer {
    /// How long the others may still take once enough providers agree.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DriveId drive;
    private final Destination destination;
    private final Terms terms;
    private final LeafStore leaves;
    private final Ears ears;
    private final int quorum;
    private final Sending sending;
    private Map<ProviderId, Integer> contradicted = Map.of();

    /// Sends a transaction and waits for it; what becomes of it is written down by who sends it.
    public interface Sending {
        /// Sends it.
        Outcome send(Purpose purpose, Account to, Bytes calldata) throws FailureException, InterruptedException;
    }

    /// What came of a round.
    public sealed interface Result {
        /// Enough providers signed our leaves, and the chain has their word.
        record Submitted(Checkpoint checkpoint) implements Result {}

        /// There is nothing new to anchor.
        /// @param last the checkpoint that stands; empty while there are no leaves
        record Unchanged(Optional<Checkpoint> last) implements Result {}

        /// Too few providers agree with us and with one another.
        record InsufficientConsensus(Analysis analysis) implements Result {
            /// How many agree with us.
            public int agreeing() {
                return (int) analysis.consensus().standings().values().stream()
                        .filter(standing -> standing instanceof Standing.Agreeing).count();
            }

            /// How many must.
            public int required() {
                return analysis.consensus().required();
            }

            /// Who does not, and how.
            public Map<ProviderId, Standing> disagreeing() {
                Map<ProviderId, Standing> disagreeing = new LinkedHashMap<>(analysis.consensus().standings());
                disagreeing.values().removeIf(standing -> standing instanceof Standing.Agreeing);
                return disagreeing;
            }
        }

        /// Nobody answers.
        record Unreachable(Map<ProviderId, Standing> why) implements Result {}

        /// The drive has no providers.
        record NoProviders() implements Result {}
    }

    /// @param drive whose checkpoints
    /// @param destination its providers
    /// @param terms its bucket and the registry contract
    /// @param leaves the durable leaves
    /// @param ears how the providers are heard
    /// @param quorum how many must sign, whatever the protocol's threshold says: the registry's minimum for the bucket
    /// @param sending how a checkpoint gets on chain
    public Checkpointer(DriveId drive, Destination destination, Terms terms, LeafStore leaves, Ears ears, int quorum,
            Sending sending) {
        this.drive = drive;
        this.destination = destination;
        this.terms = terms;
        this.leaves = leaves;
        this.ears = ears;
        this.quorum = quorum;
        this.sending = sending;
    }

    /// Begins to hear providers.
    public interface Ears {
        /// Begins.
        Hearing hear(List<Provider> providers);
    }

    /// Collects, compares, and submits if there is something new that enough providers agree on.
    /// @throws FailureException if it could not be submitted, or our own leaves cannot be read
    public Result round() throws FailureException, InterruptedException {
        Optional<Checkpoint> last = leaves.checkpoints(drive, 1).stream().findFirst();
        long count = leaves.count(drive);
        if (count == last.map(Checkpoint::count).orElse(0L)) {
            return new Result.Unchanged(last);
        }
        List<Provider> providers = destination.providers();
        if (providers.isEmpty()) {
            return new Result.NoProviders();
        }
        Consensus consensus = Consensus.of(collect(providers), required(providers));
        if (consensus.standings().values().stream().allMatch(standing -> standing instanceof Standing.Unreachable)) {
            return new Result.Unreachable(consensus.standings());
        }
        Optional<List<Commitment>> agreed = consensus.agreed()
                .filter(signed -> signed.getFirst().count() > last.map(Checkpoint::count).orElse(0L));
        if (agreed.isEmpty()) {
            return new Result.InsufficientConsensus(Analysis.of(consensus, rounds(consensus), false));
        }
        anchor(agreed.get(), agreed.get().getFirst());
        return leaves.checkpoints(drive, 1).stream().findFirst().<Result>map(Result.Submitted::new).orElseThrow(
                () -> new IllegalStateException("the checkpoint was sent but not recorded"));
    }

    private int required(List<Provider> providers) {
        return Math.max(quorum, Majority.threshold(providers.size(), Majority.THRESHOLD_PERCENT));
    }

    /// How every provider stands to our leaves. Once enough of them have all of them, the others get a moment more: who is
    /// silent for minutes is not waited for.
    private Map<ProviderId, Standing> collect(List<Provider> providers) throws FailureException, InterruptedException {
        int required = required(providers);
        try (Hearing hearing = ears.hear(providers)) {
            return hearing.until(heard -> {
                List<Commitment> agreeing = heard.values().stream()
                        .<Commitment>mapMulti((standing, out) -> {
                            if (standing instanceof Standing.Agreeing(Commitment commitment)) {
                                out.accept(commitment);
                            }
                        }).toList();
                return agreeing.size() >= required && anchorable(agreeing).size() >= quorum;
            }, GRACE);
        }
    }

    /// Who agrees and signs as the registry contract verifies it.
    private static List<Commitment> anchorable(List<Commitment> agreed) {
        return agreed.stream().filter(commitment -> commitment.signature().scheme().anchors()).toList();
    }

    private Map<ProviderId, Integer> rounds(Consensus consensus) {
        Map<ProviderId, Integer> next = new HashMap<>();
        consensus.standings().forEach((provider, standing) -> {
            if (standing instanceof Standing.Ahead || standing instanceof Standing.Divergent) {
                next.put(provider, contradicted.getOrDefault(provider, 0) + 1);
            }
        });
        contradicted = Map.copyOf(next);
        return contradicted;
    }

    /// @throws FailureException `Unsupported` if fewer sign as the registry contract verifies it than it wants
    private void anchor(List<Commitment> agreed, Commitment claim) throws FailureException, InterruptedException {
        List<Commitment> signed = anchorable(agreed);
        if (signed.size() < quorum) {
            throw new FailureException(new Failure.Unsupported("anchoring what " + agreed.size()
                    + " providers agree on: the registry takes signatures by " + CommitmentScheme.LSH1.word()
                    + " only, "
                    + quorum + " of them; there are " + signed.size()));
        }
        Purpose purpose = new Purpose.Anchor(drive, claim.root(), claim.start(), claim.count(),
                signed.stream().map(Commitment::provider).toList());
        Bytes calldata = new RegistryCall.SubmitCheckpoint(terms.bucket(), claim.root(), claim.start(), claim.count(),
                signed.stream().map(commitment -> commitment.signature().bytes()).toList()).calldata();
        sending.send(purpose, terms.registry(), calldata);
    }
}
