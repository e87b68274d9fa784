package io.longshore.checkpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.longshore.checkpoint.Checkpointer.Ears;
import io.longshore.destination.Committing;
import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.model.AuditReport;
import io.longshore.model.Checkpoint;
import io.longshore.model.Choice;
import io.longshore.model.Commitment;
import io.longshore.model.Decision;
import io.longshore.model.Decision.Outcome;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.Standing;
import io.longshore.model.store.DecisionStore;
import io.longshore.model.store.LeafStore;

/// Does what the user decided while providers do not agree. Each decision is durable before anything is done, and what came
/// of it afterwards; nothing is done without one. For all threads.
///
/// @param drive whose providers
/// @param leaves our own leaves
/// @param destination the providers
/// @param discovery who of them may sign
/// @param ears how they are heard
/// @param judge verifies what they sign
/// @param supply gives them what they lack
/// @param audit looks what they hold
/// @param challenges how proof against them is handed in; empty where the chain takes none
/// @param decisions where decisions are recorded
/// @param anchoring makes checkpoints
/// @param random which chunk a challenge is about
public record Resolver(DriveId drive, LeafStore leaves, Destination destination, Discovery discovery, Ears ears,
        Judge judge, Supply supply, Audit audit, Optional<Challenges> challenges, DecisionStore decisions,
        Anchoring anchoring, RandomGenerator random) {
    /// How long providers that lack something get until they are heard again (Automated Checkpoint Protocol, sync wait).
    public static final Duration SYNC = Duration.ofSeconds(60);

    /// How long others may still take once all but they have been heard: as long as a round waits for them.
    private static final Duration GRACE = Duration.ofSeconds(2);

    /// Gives providers the leaves and chunks they lack.
    public interface Supply {
        /// Tries anew with all of them, also those that contradicted us, and returns once they have everything, will not have
        /// it, or `most` is over.
        void give(Duration most) throws FailureException, InterruptedException;
    }

    /// What makes the drive's checkpoints.
    public interface Anchoring {
        /// Makes one now.
        /// @return the one that covers all leaves then; empty if there are none
        /// @throws FailureException `NoMajority` or `Disagreement` if too few providers agree with us; why else there is none
        Optional<Checkpoint> now() throws FailureException, InterruptedException;

        /// The providers were heard.
        void heard(Analysis analysis);
    }

    /// Does it.
    /// @return the decision with what came of it
    /// @throws FailureException `Refused` where it is not possible: no majority agrees with us, or the chain takes no
    ///         challenges; why else it could not be done. That is recorded, too
    public Decision resolve(Choice choice) throws FailureException, InterruptedException {
        Decision begun = decisions.begin(drive, leaves.count(drive), choice);
        Outcome outcome;
        try {
            outcome = done(choice);
        } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.Cancelled)) {
                decisions.end(begun.id(),
                        e.failure() instanceof Failure.Refused ? Outcome.REFUSED : Outcome.BROKEN_OFF);
            }
            throw e;
        }
        return decisions.end(begun.id(), outcome);
    }

    /// Audits a provider because the user says so, and records it as a decision.
    public AuditReport audited(ProviderId provider, int chunks) throws FailureException, InterruptedException {
        Decision begun = decisions.begin(drive, leaves.count(drive), new Choice.Audit(provider));
        AuditReport report;
        try {
            report = audit.of(of(provider), chunks);
        } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.Cancelled)) {
                decisions.end(begun.id(), Outcome.BROKEN_OFF);
            }
            throw e;
        }
        decisions.end(begun.id(), report.passed() ? Outcome.PASSED : Outcome.FAILED);
        return report;
    }

    private Outcome done(Choice choice) throws FailureException, InterruptedException {
        return switch (choice) {
            case Choice.Wait _ -> synced();
            case Choice.Proceed _ -> proceeded();
            case Choice.Audit(ProviderId provider) -> audit.of(of(provider), Audit.CHUNKS).passed()
                    ? Outcome.PASSED
                    : Outcome.FAILED;
            case Choice.Challenge(ProviderId provider) -> challenged(of(provider));
            case Choice.Leave _ -> Outcome.LEFT;
        };
    }

    private Provider of(ProviderId id) throws FailureException {
        return destination.providers().stream().filter(provider -> provider.id().equals(id)).findFirst()
                .orElseThrow(() -> new FailureException(new Failure.NotFound("provider " + id + " of the drive")));
    }

    private Outcome synced() throws FailureException, InterruptedException {
        supply.give(SYNC);
        Analysis analysis = heard();
        anchoring.heard(analysis);
        return analysis.recommendation() instanceof Recommendation.Nothing ? Outcome.AGREED : Outcome.STILL_APART;
    }

    private Analysis heard() throws FailureException, InterruptedException {
        List<Provider> providers = destination.providers();
        Discovery.Members members = discovery.members();
        try (Hearing hearing = ears.hear(providers)) {
            Map<ProviderId, Standing> standings = members
                    .standings(hearing.until(heard -> heard.size() == providers.size(), GRACE));
            return Analysis.of(Consensus.of(standings, members.required(providers.size())), Map.of(),
                    challenges.isPresent());
        }
    }

    /// Only what equals our own leaves is ever anchored, so that going with the others is not even tried.
    private Outcome proceeded() throws FailureException, InterruptedException {
        try {
            anchoring.now().orElseThrow(() -> new FailureException(
                    new Failure.Refused("drive " + drive, "has nothing that could be anchored")));
            return Outcome.SUBMITTED;
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.NoMajority || e.failure() instanceof Failure.Disagreement) {
                throw new FailureException(new Failure.Refused("drive " + drive,
                        "no majority of its providers signs what we know to be true: " + e.failure()), e);
            }
            throw e;
        }
    }

    private Outcome challenged(Provider provider) throws FailureException, InterruptedException {
        Challenges chain = challenges.orElseThrow(() -> new FailureException(new Failure.Refused("the registry",
                "this chain takes no challenges against providers")));
        Committing committing = provider.committing().orElseThrow(
                () -> new FailureException(new Failure.Refused(provider.endpoint(), "does not commit")));
        Commitment signed = committing.commitment();
        Optional<String> objection = judge.objection(signed, provider.id());
        if (objection.isPresent()) {
            throw new FailureException(new Failure.Refused(provider.endpoint(),
                    "what it says proves nothing, because it " + objection.get()));
        }
        List<Sample.Place> places = Sample.of(leaves, drive, Math.min(signed.count(), leaves.count(drive)), 1, random)
                .places();
        if (places.isEmpty()) {
            throw new FailureException(new Failure.Refused(provider.endpoint(), "has signed for nothing that we know"));
        }
        chain.challenge(signed, places.getFirst().leaf(), places.getFirst().chunk());
        return Outcome.CHALLENGED;
    }
}
