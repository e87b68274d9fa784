package io.longshore.checkpoint;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.chain.RegistryCall;
import io.longshore.checkpoint.Discovery.Members;
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

/// Makes checkpoints of one drive: collects commitments from all providers, and anchors on chain what enough of them sign
/// and what is true by our own leaves. Used by one thread.
public final class Checkpointer {
    /// How long the others may still take once enough providers agree.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    private final DriveId drive;
    private final Destination destination;
    private final Terms terms;
    private final LeafStore leaves;
    private final Ears ears;
    private final Discovery discovery;
    private final Latecomers latecomers;
    private final Sending sending;
    private Map<ProviderId, Integer> contradicted = Map.of();
    private volatile Optional<Failure.NoMajority> shortage = Optional.empty();
    private Optional<Analysis> heard = Optional.empty();

    /// Sends a transaction and waits for it; what becomes of it is written down by who sends it.
    public interface Sending {
        /// Sends it.
        Outcome send(Purpose purpose, Account to, Bytes calldata) throws FailureException, InterruptedException;
    }

    /// What came of a round.
    public sealed interface Result {
        /// Enough providers signed our leaves, and the chain has their word.
        record Submitted(Checkpoint checkpoint) implements Result {}

        /// There was nothing new to anchor, but providers that came late have signed the checkpoint that stands.
        /// @param checkpoint with all its signers
        /// @param late those that were added
        record Extended(Checkpoint checkpoint, List<ProviderId> late) implements Result {
            /// Keeps an own copy.
            public Extended {
                late = List.copyOf(late);
            }
        }

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
    /// @param discovery who may sign, and how many must, whatever the protocol's threshold says
    /// @param clock what time it is
    /// @param sending how a checkpoint gets on chain
    public Checkpointer(DriveId drive, Destination destination, Terms terms, LeafStore leaves, Ears ears,
            Discovery discovery, InstantSource clock, Sending sending) {
        this.drive = drive;
        this.destination = destination;
        this.terms = terms;
        this.leaves = leaves;
        this.ears = ears;
        this.discovery = discovery;
        this.sending = sending;
        this.latecomers = new Latecomers(drive, destination, terms, leaves, ears, discovery, clock, sending);
    }

    /// Begins to hear providers.
    public interface Ears {
        /// Begins.
        Hearing hear(List<Provider> providers);
    }

    /// Collects, compares, and submits if there is something new that enough providers agree on; if there is not, adds the
    /// signatures that came late to the checkpoint that stands. What fails lets it be looked anew, the next time, who and where
    /// the providers are.
    /// @throws FailureException if it could not be submitted, or our own leaves cannot be read; `Disagreement` if the
    ///         registry took it without saying so by its event
    public Result round() throws FailureException, InterruptedException {
        heard = Optional.empty();
        try {
            Result result = attempt();
            switch (result) {
                case Result.Submitted _,Result.Extended _,Result.Unchanged _ -> {
                    // As it should be.
                }
                case Result.InsufficientConsensus _,Result.Unreachable _,Result.NoProviders _ -> discovery.failed();
            }
            return result;
        } catch (FailureException e) {
            discovery.failed();
            throw e;
        }
    }

    /// What was said before the providers were last asked to sign, if too few of them were there for a majority; empty if
    /// enough were. They may be back by the time they are asked.
    public Optional<Failure.NoMajority> shortage() {
        return shortage;
    }

    /// Who came late to the checkpoint that stands; see [Latecomers]. For all threads.
    public Latecomers latecomers() {
        return latecomers;
    }

    private Result attempt() throws FailureException, InterruptedException {
        Optional<Checkpoint> last = newest();
        long count = leaves.count(drive);
        if (count == last.map(Checkpoint::count).orElse(0L)) {
            return last.isEmpty() ? new Result.Unchanged(last) : latecomers.added(last.get());
        }
        List<Provider> providers = destination.providers();
        if (providers.isEmpty()) {
            return new Result.NoProviders();
        }
        Members members = discovery.members();
        Consensus consensus = Consensus.of(collect(providers, members), members.required(providers.size()));
        Analysis analysis = Analysis.of(consensus, rounds(consensus), false);
        heard = Optional.of(analysis);
        if (consensus.standings().values().stream().allMatch(standing -> standing instanceof Standing.Unreachable)) {
            return new Result.Unreachable(consensus.standings());
        }
        Optional<List<Commitment>> agreed = consensus.agreed()
                .filter(signed -> signed.getFirst().count() > last.map(Checkpoint::count).orElse(0L));
        if (agreed.isEmpty()) {
            return new Result.InsufficientConsensus(analysis);
        }
        anchor(agreed.get(), agreed.get().getFirst(), members.minimum());
        return new Result.Submitted(newest().filter(made -> made.count() == agreed.get().getFirst().count())
                .orElseThrow(Checkpointer::unsaid));
    }

    /// What the providers said in the last round; empty if it ended before they were heard.
    public Optional<Analysis> heard() {
        return heard;
    }

    private Optional<Checkpoint> newest() throws FailureException {
        return leaves.checkpoints(drive, 1).stream().findFirst();
    }

    static FailureException unsaid() {
        return new FailureException(new Failure.Disagreement("the registry",
                "it took what was sent, and did not say by its event that it did"));
    }

    /// How every provider stands to our leaves. Once enough of them have all of them, the others get a moment more: who is
    /// silent for minutes is not waited for. Who is not of the bucket cannot sign, but counts in the whole.
    private Map<ProviderId, Standing> collect(List<Provider> providers, Members members)
            throws FailureException, InterruptedException {
        int required = members.required(providers.size());
        int present = RollCall.of(providers, RollCall.MOST).present(required).size();
        shortage = present >= required ? Optional.empty() : Optional.of(new Failure.NoMajority(present, required));
        shortage.ifPresent(failure -> LOG.warn("drive {}: {} before any of them is asked to sign", drive, failure));
        try (Hearing hearing = ears.hear(providers)) {
            return members.standings(hearing.until(
                    heard -> isEnough(agreeing(members.standings(heard)), required, members), GRACE));
        }
    }

    private static boolean isEnough(List<Commitment> agreeing, int required, Members members) {
        return agreeing.size() >= required && anchorable(agreeing).size() >= members.minimum();
    }

    static List<Commitment> agreeing(Map<ProviderId, Standing> standings) {
        return standings.values().stream().<Commitment>mapMulti((standing, out) -> {
            if (standing instanceof Standing.Agreeing(Commitment commitment)) {
                out.accept(commitment);
            }
        }).toList();
    }

    /// Who agrees and signs as the registry contract verifies it.
    static List<Commitment> anchorable(List<Commitment> agreed) {
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
    private void anchor(List<Commitment> agreed, Commitment claim, int minimum)
            throws FailureException, InterruptedException {
        List<Commitment> signed = anchorable(agreed);
        if (signed.size() < minimum) {
            throw new FailureException(new Failure.Unsupported("anchoring what " + agreed.size()
                    + " providers agree on: the registry takes signatures by " + CommitmentScheme.LSH1.word()
                    + " only, "
                    + minimum + " of them; there are " + signed.size()));
        }
        Purpose purpose = new Purpose.Anchor(drive, claim.root(), claim.start(), claim.count(),
                signed.stream().map(Commitment::provider).toList());
        Bytes calldata = new RegistryCall.SubmitCheckpoint(terms.bucket(), claim.root(), claim.start(), claim.count(),
                signatures(signed)).calldata();
        sending.send(purpose, terms.registry(), calldata);
    }

    static List<Bytes> signatures(List<Commitment> signed) {
        return signed.stream().map(commitment -> commitment.signature().bytes()).toList();
    }
}
